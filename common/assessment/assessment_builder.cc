// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment_builder.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/analysis_rules.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment_digests.h"
#include "common/assessment/definition_rules.h"
#include "common/assessment/instrument_rules.h"
#include "common/assessment/level_rules.h"
#include "common/assessment/segment_rules.h"
#include "common/assessment/share_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kMostItems = 2000;

// A long scale that many items share grows when it is given to each; this bounds the memory.
constexpr size_t kMostChoicesInAll = 20000;

constexpr int kSmallestGroup = 3;

// A box of a questionnaire is always as large as its largest response, and has at most 64 KiB.
constexpr size_t kLargestResponse = size_t{60} * 1024;

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
  const v1::Definition& definition = assessment_.definition_;
  RETURN_IF_ERROR(CheckHead());
  RETURN_IF_ERROR(CheckPrivacy());
  RETURN_IF_ERROR(AddInstruments());
  RETURN_IF_ERROR(AddIndicators());
  RETURN_IF_ERROR(AddSubIndicators());
  ASSIGN_OR_RETURN(scales_, ReadScales(definition));
  ASSIGN_OR_RETURN(assessment_.sections_, ReadSections(definition, assessment_.instruments_));
  RETURN_IF_ERROR(AddItems());
  RETURN_IF_ERROR(CheckNoGroupIsEmpty());
  RETURN_IF_ERROR(CheckSectionsHaveItems(assessment_.sections_, assessment_.items_));
  RETURN_IF_ERROR(MeasureQuestionnaires());
  RETURN_IF_ERROR(ShareOut(definition, {assessment_.instruments_, assessment_.indicators_,
                                        assessment_.sub_indicators_, assessment_.items_}));
  ASSIGN_OR_RETURN(assessment_.segments_, ReadSegments(assessment_));
  ASSIGN_OR_RETURN(assessment_.levels_, ReadLevels(definition));
  RETURN_IF_ERROR(CheckTopics(definition));
  RETURN_IF_ERROR(CheckAnalysis(definition));
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

absl::Status AssessmentBuilder::AddItems() {
  const v1::Definition& definition = assessment_.definition_;
  for (const Instrument& instrument : assessment_.instruments_) {
    orders_.emplace_back(instrument.id, definition, assessment_.sections_);
  }
  // Rules look at the items before them, which must not move.
  assessment_.items_.reserve(static_cast<size_t>(definition.items_size()));
  for (int i = 0; i < definition.items_size(); ++i) {
    const v1::Item& item = definition.items(i);
    RETURN_IF_ERROR(AddItem(item, Place("item", item.id(), i)));
  }
  return absl::OkStatus();
}

absl::Status AssessmentBuilder::AddItem(const v1::Item& item, absl::string_view place) {
  ASSIGN_OR_RETURN(Item read, ReadItem(item, scales_, place));
  RETURN_IF_ERROR(CheckUnique(item.id(), nodes_, place));
  choice_count_ += read.choices.size();
  if (choice_count_ > kMostChoicesInAll) {
    return Fault(v1::REASON_DEFINITION_TOO_LARGE, "the items have more than 20,000 choices in all",
                 place);
  }
  ASSIGN_OR_RETURN(const size_t position,
                   Find(instruments_, item.instrument(), "instrument", place));
  Instrument& instrument = assessment_.instruments_[position];
  if (read.is_scored()) RETURN_IF_ERROR(PutIntoGroup(read, place));
  instrument.items.push_back(assessment_.items_.size());
  assessment_.items_.push_back(std::move(read));
  Item& added = assessment_.items_.back();
  if (!instrument.is_survey) return CheckFitsAChecklist(item, added, place);
  return orders_[position].Take(item, added, place);
}

absl::Status AssessmentBuilder::PutIntoGroup(const Item& item, absl::string_view place) {
  const size_t position = assessment_.items_.size();
  ASSIGN_OR_RETURN(const size_t parent, Find(indicators_, item.indicator, "indicator", place));
  Indicator& indicator = assessment_.indicators_[parent];
  if (indicator.instrument != item.instrument) {
    return Misplaced("stands under an indicator of another instrument", place);
  }
  if (item.sub_indicator.empty()) {
    if (!indicator.sub_indicators.empty()) {
      return Misplaced("its indicator is divided, so it must name a sub-indicator", place);
    }
    indicator.items.push_back(position);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const size_t division,
                   Find(sub_indicators_, item.sub_indicator, "sub-indicator", place));
  SubIndicator& sub_indicator = assessment_.sub_indicators_[division];
  if (sub_indicator.indicator != item.indicator) {
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

absl::Status AssessmentBuilder::MeasureQuestionnaires() {
  for (Instrument& instrument : assessment_.instruments_) {
    instrument.largest_packed_size = LargestPackedSize(assessment_, instrument);
    if (instrument.largest_packed_size <= kLargestResponse) continue;
    return Fault(v1::REASON_DEFINITION_TOO_LARGE,
                 "a response could have more than 60 KiB: ask for fewer or shorter texts",
                 absl::StrCat("instrument ", instrument.id));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
