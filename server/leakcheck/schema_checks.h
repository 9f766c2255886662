// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/statusor.h"
#include "common/sqlite/database.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

// Every column is classified, and none of the installation stands beside responses.
absl::StatusOr<LeakCheck> CheckColumns(sqlite::Database& database);

// No table has a hidden row number or a counter, which would be the order of arrival; boxes are
// clustered by their hash; nothing runs or shows more than the tables say (triggers, views).
absl::StatusOr<LeakCheck> CheckOrder(sqlite::Database& database);

}  // namespace sucharit
