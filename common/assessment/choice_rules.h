// SPDX-License-Identifier: Apache-2.0
//
// The rules of choices. Only for this folder.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <google/protobuf/repeated_field.h>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// "item I10, choice 3", of the choice at `position` counted from 0.
std::string ChoicePlace(absl::string_view place, size_t position);

// The choices of `place` (an item or a scale). REASON_DEFINITION_BAD_CHOICES if there are fewer
// than 2 or more than 200; the reasons of definition_rules.h for one of them.
absl::StatusOr<std::vector<Choice>> ReadChoices(
    const google::protobuf::RepeatedPtrField<v1::Choice>& choices, absl::string_view place);

// REASON_DEFINITION_BAD_CHOICES if three choices or more have scores that don't rise, or don't fall
// where `reversed`. Choices without a score may stand anywhere. Neighbours may earn the same, the
// first and the last may not.
absl::Status CheckDirection(const std::vector<Choice>& choices, bool reversed,
                            absl::string_view place);

}  // namespace sucharit
