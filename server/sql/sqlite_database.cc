// SPDX-License-Identifier: Apache-2.0
#include "server/sql/sqlite_database.h"

#include "common/sqlite/statement.h"

namespace sucharit::sql {
namespace {

class SqliteStatement : public PreparedStatement {
 public:
  SqliteStatement(sqlite::Database& database, const char* sql) : statement_(database, sql) {}

  void Bind(int64_t value) override { statement_.Bind(value); }
  void BindText(absl::string_view value) override { statement_.BindText(value); }
  void BindBlob(absl::string_view value) override { statement_.BindBlob(value); }
  void BindBlobs(const std::vector<absl::string_view>&) override {
    has_arrays_ = absl::InternalError("SQLite: no arrays");
  }
  bool Step() override { return has_arrays_.ok() && statement_.Step(); }
  void Reset() override { statement_.Reset(); }
  int64_t Int(int column) const override { return statement_.Int(column); }
  std::string Blob(int column) const override { return statement_.Blob(column); }
  const absl::Status& status() const override {
    return has_arrays_.ok() ? statement_.status() : has_arrays_;
  }

 private:
  absl::Status has_arrays_;
  sqlite::Statement statement_;
};

}  // namespace

std::unique_ptr<PreparedStatement> SqliteDatabase::Prepare(const char* sql) {
  return std::make_unique<SqliteStatement>(database_, sql);
}

absl::Status SqliteDatabase::Begin(Writers) { return database_.Execute("BEGIN IMMEDIATE"); }

void SqliteDatabase::RollBack() {
  // A failed ROLLBACK means that SQLite has rolled back by itself already.
  database_.Execute("ROLLBACK").IgnoreError();
}

}  // namespace sucharit::sql
