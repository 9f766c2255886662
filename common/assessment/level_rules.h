// SPDX-License-Identifier: Apache-2.0
//
// The rules of levels and of report topics. Only for this folder.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// REASON_DEFINITION_BAD_LEVELS if there are none, if they aren't ordered best first, or if a result
// could be below the last; the reasons of definition_rules.h for one of them.
absl::StatusOr<std::vector<Level>> ReadLevels(const v1::Definition& definition);

// REASON_DEFINITION_BAD_STRUCTURE if numbers don't count from 1 or a topic is empty,
// REASON_DEFINITION_DUPLICATE_ID, REASON_DEFINITION_UNKNOWN_REFERENCE.
absl::Status CheckTopics(const v1::Definition& definition);

}  // namespace sucharit
