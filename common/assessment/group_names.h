// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// What a group of a segment is called: the label of its choice, or, if it was counted together with
// the groups that the definition joins it with, what they are called together. Null if there is no
// such group. Lives as long as the assessment.
const v1::Text* GroupName(const Assessment& assessment, absl::string_view segment,
                          absl::string_view group, bool joined);

}  // namespace sucharit
