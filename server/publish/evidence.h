// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Checks the evidence addresses and notes that come with imported scores (v1.ImportedScore).
// INVALID_ARGUMENT `REASON_EVIDENCE` naming the first score with one that can't be kept: "OIT O19".
// An address ends up as a link in reports, so nothing but http and https is taken.
absl::Status CheckEvidence(const std::vector<v1::ImportedScore>& scores);

}  // namespace sucharit
