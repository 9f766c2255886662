// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/files/folder_lock.h"
#include "common/sqlite/database.h"
#include "server/sql/database.h"
#include "server/sql/pool.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// The open database of a server: `sucharit.db` in a data folder, held by one process, or a
// PostgreSQL database, which several servers share. Thread-safe through Lock().
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

  // Opens a PostgreSQL database, brings the schema up to date. Refused as
  // sql::PostgresDatabase::Connect and as MigratePostgres.
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenPostgres(const std::string& place);

  // The same for whichever the configuration names. The data folder of a server on PostgreSQL holds
  // what it writes for itself, but no database; it is that server's alone all the same.
  static absl::Status Create(const v1::ServerConfig& config);
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> Open(const v1::ServerConfig& config);
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenBeside(const v1::ServerConfig& config);

  // The version that Open brings a database to.
  static int64_t SchemaVersion();

  // The database's file in a data folder.
  static std::string PathIn(const std::string& folder);

  // Makes the folder and an empty database in it. ALREADY_EXISTS `REASON_ALREADY_INITIALIZED` if
  // there is one.
  static absl::Status Create(const std::string& folder);

  // Makes the tables in a PostgreSQL database, which must have none: ALREADY_EXISTS
  // `REASON_ALREADY_INITIALIZED` with the name of one that is there.
  static absl::Status CreatePostgres(const std::string& place);

  ServerDatabase(const ServerDatabase&) = delete;
  ServerDatabase& operator=(const ServerDatabase&) = delete;

  // A connection, for as long as the guard lives. Never hold two.
  sql::Pool::Guard Lock() { return pool_.Lock(); }

  // The same for long reads of what doesn't change any more: on SQLite they wait for no write and
  // keep none waiting, and see what was committed before each statement.
  sql::Pool::Guard LockForReading() { return readers_.empty() ? pool_.Lock() : readers_.Lock(); }

  // A connection to PostgreSQL beside those of Lock(), for what must outlast a transaction; none
  // for SQLite.
  absl::StatusOr<std::unique_ptr<sql::Database>> ConnectApart() const;

 private:
  static absl::StatusOr<std::unique_ptr<ServerDatabase>> OpenWith(
      const std::string& folder, absl::StatusOr<sqlite::Database> (*open)(const std::string&));

  using Connections = std::vector<std::unique_ptr<sql::Database>>;

  ServerDatabase(std::optional<FolderLock> lock, std::string place, Connections connections,
                 Connections readers);

  std::optional<FolderLock> lock_;
  const std::string place_;  // Of PostgreSQL; else empty.
  sql::Pool pool_;
  sql::Pool readers_;  // Empty where those of the pool do as well.
};

}  // namespace sucharit
