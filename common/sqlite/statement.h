// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/sqlite/database.h"

struct sqlite3_stmt;

namespace sucharit::sqlite {

// One SQL statement with its parameters. A failed statement stays failed and does nothing more, so
// that a loop needs no checks and its end has one: status().
//
//   Statement query(database, "SELECT box FROM box WHERE round_id = ? ORDER BY box_id");
//   query.BindBlob(round_id);
//   while (query.Step()) Use(query.Blob(0));
//   RETURN_IF_ERROR(query.status());
class Statement {
 public:
  // `database` must outlive the statement; `sql` is a literal.
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Bind in order. A bound text or blob is copied.
  Statement& Bind(int64_t value);
  Statement& BindText(absl::string_view value);
  Statement& BindBlob(absl::string_view value);

  // True if there is a row. False at the end, or on failure.
  bool Step();

  // Runs a statement that has no rows, then makes it ready to be bound again.
  absl::Status Run();

  // Makes a query of which enough was read ready to be bound again. A failed one stays failed.
  void Reset();

  int64_t Int(int column) const;
  std::string Text(int column) const;
  std::string Blob(int column) const;

  // What Blob() copies. Until the next Step() or Reset().
  absl::string_view Bytes(int column) const;

  const absl::Status& status() const { return status_; }

 private:
  void Note(int code);

  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
  absl::Status status_;
};

}  // namespace sucharit::sqlite
