// SPDX-License-Identifier: Apache-2.0
//
// Rules come with definitions: any text must be read or refused with a reason and a place, and what
// was read must be decidable for any answers. The first line of the input is the answers, the rest
// is the rule.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/assessment/rule.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

// One item of each kind.
std::vector<Item> Items() {
  std::vector<Item> items(4);
  const AnswerKind kinds[] = {AnswerKind::kOneChoice, AnswerKind::kSeveralChoices,
                              AnswerKind::kNumber, AnswerKind::kText};
  for (size_t place = 0; place < items.size(); ++place) {
    items[place].id = std::string(1, static_cast<char>('A' + place));
    items[place].kind = kinds[place];
  }
  for (const char* id : {"yes", "no", "1"}) {
    for (size_t place = 0; place < 2; ++place) {
      Choice choice;
      choice.id = id;
      items[place].choices.push_back(choice);
    }
  }
  items[2].number = NumberRange{0, 100, 1, {}, 0, 1000};
  return items;
}

// Answers to the four items that follow from some bytes.
std::vector<AnswerValue> AnswersFrom(absl::string_view bytes) {
  std::vector<AnswerValue> values(4);
  const auto byte = [&](size_t position) -> unsigned {
    return position < bytes.size() ? static_cast<unsigned char>(bytes[position]) : 0;
  };
  if (byte(0) % 4 != 0) values[0] = static_cast<uint8_t>(byte(0) % 4 - 1);
  std::vector<uint8_t> chosen;
  for (uint8_t choice = 0; choice < 3; ++choice) {
    if ((byte(1) >> choice & 1) != 0) chosen.push_back(choice);
  }
  if (!chosen.empty()) values[1] = chosen;
  if (byte(2) != 0) values[2] = NumberAnswer{byte(2) * 4};
  if (byte(3) % 2 == 1) values[3] = std::string("text");
  return values;
}

void Check(absl::string_view expression, const RuleScope& scope,
           const std::vector<AnswerValue>& values) {
  const absl::StatusOr<Rule> rule = Rule::Parse(expression, scope, "rule");
  if (!rule.ok()) {
    if (ReasonOf(rule.status()) != v1::REASON_DEFINITION_BAD_RULE) abort();
    if (SubjectOf(rule.status()).find("rule, character ") != 0) abort();
    return;
  }
  if (expression.size() > Rule::kMostBytes) abort();
  const std::string negated = "not(" + std::string(expression) + ")";
  const absl::StatusOr<Rule> opposite = Rule::Parse(negated, scope, "rule");
  if (opposite.ok() && opposite->Holds(values) == rule->Holds(values)) abort();
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<sucharit::Item> items = sucharit::Items();
  static const std::map<std::string, sucharit::RuleItem> before = {
      {"A", {&items[0], 0}}, {"B", {&items[1], 1}}, {"C", {&items[2], 2}}, {"D", {&items[3], 3}}};
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(input.find('\n'), input.size());
  const absl::string_view expression = input.substr(std::min(line + 1, input.size()));
  const auto values = sucharit::AnswersFrom(input.substr(0, line));
  sucharit::Check(expression, {before, {}}, values);
  sucharit::Check(expression, {before, {&items[2], 2}}, values);
  return 0;
}
