// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

#include "common/sqlite/database.h"
#include "server/sql/database.h"

namespace sucharit::sql {

// A database in a file of this machine.
class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(sqlite::Database database) : database_(std::move(database)) {}

  Engine engine() const override { return Engine::kSqlite; }
  absl::Status Execute(const char* sql) override { return database_.Execute(sql); }
  int64_t Changes() const override { return database_.Changes(); }
  std::unique_ptr<PreparedStatement> Prepare(const char* sql) override;

  // BEGIN IMMEDIATE, whatever `writers` is.
  absl::Status Begin(Writers writers) override;
  absl::Status Commit() override { return database_.Execute("COMMIT"); }
  void RollBack() override;
  absl::Status Checkpoint() override { return database_.Checkpoint(); }
  absl::Status CheckIntegrity() override { return database_.CheckIntegrity(); }
  void Refresh() override {}

 private:
  sqlite::Database database_;
};

}  // namespace sucharit::sql
