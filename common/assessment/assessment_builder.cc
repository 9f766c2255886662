// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment_builder.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/assessment_digests.h"
#include "common/assessment/choice_rules.h"
#include "common/assessment/definition_rules.h"
#include "common/assessment/instrument_rules.h"
#include "common/assessment/level_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kMostItems = 2000;

// A long scale that many items share grows when it is given to each; this bounds the memory.
constexpr size_t kMostChoicesInAll = 20000;

constexpr int kSmallestGroup = 3;

absl::Status Missing(absl::string_view message, absl::string_view place) {
  return Fault(v1::REASON_DEFINITION_INCOMPLETE, message, place);
}

absl::Status Misplaced(absl::string_view message, absl::string_view place) {
  return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, message, place);
}

// The position of `id`, or why there is none.
absl::StatusOr<size_t> Find(const std::map<std::string, size_t>& known, const std::string& id,
                            absl::string_view kind, absl::string_view place) {
  if (id.empty()) return Misplaced(absl::StrCat("names no ", kind), place);
  const auto found = known.find(id);
  if (found != known.end()) return found->second;
  return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, absl::StrCat("names an unknown ", kind),
               place);
}

}  // namespace

AssessmentBuilder::AssessmentBuilder(v1::Definition definition, absl::string_view bytes) {
  assessment_.definition_ = std::move(definition);
  assessment_.bytes_ = std::string(bytes);
}

absl::StatusOr<Assessment> AssessmentBuilder::Build() && {
  RETURN_IF_ERROR(CheckHead());
  RETURN_IF_ERROR(CheckPrivacy());
  RETURN_IF_ERROR(AddInstruments());
  RETURN_IF_ERROR(AddIndicators());
  RETURN_IF_ERROR(AddSubIndicators());
  RETURN_IF_ERROR(ReadScales());
  RETURN_IF_ERROR(AddItems());
  RETURN_IF_ERROR(CheckNoGroupIsEmpty());
  RETURN_IF_ERROR(ShareOutInstruments());
  RETURN_IF_ERROR(ShareOutIndicators());
  ASSIGN_OR_RETURN(assessment_.levels_, ReadLevels(assessment_.definition_));
  RETURN_IF_ERROR(CheckTopics(assessment_.definition_));
  ASSIGN_OR_RETURN(assessment_.definition_digest_, DigestOf(assessment_.bytes_));
  ASSIGN_OR_RETURN(assessment_.counting_digest_, CountingDigestOf(assessment_.definition_));
  return std::move(assessment_);
}

absl::Status AssessmentBuilder::CheckHead() {
  const v1::Definition& definition = assessment_.definition_;
  RETURN_IF_ERROR(CheckDefinitionId(definition.id()));
  RETURN_IF_ERROR(CheckText(definition.title(), "definition", "title"));
  if (definition.fiscal_year_be() < 0) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "a year before the Buddha",
                 "definition, fiscal_year_be");
  }
  RETURN_IF_ERROR(CheckId(definition.overall_id(), "definition, overall_id"));
  RETURN_IF_ERROR(CheckText(definition.overall_name(), "definition", "overall_name"));
  for (int i = 0; i < definition.unverified_size(); ++i) {
    RETURN_IF_ERROR(CheckText(definition.unverified(i), Place("unverified", "", i), "text"));
  }
  if (definition.items_size() <= kMostItems) return absl::OkStatus();
  return Fault(v1::REASON_DEFINITION_TOO_LARGE, "a definition has at most 2,000 items",
               absl::StrCat(definition.items_size(), " items"));
}

absl::Status AssessmentBuilder::CheckPrivacy() {
  const v1::Privacy& privacy = assessment_.definition_.privacy();
  if (privacy.minimum_group() < kSmallestGroup) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "the minimum group is at least 3",
                 "privacy, minimum_group");
  }
  if (privacy.rows() == v1::ROWS_DROP || privacy.rows() == v1::ROWS_KEEP) return absl::OkStatus();
  return Missing("says not whether rows outlive the round", "privacy, rows");
}

