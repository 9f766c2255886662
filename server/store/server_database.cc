// SPDX-License-Identifier: Apache-2.0
#include "server/store/server_database.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/sqlite/migrate.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_database.h"
#include "server/sql/sqlite_database.h"
#include "server/store/schema.h"

namespace sucharit {
namespace {

// Of one server to PostgreSQL. Each is a process there; intake uses one, and calls of
// administrators and of tablets share the others.
constexpr size_t kConnections = 8;

// Of one server to its SQLite file, that only read: as many threads count kept rows.
constexpr size_t kReaders = 2;

absl::StatusOr<sqlite::Database> OpenMigrated(const std::string& folder) {
  ASSIGN_OR_RETURN(sqlite::Database database,
                   sqlite::Database::Open(ServerDatabase::PathIn(folder)));
  RETURN_IF_ERROR(Within(folder, MigrateSqlite(database)));
  return database;
}

absl::StatusOr<sqlite::Database> OpenUnmigrated(const std::string& folder) {
  ASSIGN_OR_RETURN(sqlite::Database database,
                   sqlite::Database::Open(ServerDatabase::PathIn(folder)));
  ASSIGN_OR_RETURN(const int64_t version, sqlite::SchemaVersion(database));
  if (version == ServerDatabase::SchemaVersion()) return database;
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER,
                 absl::StrCat("database is at version ", version, "; this program is at ",
                              ServerDatabase::SchemaVersion()),
                 folder);
}

absl::Status RequireDatabase(const std::string& folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(ServerDatabase::PathIn(folder), ignored)) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                   "there is no database in the data folder", folder);
  }
  return absl::OkStatus();
}

std::vector<std::unique_ptr<sql::Database>> Alone(sqlite::Database database) {
  std::vector<std::unique_ptr<sql::Database>> connections;
  connections.push_back(std::make_unique<sql::SqliteDatabase>(std::move(database)));
  return connections;
}

absl::StatusOr<std::vector<std::unique_ptr<sql::Database>>> Readers(const std::string& folder) {
  std::vector<std::unique_ptr<sql::Database>> readers;
  for (size_t i = 0; i < kReaders; ++i) {
    ASSIGN_OR_RETURN(sqlite::Database database,
                     sqlite::Database::OpenReader(ServerDatabase::PathIn(folder)));
    readers.push_back(std::make_unique<sql::SqliteDatabase>(std::move(database)));
  }
  return readers;
}

}  // namespace

ServerDatabase::ServerDatabase(std::optional<FolderLock> lock, std::string place,
                               Connections connections, Connections readers)
    : lock_(std::move(lock)),
      place_(std::move(place)),
      pool_(std::move(connections)),
      readers_(std::move(readers)) {}

absl::StatusOr<std::unique_ptr<sql::Database>> ServerDatabase::ConnectApart() const {
  if (place_.empty()) return std::unique_ptr<sql::Database>();
  return sql::PostgresDatabase::Connect(place_);
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::OpenBeside(
    const std::string& folder) {
  RETURN_IF_ERROR(RequireDatabase(folder));
  ASSIGN_OR_RETURN(sqlite::Database database, OpenUnmigrated(folder));
  return std::unique_ptr<ServerDatabase>(
      new ServerDatabase(std::nullopt, "", Alone(std::move(database)), {}));
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::OpenBeside(
    const v1::ServerConfig& config) {
  return config.database().empty() ? OpenBeside(config.data_folder())
                                   : OpenPostgres(config.database());
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::Open(
    const v1::ServerConfig& config) {
  if (config.database().empty()) return Open(config.data_folder());
  ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(config.data_folder()));
  ASSIGN_OR_RETURN(auto database, OpenPostgres(config.database()));
  database->lock_ = std::move(lock);
  return database;
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::OpenPostgres(
    const std::string& place) {
  std::vector<std::unique_ptr<sql::Database>> connections;
  for (size_t i = 1; i < kConnections; ++i) {
    connections.push_back(sql::PostgresDatabase::ConnectLater(place));
  }
  ASSIGN_OR_RETURN(auto first, sql::PostgresDatabase::Connect(place));
  RETURN_IF_ERROR(MigratePostgres(*first));
  connections.push_back(std::move(first));
  return std::unique_ptr<ServerDatabase>(
      new ServerDatabase(std::nullopt, place, std::move(connections), {}));
}

std::string ServerDatabase::PathIn(const std::string& folder) {
  return absl::StrCat(folder, "/sucharit.db");
}

int64_t ServerDatabase::SchemaVersion() { return NewestSchema(); }

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::Open(const std::string& folder) {
  return OpenWith(folder, OpenMigrated);
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::OpenAsItIs(
    const std::string& folder) {
  return OpenWith(folder, OpenUnmigrated);
}

absl::StatusOr<std::unique_ptr<ServerDatabase>> ServerDatabase::OpenWith(
    const std::string& folder, absl::StatusOr<sqlite::Database> (*open)(const std::string&)) {
  RETURN_IF_ERROR(RequireDatabase(folder));
  ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(folder));
  ASSIGN_OR_RETURN(sqlite::Database database, open(folder));
  ASSIGN_OR_RETURN(Connections readers, Readers(folder));
  return std::unique_ptr<ServerDatabase>(
      new ServerDatabase(std::move(lock), "", Alone(std::move(database)), std::move(readers)));
}

absl::Status ServerDatabase::Create(const std::string& folder) {
  std::error_code error;
  if (std::filesystem::exists(PathIn(folder), error)) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                   "the data folder holds a database already", folder);
  }
  RETURN_IF_ERROR(MakePrivateFolder(folder));
  return OpenMigrated(folder).status();
}

absl::Status ServerDatabase::Create(const v1::ServerConfig& config) {
  if (config.database().empty()) return Create(config.data_folder());
  RETURN_IF_ERROR(MakePrivateFolder(config.data_folder()));
  return CreatePostgres(config.database());
}

absl::Status ServerDatabase::CreatePostgres(const std::string& place) {
  ASSIGN_OR_RETURN(const auto database, sql::PostgresDatabase::Connect(place));
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(CreateInPostgres(*database));
  return transaction.Commit();
}

}  // namespace sucharit
