// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Checks tallies that came in a file, before anything is computed from them: one for each
// questionnaire, with its items, choices, segments and groups in the definition's order; no count
// is negative or larger than what it is a part of; where one choice is taken the counts add up to
// those who answered; and the groups of each segment add up to the whole. INVALID_ARGUMENT
// `REASON_BUNDLE_MALFORMED` with the place: "tally IIT, item I10".
absl::Status CheckTallies(const Assessment& assessment, const std::vector<v1::Tally>& tallies);

}  // namespace sucharit
