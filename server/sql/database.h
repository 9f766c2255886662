// SPDX-License-Identifier: Apache-2.0
//
// What the server's stores see of a database, whichever engine is behind it: SQLite or PostgreSQL.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sucharit::sql {

enum class Engine { kSqlite, kPostgres };

// Which transactions wait for each other. SQLite lets one write at a time in any case.
enum class Writers {
  kOne,   // Of this kind one runs at a time in the whole installation: what it reads stays true
          // until it commits, as far as others of this kind change it.
  kMany,  // Runs beside all others; whoever uses it says why that is right.
};

// What an engine does for one Statement, which says what each call means.
class PreparedStatement {
 public:
  virtual ~PreparedStatement() = default;
  virtual void Bind(int64_t value) = 0;
  virtual void BindText(absl::string_view value) = 0;
  virtual void BindBlob(absl::string_view value) = 0;
  virtual void BindBlobs(const std::vector<absl::string_view>& values) = 0;
  virtual bool Step() = 0;
  virtual void Reset() = 0;
  virtual int64_t Int(int column) const = 0;
  virtual absl::string_view Bytes(int column) const = 0;
  virtual const absl::Status& status() const = 0;
};

// One connection. Not thread-safe: the owner serializes access.
//
// Errors, the same for both engines: RESOURCE_EXHAUSTED `REASON_STORAGE_FULL`; DATA_LOSS
// `REASON_STORAGE_DAMAGED`; UNAVAILABLE `REASON_STORAGE_IN_USE` (others were in the way) or
// `REASON_STORAGE_NOT_WRITABLE` (the connection is lost; whether a commit came through isn't
// known); PERMISSION_DENIED `REASON_STORAGE_NOT_WRITABLE`; ALREADY_EXISTS (a key is taken, or
// another rule of the schema is broken); else INTERNAL. The text never holds bound values.
class Database {
 public:
  virtual ~Database() = default;

  virtual Engine engine() const = 0;

  // Runs one or more statements without parameters; results are passed over.
  virtual absl::Status Execute(const char* sql) = 0;

  // Number of rows that the last INSERT, UPDATE or DELETE changed.
  virtual int64_t Changes() const = 0;

  // For Statement.
  virtual std::unique_ptr<PreparedStatement> Prepare(const char* sql) = 0;

  // For Transaction.
  virtual absl::Status Begin(Writers writers) = 0;
  virtual absl::Status Commit() = 0;
  virtual void RollBack() = 0;

  // Moves what was written into its last place, so that nothing deleted lingers beside it. Does
  // nothing where the engine's operators see to it.
  virtual absl::Status Checkpoint() = 0;

  // DATA_LOSS `REASON_STORAGE_DAMAGED` unless all pages and indexes are whole. Where the engine's
  // operators have tools of their own for that, OK without a look.
  virtual absl::Status CheckIntegrity() = 0;

  // Called before the connection is lent: connects again if it was lost. Whoever uses it meets the
  // error if that failed.
  virtual void Refresh() = 0;
};

// Rolls back when it goes out of scope uncommitted.
class Transaction {
 public:
  // `database` must outlive the transaction.
  explicit Transaction(Database& database, Writers writers = Writers::kOne)
      : database_(database), status_(database.Begin(writers)), open_(status_.ok()) {}

  ~Transaction() {
    if (open_) database_.RollBack();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Whether it could begin.
  const absl::Status& status() const { return status_; }

  // Durable once it returns OK.
  absl::Status Commit() {
    if (!status_.ok()) return status_;
    absl::Status committed = database_.Commit();
    open_ = !committed.ok();
    return committed;
  }

 private:
  Database& database_;
  const absl::Status status_;
  bool open_;
};

}  // namespace sucharit::sql
