// SPDX-License-Identifier: Apache-2.0
//
// Only for this folder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/sql/postgres_database.h"

namespace sucharit::sql {

// Numbers the parameters as PostgreSQL does: `?2` becomes $2, and `?` one more than the highest
// before it, as in SQLite. What stands between quotes stays.
std::string WithDollars(absl::string_view sql);

// Keeps all rows of its result in memory.
class PostgresStatement : public PreparedStatement {
 public:
  // `database` must outlive the statement.
  PostgresStatement(PostgresDatabase& database, const char* sql) : database_(database), sql_(sql) {}
  ~PostgresStatement() override;
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  void Bind(int64_t value) override;
  void BindText(absl::string_view value) override;
  void BindBlob(absl::string_view value) override;
  void BindBlobs(const std::vector<absl::string_view>& values) override;
  bool Step() override;
  void Reset() override;
  int64_t Int(int column) const override;
  absl::string_view Bytes(int column) const override;
  const absl::Status& status() const override { return status_; }

 private:
  absl::Status Run();

  PostgresDatabase& database_;
  const std::string sql_;
  std::string types_;  // One letter a parameter.
  std::vector<std::string> values_;
  pg_result* result_ = nullptr;
  int row_ = -1;
  absl::Status status_;
};

}  // namespace sucharit::sql
