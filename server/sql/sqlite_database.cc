// SPDX-License-Identifier: Apache-2.0
#include "server/sql/sqlite_database.h"

namespace sucharit::sql {
namespace {

// There are fewer in the stores.
constexpr size_t kMostReady = 256;

}  // namespace

class SqliteDatabase::Prepared : public PreparedStatement {
 public:
  Prepared(SqliteDatabase& database, std::string sql, std::unique_ptr<sqlite::Statement> statement)
      : database_(database), sql_(std::move(sql)), statement_(std::move(statement)) {}
  ~Prepared() override { database_.Keep(std::move(sql_), std::move(statement_)); }

  void Bind(int64_t value) override { statement_->Bind(value); }
  void BindText(absl::string_view value) override { statement_->BindText(value); }
  void BindBlob(absl::string_view value) override { statement_->BindBlob(value); }
  void BindBlobs(const std::vector<absl::string_view>&) override {
    has_arrays_ = absl::InternalError("SQLite: no arrays");
  }
  bool Step() override { return has_arrays_.ok() && statement_->Step(); }
  void Reset() override { statement_->Reset(); }
  int64_t Int(int column) const override { return statement_->Int(column); }
  absl::string_view Bytes(int column) const override { return statement_->Bytes(column); }
  const absl::Status& status() const override {
    return has_arrays_.ok() ? statement_->status() : has_arrays_;
  }

 private:
  SqliteDatabase& database_;
  std::string sql_;
  std::unique_ptr<sqlite::Statement> statement_;
  absl::Status has_arrays_;
};

std::unique_ptr<PreparedStatement> SqliteDatabase::Prepare(const char* sql) {
  auto node = ready_.extract(sql);
  auto statement =
      node ? std::move(node.mapped()) : std::make_unique<sqlite::Statement>(database_, sql);
  return std::make_unique<Prepared>(*this, sql, std::move(statement));
}

void SqliteDatabase::Keep(std::string sql, std::unique_ptr<sqlite::Statement> statement) {
  statement->Reset();  // Also forgets what was bound.
  if (statement->status().ok() && ready_.size() < kMostReady) {
    ready_.emplace(std::move(sql), std::move(statement));
  }
}

absl::Status SqliteDatabase::Run(const char* sql) {
  const auto statement = Prepare(sql);
  while (statement->Step()) {
  }
  return statement->status();
}

void SqliteDatabase::RollBack() {
  // A failed ROLLBACK means that SQLite has rolled back by itself already.
  database_.Execute("ROLLBACK").IgnoreError();
}

}  // namespace sucharit::sql
