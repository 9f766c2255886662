// SPDX-License-Identifier: Apache-2.0
//
// The rules of what the report says of the scores. Only for this folder.
#pragma once

#include "absl/status/status.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// Nothing to check if there is no analysis. Otherwise the reasons of definition_rules.h;
// REASON_DEFINITION_BAD_NUMBER for a threshold, their order or the number of lowest items;
// REASON_DEFINITION_BAD_STRUCTURE for a sentence of no group, with an unknown {placeholder}, or if
// an item of some group and instrument would find none; REASON_DEFINITION_UNKNOWN_REFERENCE and
// REASON_DEFINITION_DUPLICATE_ID for advice.
absl::Status CheckAnalysis(const v1::Definition& definition);

}  // namespace sucharit
