// SPDX-License-Identifier: Apache-2.0
//
// The expressions of show_if and constraint: a small subset of XLSForm's. README.md describes them.
// Immutable once made; may be shared between threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answer_value.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// An item that a rule may name.
struct RuleItem {
  const Item* item = nullptr;
  size_t place = 0;  // Among the items of the questionnaire.
};

// What a rule may name. Used only while it is read.
struct RuleScope {
  // The items asked before, by id. There are no others, so that no rule depends on itself.
  const std::map<std::string, RuleItem>& before;

  // What "." stands for; without an item, it may not be used.
  RuleItem self;
};

class Rule {
 public:
  static constexpr size_t kMostBytes = 2000;
  static constexpr size_t kDeepest = 32;
  static constexpr size_t kMostNodes = 200;

  // INVALID_ARGUMENT REASON_DEFINITION_BAD_RULE with "PLACE, character 14" as subject: it can't be
  // read, is too large, compares what can't be compared, or names an item that isn't in scope.
  static absl::StatusOr<Rule> Parse(absl::string_view expression, const RuleScope& scope,
                                    absl::string_view place);

  // `values` has one value for each item of the questionnaire; those of items that aren't asked
  // must be unanswered.
  bool Holds(const std::vector<AnswerValue>& values) const;

 private:
  friend class RuleParser;

  enum class Comparison { kEqual, kNotEqual, kLess, kLessOrEqual, kGreater, kGreaterOrEqual };

  enum class Kind {
    kAnd,              // left, right
    kOr,               // left, right
    kNot,              // left
    kIsAnswered,       // place
    kHasChoice,        // place, choice
    kCompare,          // comparison, left, right
    kLiteral,          // number
    kNumber,           // place; number: what its scaled value is multiplied by
    kCountOfSelected,  // place
  };

  struct Node {
    Kind kind = Kind::kLiteral;
    Comparison comparison = Comparison::kEqual;
    size_t left = 0;   // Position in nodes_.
    size_t right = 0;  // Position in nodes_.
    size_t place = 0;
    uint8_t choice = 0;
    int64_t number = 0;
  };

  Rule() = default;
  bool IsTrue(size_t node, const std::vector<AnswerValue>& values) const;

  // Ten-thousandths; nothing if it is an item without an answer.
  std::optional<int64_t> NumberAt(size_t node, const std::vector<AnswerValue>& values) const;
  bool IsComparisonTrue(const Node& node, const std::vector<AnswerValue>& values) const;

  std::vector<Node> nodes_;
  size_t whole_ = 0;  // Position in nodes_.
};

}  // namespace sucharit
