// SPDX-License-Identifier: Apache-2.0
//
// The rules of segments. Only for this folder.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// Needs the instruments and items of `assessment`, rules included. The reasons of
// definition_rules.h; REASON_DEFINITION_UNKNOWN_REFERENCE; REASON_DEFINITION_BAD_STRUCTURE if the
// item can't divide the respondents: it must be of a survey, take one choice, be always asked,
// never optional, earn no score, and be no other segment's; and for joins of fewer than two groups,
// or of a group that is in another one.
absl::StatusOr<std::vector<Segment>> ReadSegments(const Assessment& assessment);

}  // namespace sucharit
