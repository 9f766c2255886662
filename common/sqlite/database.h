// SPDX-License-Identifier: Apache-2.0
//
// A connection to an SQLite file, the same on tablet and server. sqlite3.h stays within this
// folder.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct sqlite3;

namespace sucharit::sqlite {

// One connection. Not thread-safe: the owner serializes access.
class Database {
 public:
  // Opens or creates the file: write-ahead log, every commit on disk before it returns
  // (synchronous=FULL), foreign keys on, deleted content overwritten. Refused:
  // REASON_STORAGE_NOT_WRITABLE, REASON_STORAGE_DAMAGED (not a database), REASON_STORAGE_IN_USE
  // (locked for more than five seconds).
  static absl::StatusOr<Database> Open(const std::string& path);

  // Opens the file beside a connection that writes, only to read: large blobs are read ahead
  // (read_ahead.h). As Open.
  static absl::StatusOr<Database> OpenReader(const std::string& path);

  // Opens a file that no program is writing to, to read it alone: nothing is written, neither in it
  // nor beside it. What stands in a log beside the file isn't seen. The refusals of Open.
  static absl::StatusOr<Database> OpenForReading(const std::string& path);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // Runs one or more statements without parameters and without results.
  absl::Status Execute(const char* sql);

  // Number of rows that the last INSERT, UPDATE or DELETE changed.
  int Changes() const;

  // Moves the log into the file and truncates it, so that nothing deleted lingers there.
  absl::Status Checkpoint();

  // Writes a copy of all that is committed into a new file, without what was deleted. Others go on
  // reading and writing meanwhile through connections of their own. The copy isn't waited for: it
  // is on disk once its reader has made it so.
  absl::Status CopyTo(const std::string& path);

  // `PRAGMA integrity_check`. DATA_LOSS `REASON_STORAGE_DAMAGED` unless the file is whole.
  absl::Status CheckIntegrity();

  sqlite3* handle() const { return handle_; }

 private:
  // `vfs`: whose files; null for the default.
  static absl::StatusOr<Database> OpenOver(const char* vfs, const std::string& path);

  explicit Database(sqlite3* handle) : handle_(handle) {}

  sqlite3* handle_ = nullptr;
};

// The error of the last call, as a status: FULL is RESOURCE_EXHAUSTED `REASON_STORAGE_FULL`,
// CORRUPT and NOTADB DATA_LOSS, BUSY and IOERR (the disk fails) UNAVAILABLE, CONSTRAINT
// ALREADY_EXISTS, READONLY and CANTOPEN PERMISSION_DENIED, else INTERNAL. The text never holds
// bound values.
absl::Status StatusFromSqlite(sqlite3* handle, int code);

// BEGIN IMMEDIATE; rolls back when it goes out of scope uncommitted.
class Transaction {
 public:
  // `database` must outlive the transaction.
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Whether it could begin.
  const absl::Status& status() const { return status_; }

  // Durable once it returns OK.
  absl::Status Commit();

 private:
  Database& database_;
  absl::Status status_;
  bool open_ = false;
};

}  // namespace sucharit::sqlite
