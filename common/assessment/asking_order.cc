// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/asking_order.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status Misplaced(absl::string_view message, absl::string_view place) {
  return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, message, place);
}

bool IsSurvey(const std::vector<Instrument>& instruments, const std::string& id) {
  return std::any_of(instruments.begin(), instruments.end(), [&](const Instrument& instrument) {
    return instrument.is_survey && instrument.id == id;
  });
}

absl::Status CheckSection(const v1::Section& section, absl::string_view place) {
  RETURN_IF_ERROR(CheckId(section.id(), place));
  RETURN_IF_ERROR(CheckText(section.title(), place, "title"));
  return CheckOptionalText(section.text(), place, "text");
}

}  // namespace

AskingOrder::AskingOrder(std::string instrument, const v1::Definition& definition,
                         std::vector<Section>& sections)
    : instrument_(std::move(instrument)), definition_(definition), sections_(sections) {}

absl::Status AskingOrder::Take(const v1::Item& raw, Item& item, absl::string_view place) {
  RETURN_IF_ERROR(CheckStaff(raw, place));
  RETURN_IF_ERROR(EnterSection(item, place));
  ASSIGN_OR_RETURN(item.show_if,
                   ReadRule(raw.show_if(), nullptr, absl::StrCat(place, ", show_if")));
  ASSIGN_OR_RETURN(item.constraint,
                   ReadRule(raw.constraint(), &item, absl::StrCat(place, ", constraint")));
  item.always_asked = section_is_always_asked_ && item.show_if == nullptr;
  before_.emplace(item.id, RuleItem{&item, before_.size()});
  return absl::OkStatus();
}

absl::Status AskingOrder::CheckStaff(const v1::Item& raw, absl::string_view place) {
  if (!raw.answered_by_staff()) {
    respondent_has_begun_ = true;
    return absl::OkStatus();
  }
  if (respondent_has_begun_) {
    return Misplaced("what the staff answers stands before all other items", place);
  }
  const bool is_plain = raw.section().empty() && raw.show_if().empty() && raw.constraint().empty();
  const bool takes_one_choice =
      raw.kind() == v1::ANSWER_KIND_UNSPECIFIED || raw.kind() == v1::ANSWER_KIND_ONE_CHOICE;
  if (is_plain && takes_one_choice) return absl::OkStatus();
  return Misplaced("what the staff answers takes one choice and has no section or rule", place);
}

absl::Status AskingOrder::EnterSection(const Item& item, absl::string_view place) {
  if (item.section == section_) return absl::OkStatus();
  section_ = item.section;
  section_is_always_asked_ = true;
  if (section_.empty()) return absl::OkStatus();
  const auto found = std::find_if(sections_.begin(), sections_.end(),
                                  [&](const Section& section) { return section.id == section_; });
  if (found == sections_.end()) {
    return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "names an unknown section", place);
  }
  if (found->instrument != instrument_) {
    return Misplaced("stands in a section of another instrument", place);
  }
  if (!entered_.insert(section_).second) {
    return Misplaced("the items of a section stand together", place);
  }
  const v1::Section& raw = definition_.sections(static_cast<int>(found - sections_.begin()));
  ASSIGN_OR_RETURN(found->show_if, ReadRule(raw.show_if(), nullptr,
                                            absl::StrCat("section ", raw.id(), ", show_if")));
  section_is_always_asked_ = found->show_if == nullptr;
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Rule>> AskingOrder::ReadRule(const std::string& expression,
                                                                  const Item* self,
                                                                  absl::string_view place) const {
  if (expression.empty()) return std::shared_ptr<const Rule>();
  const RuleScope scope{before_, {self, before_.size()}};
  ASSIGN_OR_RETURN(Rule rule, Rule::Parse(expression, scope, place));
  return std::shared_ptr<const Rule>(std::make_shared<Rule>(std::move(rule)));
}

absl::StatusOr<std::vector<Section>> ReadSections(const v1::Definition& definition,
                                                  const std::vector<Instrument>& instruments) {
  std::vector<Section> sections;
  std::set<std::string> ids;
  if (definition.sections_size() > definition.items_size()) {
    return Fault(v1::REASON_DEFINITION_TOO_LARGE, "more sections than items", "sections");
  }
  for (int i = 0; i < definition.sections_size(); ++i) {
    const v1::Section& section = definition.sections(i);
    const std::string place = Place("section", section.id(), i);
    RETURN_IF_ERROR(CheckSection(section, place));
    RETURN_IF_ERROR(CheckUnique(section.id(), ids, place));
    if (!IsSurvey(instruments, section.instrument())) {
      return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "names no survey", place);
    }
    sections.push_back(
        {section.id(), section.instrument(), section.title(), section.text(), nullptr});
  }
  return sections;
}

absl::Status CheckSectionsHaveItems(const std::vector<Section>& sections,
                                    const std::vector<Item>& items) {
  std::set<std::string> named;
  for (const Item& item : items) named.insert(item.section);
  for (const Section& section : sections) {
    if (named.count(section.id) > 0) continue;
    return Misplaced("a section without items", absl::StrCat("section ", section.id));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
