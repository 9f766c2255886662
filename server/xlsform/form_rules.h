// SPDX-License-Identifier: Apache-2.0
//
// What is looked for in a form's expressions before the definition's own reader of rules
// (common/assessment/rule.h) takes them. Only for this folder.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit {

// The expression with the straight quotes that word processors replace.
std::string CleanRule(absl::string_view expression);

// The first function in it that rules don't have; empty if there is none.
std::string UnsupportedFunction(absl::string_view expression);

// What a constraint that only sets bounds says of them (". >= 0 and . <= 120").
struct NumberBounds {
  std::string minimum;
  std::string maximum;
};
NumberBounds BoundsOf(absl::string_view constraint);

// N of a constraint that is "string-length(.) <= N" or "string-length(.) < N + 1".
std::optional<int> LengthLimitOf(absl::string_view constraint);

}  // namespace sucharit
