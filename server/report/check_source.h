// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit::report {

// Whether all that a source names is in its definition, counts are no less than 0, and years come
// in order: a report may be asked for of any file. INVALID_ARGUMENT `REASON_BUNDLE_MALFORMED` with
// the place, such as "answers of I10".
absl::Status CheckSource(const v1::ReportSource& source, const Assessment& assessment);

}  // namespace sucharit::report
