// SPDX-License-Identifier: Apache-2.0
//
// Scores by the groups of a segment, after suppression.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// The breakdown of one segment. If `published` (what is public of the round already) holds one of
// that segment, it is returned as it is: a second one could be subtracted from the first. Otherwise
// the result depends on the tallies alone, not on which segments were published before.
//
// `tallies` are of this definition, at most one a questionnaire. INVALID_ARGUMENT
// `REASON_SEGMENT_UNKNOWN`; FAILED_PRECONDITION `REASON_ROUND_TOO_FEW` if the questionnaire has no
// tally.
absl::StatusOr<v1::Breakdown> MakeBreakdown(const Assessment& assessment, absl::string_view segment,
                                            const std::vector<v1::Tally>& tallies,
                                            const std::vector<v1::Breakdown>& published);

}  // namespace sucharit
