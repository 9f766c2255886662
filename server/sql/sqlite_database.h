// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "common/sqlite/database.h"
#include "common/sqlite/statement.h"
#include "server/sql/database.h"

namespace sucharit::sql {

// A database in a file of this machine. Statements are prepared once and then used again: preparing
// one costs more than many of them do.
class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(sqlite::Database database) : database_(std::move(database)) {}

  Engine engine() const override { return Engine::kSqlite; }
  absl::Status Execute(const char* sql) override { return database_.Execute(sql); }
  int64_t Changes() const override { return database_.Changes(); }
  std::unique_ptr<PreparedStatement> Prepare(const char* sql) override;

  // BEGIN IMMEDIATE, whatever the writers are.
  absl::Status Begin(Writers) override { return Run("BEGIN IMMEDIATE"); }
  absl::Status Commit() override { return Run("COMMIT"); }
  void RollBack() override;
  absl::Status Checkpoint() override { return database_.Checkpoint(); }
  absl::Status CheckIntegrity() override { return database_.CheckIntegrity(); }
  void Refresh() override {}

 private:
  class Prepared;

  absl::Status Run(const char* sql);

  // Takes a statement back that nobody uses any more.
  void Keep(std::string sql, std::unique_ptr<sqlite::Statement> statement);

  sqlite::Database database_;
  std::unordered_map<std::string, std::unique_ptr<sqlite::Statement>> ready_;  // By their text.
};

}  // namespace sucharit::sql
