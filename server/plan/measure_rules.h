// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Checks one measure against the definition whose topics it names. INVALID_ARGUMENT
// `REASON_MEASURE` with what can't be taken as subject: "topic 9", "ends". Texts must hold what a
// person can read, dates must exist, and a measure doesn't end before it begins; a month without a
// day counts from its first day and to its last.
absl::Status CheckMeasure(const Assessment& assessment, const v1::Measure& measure);

}  // namespace sucharit
