// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "server/scoring/figures.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What scores come from, as far as a publication tells: enough to compute them again.
struct PublishedLeaves {
  ItemFigures figures;  // Without counts.
  GivenScores given;
  std::set<std::string> left_out;
};

// Reads untrusted scores; computed nodes aren't looked at. INVALID_ARGUMENT
// `REASON_BUNDLE_MALFORMED` names the node that the definition doesn't have, that stands there
// twice or whose numbers can't be.
absl::StatusOr<PublishedLeaves> ReadPublishedLeaves(const Assessment& assessment,
                                                    const v1::Scores& published);

}  // namespace sucharit
