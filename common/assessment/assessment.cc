// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "common/assessment/assessment_builder.h"
#include "common/assessment/assessment_digests.h"
#include "common/assessment/definition_parser.h"
#include "common/status/status_macros.h"

namespace sucharit {

bool Item::is_scored() const {
  return std::any_of(choices.begin(), choices.end(),
                     [](const Choice& choice) { return choice.score.has_value(); });
}

bool Item::may_stay_unanswered() const {
  return optional || !always_asked ||
         std::any_of(choices.begin(), choices.end(),
                     [](const Choice& choice) { return !choice.score.has_value(); });
}

absl::StatusOr<Assessment> Assessment::FromDefinition(const v1::Definition& definition) {
  // What a program made is read like what came from outside: one door, the same checks.
  return FromBytes(SerializeDefinition(definition));
}

absl::StatusOr<Assessment> Assessment::FromText(absl::string_view text) {
  ASSIGN_OR_RETURN(const v1::Definition definition, ParseDefinitionText(text));
  return FromDefinition(definition);
}

absl::StatusOr<Assessment> Assessment::FromBytes(absl::string_view bytes) {
  ASSIGN_OR_RETURN(v1::Definition definition, ParseDefinitionBytes(bytes));
  return AssessmentBuilder(std::move(definition), bytes).Build();
}

const Instrument* Assessment::FindInstrument(absl::string_view id) const {
  const auto found =
      std::find_if(instruments_.begin(), instruments_.end(),
                   [id](const Instrument& instrument) { return instrument.id == id; });
  return found == instruments_.end() ? nullptr : &*found;
}

const Item* Assessment::FindItem(absl::string_view id) const {
  const auto found =
      std::find_if(items_.begin(), items_.end(), [id](const Item& item) { return item.id == id; });
  return found == items_.end() ? nullptr : &*found;
}

const Section* Assessment::FindSection(absl::string_view id) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(),
                                  [id](const Section& section) { return section.id == id; });
  return found == sections_.end() ? nullptr : &*found;
}

size_t Assessment::InstrumentPosition(absl::string_view id) const {
  const Instrument* instrument = FindInstrument(id);
  if (instrument == nullptr) abort();
  return static_cast<size_t>(instrument - instruments_.data());
}

std::vector<std::string> Assessment::Questionnaires() const {
  std::vector<std::string> ids;
  for (const Instrument& instrument : instruments_) {
    if (instrument.is_survey) ids.push_back(instrument.id);
  }
  return ids;
}

int64_t MinimumSampleFor(const v1::MinimumSample& rule, int64_t population) {
  if (population < rule.least()) return population;
  if (rule.large_above() > 0 && population > rule.large_above()) return rule.large_least();
  const int64_t whole = population / 100 * rule.percent();
  const int64_t rest = (population % 100 * rule.percent() + 99) / 100;
  return std::max<int64_t>(whole + rest, rule.least());
}

}  // namespace sucharit
