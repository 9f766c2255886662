// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/rule_parser.h"

#include <map>
#include <optional>
#include <utility>

#include "common/assessment/decimal.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using Kind = RuleToken::Kind;

bool TakesChoices(const Item& item) {
  return item.kind == AnswerKind::kOneChoice || item.kind == AnswerKind::kSeveralChoices;
}

}  // namespace

absl::StatusOr<Rule> RuleParser::Parse() && {
  if (expression_.size() > Rule::kMostBytes) return RefuseAt(0, "more than 2,000 bytes");
  ASSIGN_OR_RETURN(tokens_, ReadRuleTokens(expression_, place_));
  ASSIGN_OR_RETURN(const Operand whole, Or());
  if (token().kind != Kind::kEnd) return RefuseAt(token().begin, "expected the end");
  ASSIGN_OR_RETURN(rule_.whole_, ConditionOf(whole));
  return std::move(rule_);
}

absl::StatusOr<RuleParser::Operand> RuleParser::Or() {
  if (++depth_ > Rule::kDeepest) return RefuseAt(token().begin, "nested deeper than 32");
  ASSIGN_OR_RETURN(Operand left, And());
  while (token().IsWord("or")) {
    Take();
    ASSIGN_OR_RETURN(const Operand right, And());
    ASSIGN_OR_RETURN(left, Join(Rule::Kind::kOr, left, right));
  }
  --depth_;
  return left;
}

absl::StatusOr<RuleParser::Operand> RuleParser::And() {
  ASSIGN_OR_RETURN(Operand left, Compared());
  while (token().IsWord("and")) {
    Take();
    ASSIGN_OR_RETURN(const Operand right, Compared());
    ASSIGN_OR_RETURN(left, Join(Rule::Kind::kAnd, left, right));
  }
  return left;
}

absl::StatusOr<RuleParser::Operand> RuleParser::Compared() {
  ASSIGN_OR_RETURN(Operand left, One());
  if (token().kind != Kind::kComparison) return left;
  const RuleToken comparison = Take();
  ASSIGN_OR_RETURN(const Operand right, One());
  return Compare(left, comparison, right);
}

absl::StatusOr<RuleParser::Operand> RuleParser::One() {
  if (token().kind == Kind::kOpen) return InParentheses();
  if (token().IsWord("not")) return Not();
  if (token().IsWord("selected")) return Selected();
  if (token().IsWord("count-selected")) return CountSelected();
  if (token().kind == Kind::kReference || token().kind == Kind::kSelf) return Reference();
  if (token().kind == Kind::kNumber) return Number();
  if (token().kind != Kind::kString) {
    return RefuseAt(token().begin, "expected an item, a number, a text, a function or \"(\"");
  }
  Operand operand;
  operand.type = Operand::Type::kText;
  operand.begin = token().begin;
  operand.text = Take().text;
  return operand;
}

absl::StatusOr<RuleParser::Operand> RuleParser::InParentheses() {
  RETURN_IF_ERROR(Expect(Kind::kOpen, "expected \"(\""));
  ASSIGN_OR_RETURN(Operand operand, Or());
  RETURN_IF_ERROR(Expect(Kind::kClose, "expected \")\""));
  return operand;
}

absl::StatusOr<RuleParser::Operand> RuleParser::Not() {
  Take();
  ASSIGN_OR_RETURN(const Operand operand, InParentheses());
  return Negated(operand);
}

absl::StatusOr<RuleParser::Operand> RuleParser::Selected() {
  const size_t begin = Take().begin;
  RETURN_IF_ERROR(Expect(Kind::kOpen, "expected \"(\""));
  ASSIGN_OR_RETURN(const Operand item, Reference());
  RETURN_IF_ERROR(Expect(Kind::kComma, "expected \",\""));
  Operand text;
  text.begin = token().begin;
  text.text = token().text;
  RETURN_IF_ERROR(Expect(Kind::kString, "expected the id of a choice in quotes"));
  RETURN_IF_ERROR(Expect(Kind::kClose, "expected \")\""));
  Rule::Node node;
  node.kind = Rule::Kind::kHasChoice;
  node.place = item.item.place;
  ASSIGN_OR_RETURN(node.choice, ChoiceOf(item, text));
  return Add(Operand::Type::kCondition, node, begin);
}

absl::StatusOr<RuleParser::Operand> RuleParser::CountSelected() {
  const size_t begin = Take().begin;
  RETURN_IF_ERROR(Expect(Kind::kOpen, "expected \"(\""));
  ASSIGN_OR_RETURN(const Operand item, Reference());
  if (!TakesChoices(*item.item.item)) return RefuseAt(item.begin, "the item has no choices");
  RETURN_IF_ERROR(Expect(Kind::kClose, "expected \")\""));
  Rule::Node node;
  node.kind = Rule::Kind::kCountOfSelected;
  node.place = item.item.place;
  return Add(Operand::Type::kNumber, node, begin);
}

absl::StatusOr<RuleParser::Operand> RuleParser::Reference() {
  Operand operand;
  operand.type = Operand::Type::kItem;
  operand.begin = token().begin;
  if (token().kind == Kind::kSelf) {
    Take();
    operand.item = scope_.self;
    if (operand.item.item != nullptr) return operand;
    return RefuseAt(operand.begin, "\".\" stands in constraints only");
  }
  if (token().kind != Kind::kReference) return RefuseAt(operand.begin, "expected an item");
  const auto found = scope_.before.find(Take().text);
  if (found == scope_.before.end()) {
    return RefuseAt(operand.begin, "no item of that id is asked before in this questionnaire");
  }
  operand.item = found->second;
  return operand;
}

