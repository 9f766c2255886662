// SPDX-License-Identifier: Apache-2.0
//
// What stands in an SQLite file beside the rows that a query shows.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/sqlite/database.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

// Pages that belong to no table hold nothing.
absl::StatusOr<LeakCheck> CheckFreePages(const std::string& path);

// The space between rows holds nothing that doesn't stand in the rows as well: SQLite leaves copies
// of rows behind when it divides a page, which tell nothing, but a deleted row must be gone. Finds
// residues of 32 bytes and more.
absl::StatusOr<LeakCheck> CheckUnusedSpace(const std::string& path, sqlite::Database& database);

}  // namespace sucharit
