// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"

namespace sucharit::sql {

// One SQL statement with its parameters, in words that both engines understand (README.md). A
// failed statement stays failed and does nothing more, so that a loop needs no checks and its end
// has one: status().
//
//   Statement query(*database, "SELECT box FROM box WHERE round_id = ? ORDER BY box_id");
//   query.BindBlob(round_id);
//   while (query.Step()) Use(query.Blob(0));
//   RETURN_IF_ERROR(query.status());
class Statement {
 public:
  // `database` must outlive the statement. Parameters are `?` or, to use one again, `?1`, `?2`.
  Statement(Database& database, const char* sql) : prepared_(database.Prepare(sql)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Bind in order. A bound text or blob is copied. Text is UTF-8; PostgreSQL refuses a NUL in it:
  // INVALID_ARGUMENT `REASON_ARGUMENT`.
  Statement& Bind(int64_t value);
  Statement& BindText(absl::string_view value);
  Statement& BindBlob(absl::string_view value);

  // An array of blobs (bytea[]), which only PostgreSQL has: elsewhere the statement fails. One
  // statement with many rows costs a small part of as many statements there.
  Statement& BindBlobs(const std::vector<absl::string_view>& values);

  // True if there is a row. False at the end, or on failure.
  bool Step() { return prepared_->Step(); }

  // Runs a statement that has no rows, then makes it ready to be bound again.
  absl::Status Run();

  // Makes a query of which enough was read ready to be bound again. A failed one stays failed.
  void Reset() { prepared_->Reset(); }

  // Of the row that Step() is at; NULL is 0 or empty.
  int64_t Int(int column) const { return prepared_->Int(column); }
  std::string Text(int column) const { return Blob(column); }
  std::string Blob(int column) const { return std::string(Bytes(column)); }

  // What Blob() copies. Until the next Step() or Reset().
  absl::string_view Bytes(int column) const { return prepared_->Bytes(column); }

  const absl::Status& status() const { return prepared_->status(); }

 private:
  const std::unique_ptr<PreparedStatement> prepared_;
};

}  // namespace sucharit::sql