absl::Status AssessmentBuilder::AddInstruments() {
  const v1::Definition& definition = assessment_.definition_;
  if (definition.instruments().empty()) return Missing("there are no instruments", "instruments");
  for (int i = 0; i < definition.instruments_size(); ++i) {
    const v1::Instrument& instrument = definition.instruments(i);
    RETURN_IF_ERROR(AddInstrument(instrument, Place("instrument", instrument.id(), i)));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddInstrument(const v1::Instrument& instrument,
                                              absl::string_view place) {
  ASSIGN_OR_RETURN(Instrument checked, ReadInstrument(instrument, place));
  if (!instruments_.emplace(checked.id, instruments_.size()).second) {
    return Fault(v1::REASON_DEFINITION_DUPLICATE_ID, "the id is used twice", place);
  }
  assessment_.instruments_.push_back(std::move(checked));
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddIndicators() {
  const v1::Definition& definition = assessment_.definition_;
  for (int i = 0; i < definition.indicators_size(); ++i) {
    const v1::Indicator& indicator = definition.indicators(i);
    RETURN_IF_ERROR(AddIndicator(indicator, Place("indicator", indicator.id(), i)));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddIndicator(const v1::Indicator& indicator,
                                             absl::string_view place) {
  RETURN_IF_ERROR(CheckId(indicator.id(), place));
  RETURN_IF_ERROR(CheckUnique(indicator.id(), nodes_, place));
  RETURN_IF_ERROR(CheckText(indicator.name(), place, "name"));
  ASSIGN_OR_RETURN(const size_t parent,
                   Find(instruments_, indicator.instrument(), "instrument", place));
  const size_t position = assessment_.indicators_.size();
  assessment_.instruments_[parent].indicators.push_back(position);
  indicators_[indicator.id()] = position;
  assessment_.indicators_.push_back(
      {indicator.id(), indicator.name(), indicator.instrument(), 0, {}, {}});
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddSubIndicators() {
  const v1::Definition& definition = assessment_.definition_;
  for (int i = 0; i < definition.sub_indicators_size(); ++i) {
    const v1::SubIndicator& sub_indicator = definition.sub_indicators(i);
    RETURN_IF_ERROR(AddSubIndicator(sub_indicator, Place("sub-indicator", sub_indicator.id(), i)));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddSubIndicator(const v1::SubIndicator& sub_indicator,
                                                absl::string_view place) {
  RETURN_IF_ERROR(CheckId(sub_indicator.id(), place));
  RETURN_IF_ERROR(CheckUnique(sub_indicator.id(), nodes_, place));
  RETURN_IF_ERROR(CheckText(sub_indicator.name(), place, "name"));
  ASSIGN_OR_RETURN(const size_t parent,
                   Find(indicators_, sub_indicator.indicator(), "indicator", place));
  const size_t position = assessment_.sub_indicators_.size();
  assessment_.indicators_[parent].sub_indicators.push_back(position);
  sub_indicators_[sub_indicator.id()] = position;
  assessment_.sub_indicators_.push_back(
      {sub_indicator.id(), sub_indicator.name(), sub_indicator.indicator(), 0, {}});
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::ReadScales() {
  const v1::Definition& definition = assessment_.definition_;
  for (int i = 0; i < definition.scales_size(); ++i) {
    const v1::Scale& scale = definition.scales(i);
    const std::string place = Place("scale", scale.id(), i);
    RETURN_IF_ERROR(CheckId(scale.id(), place));
    ASSIGN_OR_RETURN(std::vector<Choice> choices, ReadChoices(scale.choices(), place));
    if (!scales_.emplace(scale.id(), std::move(choices)).second) {
      return Fault(v1::REASON_DEFINITION_DUPLICATE_ID, "the id is used twice", place);
    }
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddItems() {
  const v1::Definition& definition = assessment_.definition_;
  for (int i = 0; i < definition.items_size(); ++i) {
    const v1::Item& item = definition.items(i);
    RETURN_IF_ERROR(AddItem(item, Place("item", item.id(), i)));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddItem(const v1::Item& item, absl::string_view place) {
  RETURN_IF_ERROR(CheckId(item.id(), place));
  RETURN_IF_ERROR(CheckUnique(item.id(), nodes_, place));
  RETURN_IF_ERROR(CheckText(item.text(), place, "text"));
  RETURN_IF_ERROR(PutIntoGroup(item, place));
  ASSIGN_OR_RETURN(std::vector<Choice> choices, ChoicesOf(item, place));
  RETURN_IF_ERROR(CheckDirection(choices, item.reversed(), place));
  choice_count_ += choices.size();
  if (choice_count_ > kMostChoicesInAll) {
    return Fault(v1::REASON_DEFINITION_TOO_LARGE, "the items have more than 20,000 choices in all",
                 place);
  }
  assessment_.items_.push_back({item.id(), item.text(), item.instrument(), item.indicator(),
                                item.sub_indicator(), std::move(choices), item.reversed(), 0});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Choice>> AssessmentBuilder::ChoicesOf(const v1::Item& item,
                                                                 absl::string_view place) {
  if (item.scale().empty()) return ReadChoices(item.choices(), place);
  if (!item.choices().empty()) {
    return Fault(v1::REASON_DEFINITION_BAD_CHOICES, "has a scale and choices of its own", place);
  }
  const auto found = scales_.find(item.scale());
  if (found != scales_.end()) return found->second;
  return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "names an unknown scale", place);
}

absl::Status AssessmentBuilder::PutIntoGroup(const v1::Item& item, absl::string_view place) {
  const size_t position = assessment_.items_.size();
  ASSIGN_OR_RETURN(const size_t instrument,
                   Find(instruments_, item.instrument(), "instrument", place));
  ASSIGN_OR_RETURN(const size_t parent, Find(indicators_, item.indicator(), "indicator", place));
  Indicator& indicator = assessment_.indicators_[parent];
  if (indicator.instrument != item.instrument()) {
    return Misplaced("stands under an indicator of another instrument", place);
  }
  assessment_.instruments_[instrument].items.push_back(position);
  if (item.sub_indicator().empty()) {
    if (!indicator.sub_indicators.empty()) {
      return Misplaced("its indicator is divided, so it must name a sub-indicator", place);
    }
    indicator.items.push_back(position);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const size_t division,
                   Find(sub_indicators_, item.sub_indicator(), "sub-indicator", place));
  SubIndicator& sub_indicator = assessment_.sub_indicators_[division];
  if (sub_indicator.indicator != item.indicator()) {
    return Misplaced("its sub-indicator belongs to another indicator", place);
  }
  sub_indicator.items.push_back(position);
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::CheckNoGroupIsEmpty() {
  for (const Instrument& instrument : assessment_.instruments_) {
    if (instrument.indicators.empty()) {
      return Misplaced("an instrument without indicators",
                       absl::StrCat("instrument ", instrument.id));
    }
  }
  for (const Indicator& indicator : assessment_.indicators_) {
    if (indicator.items.empty() && indicator.sub_indicators.empty()) {
      return Misplaced("an indicator without items", absl::StrCat("indicator ", indicator.id));
    }
  }
  for (const SubIndicator& sub_indicator : assessment_.sub_indicators_) {
    if (sub_indicator.items.empty()) {
      return Misplaced("a sub-indicator without items",
                       absl::StrCat("sub-indicator ", sub_indicator.id));
    }
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::ShareOutInstruments() {
  std::vector<Member> members;
  for (const v1::Instrument& instrument : assessment_.definition_.instruments()) {
    members.push_back({absl::StrCat("instrument ", instrument.id()), instrument.weight()});
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares, GivenSharesOf("instruments", members));
  for (size_t i = 0; i < shares.size(); ++i) assessment_.instruments_[i].weight = shares[i];
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::ShareOutIndicators() {
  for (const Instrument& instrument : assessment_.instruments_) {
    std::vector<Member> members;
    for (const size_t position : instrument.indicators) {
      const v1::Indicator& indicator =
          assessment_.definition_.indicators(static_cast<int>(position));
      members.push_back({absl::StrCat("indicator ", indicator.id()), indicator.weight()});
    }
    ASSIGN_OR_RETURN(const std::vector<mpq_class> shares,
                     SharesOf(absl::StrCat("instrument ", instrument.id), members));
    for (size_t i = 0; i < shares.size(); ++i) {
      assessment_.indicators_[instrument.indicators[i]].weight = shares[i];
    }
  }
  for (const Indicator& indicator : assessment_.indicators_)
    RETURN_IF_ERROR(ShareOutIndicator(indicator));
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::ShareOutIndicator(const Indicator& indicator) {
  const std::string group = absl::StrCat("indicator ", indicator.id);
  if (indicator.sub_indicators.empty()) return ShareOutItems(group, indicator.items);
  std::vector<Member> members;
  for (const size_t position : indicator.sub_indicators) {
    const v1::SubIndicator& sub =
        assessment_.definition_.sub_indicators(static_cast<int>(position));
    members.push_back({absl::StrCat("sub-indicator ", sub.id()), sub.weight()});
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares, SharesOf(group, members));
  for (size_t i = 0; i < shares.size(); ++i) {
    SubIndicator& sub = assessment_.sub_indicators_[indicator.sub_indicators[i]];
    sub.weight = shares[i];
    RETURN_IF_ERROR(ShareOutItems(absl::StrCat("sub-indicator ", sub.id), sub.items));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::ShareOutItems(absl::string_view group,
                                              const std::vector<size_t>& items) {
  std::vector<Member> members;
  for (const size_t position : items) {
    const v1::Item& item = assessment_.definition_.items(static_cast<int>(position));
    members.push_back({absl::StrCat("item ", item.id()), item.weight()});
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares, SharesOf(group, members));
  for (size_t i = 0; i < shares.size(); ++i) assessment_.items_[items[i]].weight = shares[i];
  return absl::OkStatus();
}

}  // namespace sucharit
