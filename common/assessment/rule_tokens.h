// SPDX-License-Identifier: Apache-2.0
//
// The words of a rule. Only for this folder.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

struct RuleToken {
  enum class Kind {
    kReference,   // ${id}; text: the id
    kSelf,        // .
    kNumber,      // text: "-1.5"
    kString,      // text: what stands between the quotes
    kComparison,  // text: the operator
    kWord,        // text: and, or, not, selected, count-selected
    kOpen,
    kClose,
    kComma,
    kEnd,
  };

  Kind kind = Kind::kEnd;
  std::string text;
  size_t begin = 0;  // Position of its first byte.

  bool IsWord(absl::string_view word) const { return kind == Kind::kWord && text == word; }
};

// A refusal of `expression` at the byte `begin`: REASON_DEFINITION_BAD_RULE, "PLACE, character 14".
absl::Status RuleFault(absl::string_view message, absl::string_view expression, size_t begin,
                       absl::string_view place);

// The words of `expression`, the last one being kEnd. Refuses what is no word.
absl::StatusOr<std::vector<RuleToken>> ReadRuleTokens(absl::string_view expression,
                                                      absl::string_view place);

}  // namespace sucharit
