// SPDX-License-Identifier: Apache-2.0
//
// Reads a rule by recursive descent. Only for rule.cc.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/rule.h"
#include "common/assessment/rule_tokens.h"

namespace sucharit {

// or         := and { "or" and }
// and        := comparison { "and" comparison }
// comparison := operand [ ("=" | "!=" | "<" | "<=" | ">" | ">=") operand ]
// operand    := "(" or ")" | "not" "(" or ")" | "selected" "(" item "," text ")"
//             | "count-selected" "(" item ")" | item | number | text
// item       := "${" id "}" | "."
//
// Used once.
class RuleParser {
 public:
  RuleParser(absl::string_view expression, const RuleScope& scope, absl::string_view place)
      : expression_(expression), scope_(scope), place_(place) {}

  absl::StatusOr<Rule> Parse() &&;

 private:
  // What stands on one side of an operator.
  struct Operand {
    enum class Type { kCondition, kNumber, kItem, kText };

    Type type = Type::kCondition;
    size_t node = 0;   // Of a condition or a number.
    RuleItem item;     // Of an item.
    std::string text;  // Of a text.
    size_t begin = 0;  // Where it stands.
  };

  absl::StatusOr<Operand> Or();
  absl::StatusOr<Operand> And();
  absl::StatusOr<Operand> Compared();
  absl::StatusOr<Operand> One();
  absl::StatusOr<Operand> InParentheses();
  absl::StatusOr<Operand> Not();
  absl::StatusOr<Operand> Selected();
  absl::StatusOr<Operand> CountSelected();
  absl::StatusOr<Operand> Reference();
  absl::StatusOr<Operand> Number();

  absl::StatusOr<Operand> Compare(const Operand& left, const RuleToken& comparison,
                                  const Operand& right);
  absl::StatusOr<Operand> CompareNumbers(const Operand& left, Rule::Comparison comparison,
                                         const Operand& right);
  absl::StatusOr<Operand> CompareItem(const Operand& item, const Operand& text,
                                      const RuleToken& comparison);

  absl::StatusOr<size_t> ConditionOf(const Operand& operand) const;
  absl::StatusOr<size_t> NumberOf(const Operand& operand);
  absl::StatusOr<uint8_t> ChoiceOf(const Operand& item, const Operand& text) const;

  absl::StatusOr<Operand> Add(Operand::Type type, Rule::Node node, size_t begin);
  absl::StatusOr<Operand> Join(Rule::Kind kind, const Operand& left, const Operand& right);
  absl::StatusOr<Operand> Negated(const Operand& operand);

  const RuleToken& token() const { return tokens_[next_]; }
  RuleToken Take() { return tokens_[next_++]; }
  absl::Status Expect(RuleToken::Kind kind, absl::string_view message);
  absl::Status RefuseAt(size_t begin, absl::string_view message) const;

  const absl::string_view expression_;
  const RuleScope& scope_;
  const absl::string_view place_;
  std::vector<RuleToken> tokens_;
  size_t next_ = 0;
  size_t depth_ = 0;
  Rule rule_;
};

}  // namespace sucharit
