// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/statement.h"

#include <sqlite3.h>

#include "common/status/status_macros.h"

namespace sucharit::sqlite {

Statement::Statement(Database& database, const char* sql) : database_(database) {
  Note(sqlite3_prepare_v2(database.handle(), sql, -1, &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Note(int code) {
  if (status_.ok()) status_ = StatusFromSqlite(database_.handle(), code);
}

Statement& Statement::Bind(int64_t value) {
  if (status_.ok()) Note(sqlite3_bind_int64(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::BindText(absl::string_view value) {
  if (status_.ok()) {
    Note(sqlite3_bind_text64(statement_, ++bound_, value.data(), value.size(), SQLITE_TRANSIENT,
                             SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::BindBlob(absl::string_view value) {
  if (!status_.ok()) return *this;
  // An empty view may have no address, which SQLite would take for NULL.
  const char* data = value.empty() ? "" : value.data();
  Note(sqlite3_bind_blob64(statement_, ++bound_, data, value.size(), SQLITE_TRANSIENT));
  return *this;
}

bool Statement::Step() {
  if (!status_.ok()) return false;
  const int code = sqlite3_step(statement_);
  Note(code);
  return code == SQLITE_ROW;
}

absl::Status Statement::Run() {
  while (Step()) {
  }
  RETURN_IF_ERROR(status_);
  Reset();
  return absl::OkStatus();
}

void Statement::Reset() {
  if (statement_ == nullptr) return;  // It couldn't be prepared, and stays failed.
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  bound_ = 0;
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::Text(int column) const { return Blob(column); }

std::string Statement::Blob(int column) const { return std::string(Bytes(column)); }

absl::string_view Statement::Bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return {static_cast<const char*>(data), data == nullptr ? 0 : static_cast<size_t>(size)};
}

}  // namespace sucharit::sqlite
