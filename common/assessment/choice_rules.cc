// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/choice_rules.h"

#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kFewestChoices = 2;

// A packed answer is one byte a choice, with 0 for none.
constexpr int kMostChoices = 200;

absl::StatusOr<Choice> ReadChoice(const v1::Choice& choice, absl::string_view place) {
  RETURN_IF_ERROR(CheckChoiceId(choice.id(), place));
  RETURN_IF_ERROR(CheckText(choice.label(), place, "label"));
  Choice read{choice.id(), choice.label(), std::nullopt, choice.exclusive()};
  if (choice.score().empty()) return read;
  ASSIGN_OR_RETURN(read.score, NumberUpTo(100, choice.score(), place, "score"));
  return read;
}

}  // namespace

std::string ChoicePlace(absl::string_view place, size_t position) {
  return absl::StrCat(place, ", choice ", position + 1);
}

absl::StatusOr<std::vector<Choice>> ReadChoices(
    const google::protobuf::RepeatedPtrField<v1::Choice>& choices, absl::string_view place) {
  if (choices.size() < kFewestChoices || choices.size() > kMostChoices) {
    return Fault(v1::REASON_DEFINITION_BAD_CHOICES,
                 absl::StrCat(choices.size(), " choices; there must be 2 to 200"), place);
  }
  std::vector<Choice> read;
  std::set<std::string> ids;
  for (const v1::Choice& choice : choices) {
    const std::string choice_place = ChoicePlace(place, read.size());
    ASSIGN_OR_RETURN(Choice checked, ReadChoice(choice, choice_place));
    RETURN_IF_ERROR(CheckUnique(checked.id, ids, choice_place));
    read.push_back(std::move(checked));
  }
  return read;
}

absl::Status CheckDirection(const std::vector<Choice>& choices, bool reversed,
                            absl::string_view place) {
  std::vector<size_t> scored;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (choices[i].score) scored.push_back(i);
  }
  if (scored.size() < 3) return absl::OkStatus();
  for (size_t i = 1; i < scored.size(); ++i) {
    const mpq_class& before = *choices[scored[i - 1]].score;
    const mpq_class& after = *choices[scored[i]].score;
    if (reversed ? after > before : after < before) {
      return Fault(v1::REASON_DEFINITION_BAD_CHOICES,
                   reversed ? "the scores of a reversed item must fall" : "the scores must rise",
                   ChoicePlace(place, scored[i]));
    }
  }
  if (*choices[scored.front()].score != *choices[scored.back()].score) return absl::OkStatus();
  return Fault(v1::REASON_DEFINITION_BAD_CHOICES, "all choices earn the same", place);
}

}  // namespace sucharit
