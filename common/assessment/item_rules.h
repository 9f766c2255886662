// SPDX-License-Identifier: Apache-2.0
//
// The rules of an item by itself, and of scales. Only for this folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"

namespace sucharit {

using Scales = std::map<std::string, std::vector<Choice>>;

// The reasons of definition_rules.h and choice_rules.h; REASON_DEFINITION_DUPLICATE_ID.
absl::StatusOr<Scales> ReadScales(const v1::Definition& definition);

// An item without what its place in the definition adds: its share and its rules. The reasons of
// definition_rules.h and choice_rules.h for its texts, id, choices and number range;
// REASON_DEFINITION_BAD_STRUCTURE for what doesn't fit its kind, and for an item that earns a score
// and stands under no indicator, or the other way round; REASON_DEFINITION_UNKNOWN_REFERENCE for
// its scale.
absl::StatusOr<Item> ReadItem(const v1::Item& item, const Scales& scales, absl::string_view place);

// What only surveys may have: REASON_DEFINITION_BAD_STRUCTURE, REASON_DEFINITION_BAD_RULE, and
// REASON_DEFINITION_BAD_NUMBER for a choice without a score.
absl::Status CheckFitsAChecklist(const v1::Item& raw, const Item& item, absl::string_view place);

}  // namespace sucharit
