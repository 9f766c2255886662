// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/statusor.h"
#include "common/sqlite/database.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

// Each waiting box stands under its own hash, and no box is left of a round that is published or
// cancelled.
absl::StatusOr<LeakCheck> CheckBoxes(sqlite::Database& database);

// Nothing opened stands there before a round is closed, and no answer row where the definition
// drops them.
absl::StatusOr<LeakCheck> CheckOpened(sqlite::Database& database);

// Kept rows and texts stand in the order of their bytes, which says nothing but what they say.
absl::StatusOr<LeakCheck> CheckSorted(sqlite::Database& database);

}  // namespace sucharit