absl::StatusOr<RuleParser::Operand> RuleParser::Number() {
  const RuleToken token = Take();
  const std::optional<int64_t> value = ParseTenThousandths(token.text);
  if (!value) return RefuseAt(token.begin, "not a number of at most 14 digits and 4 decimals");
  Rule::Node node;
  node.kind = Rule::Kind::kLiteral;
  node.number = *value;
  return Add(Operand::Type::kNumber, node, token.begin);
}

absl::StatusOr<RuleParser::Operand> RuleParser::Compare(const Operand& left,
                                                        const RuleToken& comparison,
                                                        const Operand& right) {
  using Type = Operand::Type;
  static const std::map<std::string, Rule::Comparison> kComparisons = {
      {"=", Rule::Comparison::kEqual},   {"!=", Rule::Comparison::kNotEqual},
      {"<", Rule::Comparison::kLess},    {"<=", Rule::Comparison::kLessOrEqual},
      {">", Rule::Comparison::kGreater}, {">=", Rule::Comparison::kGreaterOrEqual}};
  if (left.type == Type::kItem && right.type == Type::kText) {
    return CompareItem(left, right, comparison);
  }
  if (left.type == Type::kText && right.type == Type::kItem) {
    return CompareItem(right, left, comparison);
  }
  return CompareNumbers(left, kComparisons.at(comparison.text), right);
}

absl::StatusOr<RuleParser::Operand> RuleParser::CompareNumbers(const Operand& left,
                                                               Rule::Comparison comparison,
                                                               const Operand& right) {
  Rule::Node node;
  node.kind = Rule::Kind::kCompare;
  node.comparison = comparison;
  ASSIGN_OR_RETURN(node.left, NumberOf(left));
  ASSIGN_OR_RETURN(node.right, NumberOf(right));
  return Add(Operand::Type::kCondition, node, left.begin);
}

absl::StatusOr<RuleParser::Operand> RuleParser::CompareItem(const Operand& item,
                                                            const Operand& text,
                                                            const RuleToken& comparison) {
  if (comparison.text != "=" && comparison.text != "!=") {
    return RefuseAt(comparison.begin, "a text is compared only by = and !=");
  }
  const bool is_equal = comparison.text == "=";
  Rule::Node node;
  node.place = item.item.place;
  if (text.text.empty()) {
    node.kind = Rule::Kind::kIsAnswered;
  } else if (item.item.item->kind == AnswerKind::kSeveralChoices) {
    return RefuseAt(item.begin, "takes several choices: ask with selected()");
  } else {
    node.kind = Rule::Kind::kHasChoice;
    ASSIGN_OR_RETURN(node.choice, ChoiceOf(item, text));
  }
  ASSIGN_OR_RETURN(const Operand condition, Add(Operand::Type::kCondition, node, item.begin));
  return is_equal == text.text.empty() ? Negated(condition) : absl::StatusOr<Operand>(condition);
}

absl::StatusOr<size_t> RuleParser::ConditionOf(const Operand& operand) const {
  if (operand.type == Operand::Type::kCondition) return operand.node;
  return RefuseAt(operand.begin, "expected a condition");
}

absl::StatusOr<size_t> RuleParser::NumberOf(const Operand& operand) {
  if (operand.type == Operand::Type::kNumber) return operand.node;
  if (operand.type != Operand::Type::kItem || operand.item.item->kind != AnswerKind::kNumber) {
    return RefuseAt(operand.begin, "not a number, which is what stands on the other side");
  }
  Rule::Node node;
  node.kind = Rule::Kind::kNumber;
  node.place = operand.item.place;
  node.number = PowerOfTen(kMostDecimals - operand.item.item->number->decimals);
  ASSIGN_OR_RETURN(const Operand number, Add(Operand::Type::kNumber, node, operand.begin));
  return number.node;
}

absl::StatusOr<uint8_t> RuleParser::ChoiceOf(const Operand& item, const Operand& text) const {
  const std::vector<Choice>& choices = item.item.item->choices;
  for (size_t choice = 0; choice < choices.size(); ++choice) {
    if (choices[choice].id == text.text) return static_cast<uint8_t>(choice);
  }
  return RefuseAt(text.begin, "the item has no choice of that id");
}

absl::StatusOr<RuleParser::Operand> RuleParser::Add(Operand::Type type, Rule::Node node,
                                                    size_t begin) {
  if (rule_.nodes_.size() == Rule::kMostNodes) return RefuseAt(begin, "more than 200 parts");
  rule_.nodes_.push_back(node);
  Operand operand;
  operand.type = type;
  operand.node = rule_.nodes_.size() - 1;
  operand.begin = begin;
  return operand;
}

absl::StatusOr<RuleParser::Operand> RuleParser::Join(Rule::Kind kind, const Operand& left,
                                                     const Operand& right) {
  Rule::Node node;
  node.kind = kind;
  ASSIGN_OR_RETURN(node.left, ConditionOf(left));
  ASSIGN_OR_RETURN(node.right, ConditionOf(right));
  return Add(Operand::Type::kCondition, node, left.begin);
}

absl::StatusOr<RuleParser::Operand> RuleParser::Negated(const Operand& operand) {
  Rule::Node node;
  node.kind = Rule::Kind::kNot;
  ASSIGN_OR_RETURN(node.left, ConditionOf(operand));
  return Add(Operand::Type::kCondition, node, operand.begin);
}

absl::Status RuleParser::Expect(RuleToken::Kind kind, absl::string_view message) {
  if (token().kind != kind) return RefuseAt(token().begin, message);
  ++next_;
  return absl::OkStatus();
}

absl::Status RuleParser::RefuseAt(size_t begin, absl::string_view message) const {
  return RuleFault(message, expression_, begin, place_);
}

}  // namespace sucharit
