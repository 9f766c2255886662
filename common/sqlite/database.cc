// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/database.h"

#include <sqlite3.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/sqlite/read_ahead.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::sqlite {
namespace {

constexpr int kBusyTimeoutMilliseconds = 5000;

// secure_delete is Debian's default; said here because nothing else may decide it.
constexpr char kPragmas[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;";

}  // namespace

absl::Status StatusFromSqlite(sqlite3* handle, int code) {
  const std::string message = absl::StrCat("SQLite: ", sqlite3_errstr(code));
  switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return absl::OkStatus();
    case SQLITE_FULL:
      return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE, message);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE, message);
    case SQLITE_IOERR:  // Not PERMISSION_DENIED: the disk may do it the next time.
      return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE, message);
    case SQLITE_CONSTRAINT:
      return absl::AlreadyExistsError(message);
    default:
      return absl::InternalError(absl::StrCat(
          message, " (", handle == nullptr ? code : sqlite3_extended_errcode(handle), ")"));
  }
}

absl::StatusOr<Database> Database::OpenOver(const char* vfs, const std::string& path) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &handle,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      vfs);
  Database database(handle);
  if (code != SQLITE_OK) return Within(path, StatusFromSqlite(handle, code));
  sqlite3_busy_timeout(handle, kBusyTimeoutMilliseconds);
  absl::Status status = database.Execute(kPragmas);
  if (!status.ok()) return Within(path, status);
  return database;
}

absl::StatusOr<Database> Database::Open(const std::string& path) { return OpenOver(nullptr, path); }

absl::StatusOr<Database> Database::OpenReader(const std::string& path) {
  ASSIGN_OR_RETURN(Database database, OpenOver(ReadAheadVfs(), path));
  RETURN_IF_ERROR(database.Execute("PRAGMA query_only=ON"));
  return database;
}

absl::StatusOr<Database> Database::OpenForReading(const std::string& path) {
  sqlite3* handle = nullptr;
  // Immutable: SQLite neither locks, nor looks for a log, nor makes one.
  const std::string name =
      absl::StrCat("file:", absl::StrReplaceAll(path, {{"%", "%25"}, {"?", "%3f"}, {"#", "%23"}}),
                   "?immutable=1");
  const int code = sqlite3_open_v2(
      name.c_str(), &handle,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return Within(path, StatusFromSqlite(handle, code));
  absl::Status status = database.Execute("PRAGMA trusted_schema=OFF; SELECT 1 FROM sqlite_schema;");
  if (!status.ok()) return Within(path, status);
  return database;
}

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

Database::~Database() { sqlite3_close(handle_); }

absl::Status Database::Execute(const char* sql) {
  return StatusFromSqlite(handle_, sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
}

int Database::Changes() const { return sqlite3_changes(handle_); }

absl::Status Database::Checkpoint() {
  return StatusFromSqlite(
      handle_,
      sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr));
}

absl::Status Database::CopyTo(const std::string& path) {
  return Within(path, Statement(*this, "VACUUM INTO ?").BindText(path).Run());
}

absl::Status Database::CheckIntegrity() {
  Statement query(*this, "PRAGMA integrity_check");
  const bool whole = query.Step() && query.Text(0) == "ok";
  RETURN_IF_ERROR(query.status());
  if (whole) return absl::OkStatus();
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, "integrity check failed");
}

Transaction::Transaction(Database& database)
    : database_(database), status_(database.Execute("BEGIN IMMEDIATE")) {
  open_ = status_.ok();
}

Transaction::~Transaction() {
  // A failed ROLLBACK means that SQLite has rolled back by itself already.
  if (open_) database_.Execute("ROLLBACK").IgnoreError();
}

absl::Status Transaction::Commit() {
  RETURN_IF_ERROR(status_);
  RETURN_IF_ERROR(database_.Execute("COMMIT"));
  open_ = false;
  return absl::OkStatus();
}

}  // namespace sucharit::sqlite
