// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/rule.h"

#include <algorithm>
#include <optional>

#include "common/assessment/decimal.h"
#include "common/assessment/rule_parser.h"

namespace sucharit {
namespace {

bool HasChoice(const AnswerValue& value, uint8_t choice) {
  if (const auto* one = std::get_if<uint8_t>(&value)) return *one == choice;
  const auto* several = std::get_if<std::vector<uint8_t>>(&value);
  return several != nullptr &&
         std::find(several->begin(), several->end(), choice) != several->end();
}

int64_t CountOfSelected(const AnswerValue& value) {
  if (const auto* several = std::get_if<std::vector<uint8_t>>(&value)) {
    return static_cast<int64_t>(several->size());
  }
  return IsAnswered(value) ? 1 : 0;
}

}  // namespace

absl::StatusOr<Rule> Rule::Parse(absl::string_view expression, const RuleScope& scope,
                                 absl::string_view place) {
  return RuleParser(expression, scope, place).Parse();
}

bool Rule::Holds(const std::vector<AnswerValue>& values) const { return IsTrue(whole_, values); }

bool Rule::IsTrue(size_t position, const std::vector<AnswerValue>& values) const {
  const Node& node = nodes_[position];
  switch (node.kind) {
    case Kind::kAnd:
      return IsTrue(node.left, values) && IsTrue(node.right, values);
    case Kind::kOr:
      return IsTrue(node.left, values) || IsTrue(node.right, values);
    case Kind::kNot:
      return !IsTrue(node.left, values);
    case Kind::kIsAnswered:
      return IsAnswered(values[node.place]);
    case Kind::kHasChoice:
      return HasChoice(values[node.place], node.choice);
    default:
      return IsComparisonTrue(node, values);
  }
}

std::optional<int64_t> Rule::NumberAt(size_t position,
                                      const std::vector<AnswerValue>& values) const {
  const Node& node = nodes_[position];
  if (node.kind == Kind::kLiteral) return node.number;
  if (node.kind == Kind::kCountOfSelected) {
    return CountOfSelected(values[node.place]) * PowerOfTen(kMostDecimals);
  }
  const auto* number = std::get_if<NumberAnswer>(&values[node.place]);
  if (number == nullptr) return std::nullopt;
  return number->scaled * node.number;
}

// Of an unanswered number nothing is true.
bool Rule::IsComparisonTrue(const Node& node, const std::vector<AnswerValue>& values) const {
  const std::optional<int64_t> left = NumberAt(node.left, values);
  const std::optional<int64_t> right = NumberAt(node.right, values);
  if (!left || !right) return false;
  switch (node.comparison) {
    case Comparison::kEqual:
      return *left == *right;
    case Comparison::kNotEqual:
      return *left != *right;
    case Comparison::kLess:
      return *left < *right;
    case Comparison::kLessOrEqual:
      return *left <= *right;
    case Comparison::kGreater:
      return *left > *right;
    case Comparison::kGreaterOrEqual:
      return *left >= *right;
  }
  return false;
}

}  // namespace sucharit
