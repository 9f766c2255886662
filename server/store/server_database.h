// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/files/folder_lock.h"
#include "common/sqlite/database.h"
#include "common/sqlite/shared_database.h"

namespace sucharit {

// The open data folder of a server: `sucharit.db`, held by one process. Thread-safe through Lock().
class ServerDatabase {
 public:
  // Opens the folder, brings the schema up to date. FAILED_PRECONDITION `REASON_NOT_INITIALIZED` if
  // there is no database; UNAVAILABLE `REASON_STORAGE_IN_USE` if another server runs on it;
  // REASON_STORAGE_NOT_WRITABLE, _DAMAGED, _NEWER. A refusal changes nothing.
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> Open(const std::string& folder);

  // The same without changing the schema: FAILED_PRECONDITION `REASON_STORAGE_NEWER` if it isn't
  // this program's.
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenAsItIs(const std::string& folder);

  // A second connection beside the server that holds the folder, for what only adds numbers. The
  // schema isn't changed: as OpenAsItIs.
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenBeside(const std::string& folder);

  // The version that Open brings a database to.
  static int64_t SchemaVersion();

  // The database's file in a data folder.
  static std::string PathIn(const std::string& folder);

  // Makes the folder and an empty database in it. ALREADY_EXISTS `REASON_ALREADY_INITIALIZED` if
  // there is one.
  static absl::Status Create(const std::string& folder);

  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  // The connection, for as long as the guard lives.
  sqlite::SharedDatabase::Guard Lock() { return database_.Lock(); }

 private:
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenWith(
      const std::string& folder, absl::StatusOr<sqlite::Database> (*open)(const std::string&));

  ServerDatabase(std::optional<FolderLock> lock, sqlite::Database database);

  std::optional<FolderLock> lock_;
  sqlite::SharedDatabase database_;
};

}  // namespace sucharit
