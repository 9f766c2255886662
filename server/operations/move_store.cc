// SPDX-License-Identifier: Apache-2.0
#include "server/operations/move_store.h"

#include <stdio.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_database.h"
#include "server/store/schema.h"
#include "server/store/server_database.h"

namespace sucharit {
namespace {

absl::Status Copy(sql::Database& from, sql::Database& to,
                  const std::function<void(absl::string_view)>& begin) {
  sql::Transaction transaction(to);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(CreateInPostgres(to));
  RETURN_IF_ERROR(CopyTables(from, to, begin));
  return transaction.Commit();
}

// The log is in the file then, and nothing beside it is missed.
absl::Status SetAside(const std::string& data_folder) {
  const std::string path = ServerDatabase::PathIn(data_folder);
  if (rename(path.c_str(), MovedDatabaseIn(data_folder).c_str()) != 0) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                   "can't be renamed", path);
  }
  return WaitForFolder(data_folder);
}

}  // namespace

std::string MovedDatabaseIn(const std::string& data_folder) {
  return absl::StrCat(ServerDatabase::PathIn(data_folder), ".moved-to-postgresql");
}

absl::StatusOr<std::vector<TableDigest>> MoveStore(
    const std::string& data_folder, const std::string& place,
    const std::function<void(absl::string_view)>& begin) {
  std::vector<TableDigest> moved;
  {
    // Nobody else opens the folder meanwhile.
    ASSIGN_OR_RETURN(const auto folder, ServerDatabase::Open(data_folder));
    ASSIGN_OR_RETURN(const auto target, sql::PostgresDatabase::Connect(place));
    auto source = folder->Lock();
    RETURN_IF_ERROR(source->CheckIntegrity());
    RETURN_IF_ERROR(Copy(*source, *target, begin));
    ASSIGN_OR_RETURN(moved, DigestTables(*source));
    ASSIGN_OR_RETURN(const std::vector<TableDigest> arrived, DigestTables(*target));
    RETURN_IF_ERROR(RequireSameTables(moved, arrived));
    RETURN_IF_ERROR(source->Checkpoint());
  }
  RETURN_IF_ERROR(SetAside(data_folder));
  return moved;
}

}  // namespace sucharit
