// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/migrate.h"

#include "absl/strings/str_cat.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::sqlite {
namespace {

absl::Status Apply(Database& database, const Migration& migration) {
  Transaction transaction(database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(database.Execute(migration.sql));
  RETURN_IF_ERROR(
      database.Execute(absl::StrCat("PRAGMA user_version=", migration.version).c_str()));
  return transaction.Commit();
}

}  // namespace

absl::StatusOr<int64_t> SchemaVersion(Database& database) {
  Statement query(database, "PRAGMA user_version");
  const int64_t version = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return version;
}

absl::Status Migrate(Database& database, std::span<const Migration> migrations) {
  ASSIGN_OR_RETURN(const int64_t current, SchemaVersion(database));
  if (current > migrations.back().version) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER,
                   absl::StrCat("database is at version ", current, "; this program knows up to ",
                                migrations.back().version));
  }
  for (const Migration& migration : migrations) {
    if (migration.version > current) RETURN_IF_ERROR(Apply(database, migration));
  }
  return absl::OkStatus();
}

}  // namespace sucharit::sqlite
