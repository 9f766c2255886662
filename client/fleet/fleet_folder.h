// SPDX-License-Identifier: Apache-2.0
//
// A folder of tablets without screens: FOLDER/tablet-1, FOLDER/tablet-2, ... Each is a tablet's own
// folder, as sucharit-tablet keeps it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// "tablet-3".
std::string TabletName(int number);

// How many tablets there are: the numbers from 1 without a gap. NOT_FOUND `REASON_ARGUMENT` if
// there is none.
absl::StatusOr<int> CountTablets(const std::string& folder);

// Reads "all" or numbers from 1 to `count` with commas between them: "1,3". Ascending, each once.
// INVALID_ARGUMENT `REASON_ARGUMENT` with the number that isn't there as subject.
absl::StatusOr<std::vector<int>> ParseTablets(absl::string_view text, int count);

// Opens one tablet's folder, or makes it. The errors of TabletDatabase::Open.
absl::StatusOr<std::unique_ptr<TabletDatabase>> OpenTablet(const std::string& folder, int number);

}  // namespace sucharit
