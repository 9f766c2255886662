// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/sqlite/database.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

// What whoever has both copies learns from the difference: how many boxes came or went in between,
// which tablets reported, which rounds moved on.
absl::StatusOr<std::vector<CopyDifference>> CompareCopies(sqlite::Database& here,
                                                          sqlite::Database& other);

// Counts, rows and texts of a round that both copies hold are the same: a difference would be the
// answers of those who came in between.
absl::StatusOr<LeakCheck> CheckCopies(sqlite::Database& here, sqlite::Database& other);

}  // namespace sucharit
