// SPDX-License-Identifier: Apache-2.0
//
// Carries the whole database from one engine to the other, whatever its tables are.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"

namespace sucharit {

// What a table holds: the SHA-256 of all its rows, in the order of its key.
struct TableDigest {
  std::string table;
  int64_t rows = 0;
  std::string digest;

  friend bool operator==(const TableDigest&, const TableDigest&) = default;
};

// Of every table, as it all was at one moment. The database must be at the newest schema.
absl::StatusOr<std::vector<TableDigest>> DigestTables(sql::Database& database);

// Copies every table as it all was at one moment, within the caller's transaction of `to`, which
// holds the newest schema and nothing else. Calls `begin` with each table's name.
absl::Status CopyTables(sql::Database& from, sql::Database& to,
                        const std::function<void(absl::string_view)>& begin);

// Copies every table as it all was at one moment into a new SQLite file, which no log lies beside.
absl::Status CopyToSqlite(sql::Database& from, const std::string& path);

// DATA_LOSS `REASON_STORAGE_DAMAGED` with the name of the first table that differs.
absl::Status RequireSameTables(const std::vector<TableDigest>& from,
                               const std::vector<TableDigest>& to);

}  // namespace sucharit
