// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/instrument_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kLargestMinimumSeconds = 3600;

absl::Status CheckIntroduction(const v1::Introduction& introduction, absl::string_view place) {
  RETURN_IF_ERROR(CheckText(introduction.who_asks(), place, "introduction, who_asks"));
  RETURN_IF_ERROR(CheckText(introduction.why(), place, "introduction, why"));
  RETURN_IF_ERROR(CheckText(introduction.how_long(), place, "introduction, how_long"));
  RETURN_IF_ERROR(CheckText(introduction.what_is_kept(), place, "introduction, what_is_kept"));
  return CheckText(introduction.what_never_is(), place, "introduction, what_never_is");
}

absl::Status CheckMinimumSample(const v1::MinimumSample& rule, absl::string_view place) {
  const bool percent_is_right = rule.percent() >= 1 && rule.percent() <= 100;
  const bool has_no_large_rule = rule.large_above() == 0 && rule.large_least() == 0;
  const bool large_rule_is_right = rule.large_above() >= rule.least() && rule.large_least() >= 1 &&
                                   rule.large_least() <= rule.large_above();
  if (percent_is_right && rule.least() >= 1 && (has_no_large_rule || large_rule_is_right)) {
    return absl::OkStatus();
  }
  return Fault(v1::REASON_DEFINITION_BAD_NUMBER,
               "a minimum sample that nobody can reach or that says nothing",
               absl::StrCat(place, ", minimum_sample"));
}

absl::Status CheckCollection(const v1::Instrument& instrument, absl::string_view place) {
  if (!instrument.has_collection()) return absl::OkStatus();
  if (instrument.source() != v1::INSTRUMENT_SOURCE_SURVEY) {
    return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "only a survey's responses are taken in",
                 absl::StrCat(place, ", collection"));
  }
  const v1::Collection& collection = instrument.collection();
  if (!v1::ReceiptRule_IsValid(collection.receipts())) {
    return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "no rule for receipts that there is",
                 absl::StrCat(place, ", collection, receipts"));
  }
  if (collection.minimum_seconds() < 0 || collection.minimum_seconds() > kLargestMinimumSeconds) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "not between 0 and an hour",
                 absl::StrCat(place, ", collection, minimum_seconds"));
  }
  if (collection.daily_cap() < 0) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "less than none",
                 absl::StrCat(place, ", collection, daily_cap"));
  }
  return absl::OkStatus();
}

Collection ReadCollection(const v1::Collection& given) {
  Collection collection;
  if (given.receipts() != v1::RECEIPT_RULE_UNSPECIFIED) collection.receipts = given.receipts();
  collection.minimum_seconds = given.minimum_seconds();
  collection.daily_cap = given.daily_cap();
  return collection;
}

absl::Status CheckSource(const v1::Instrument& instrument, absl::string_view place) {
  switch (instrument.source()) {
    case v1::INSTRUMENT_SOURCE_CHECKLIST:
      return absl::OkStatus();
    case v1::INSTRUMENT_SOURCE_SURVEY:
      RETURN_IF_ERROR(CheckText(instrument.eligibility(), place, "eligibility"));
      return CheckIntroduction(instrument.introduction(), place);
    default:
      return Fault(v1::REASON_DEFINITION_INCOMPLETE, "says not where its figures come from",
                   absl::StrCat(place, ", source"));
  }
}

absl::Status CheckInstrument(const v1::Instrument& instrument, absl::string_view place) {
  RETURN_IF_ERROR(CheckInstrumentId(instrument.id(), place));
  RETURN_IF_ERROR(CheckText(instrument.name(), place, "name"));
  RETURN_IF_ERROR(CheckSource(instrument, place));
  RETURN_IF_ERROR(CheckCollection(instrument, place));
  if (!instrument.has_minimum_sample()) return absl::OkStatus();
  return CheckMinimumSample(instrument.minimum_sample(), place);
}

absl::Status CheckPart(const v1::Part& part, absl::string_view instrument,
                       absl::string_view place) {
  RETURN_IF_ERROR(CheckPartId(part.id(), instrument, place));
  return CheckText(part.name(), place, "name");
}

absl::StatusOr<std::vector<Part>> ReadParts(const v1::Instrument& instrument,
                                            absl::string_view place) {
  std::vector<Part> parts;
  std::vector<Member> members;
  std::set<std::string> ids;
  for (int i = 0; i < instrument.parts_size(); ++i) {
    const v1::Part& part = instrument.parts(i);
    members.push_back({absl::StrCat(place, ", ", Place("part", part.id(), i)), part.weight()});
    RETURN_IF_ERROR(CheckPart(part, instrument.id(), members.back().place));
    RETURN_IF_ERROR(CheckUnique(part.id(), ids, members.back().place));
    parts.push_back({part.id(), part.name(), 0, part.imported()});
  }
  if (parts.empty()) return parts;
  if (std::count_if(parts.begin(), parts.end(), [](const Part& part) { return !part.imported; }) >
      1) {
    return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, "at most one part is collected here", place);
  }
  ASSIGN_OR_RETURN(const std::vector<mpq_class> shares,
                   GivenSharesOf(absl::StrCat(place, ", parts"), members));
  for (size_t i = 0; i < parts.size(); ++i) parts[i].weight = shares[i];
  return parts;
}

}  // namespace

absl::StatusOr<Instrument> ReadInstrument(const v1::Instrument& instrument,
                                          absl::string_view place) {
  RETURN_IF_ERROR(CheckInstrument(instrument, place));
  Instrument checked;
  checked.id = instrument.id();
  checked.name = instrument.name();
  checked.is_survey = instrument.source() == v1::INSTRUMENT_SOURCE_SURVEY;
  checked.eligibility = instrument.eligibility();
  checked.introduction = instrument.introduction();
  if (instrument.has_minimum_sample()) checked.minimum_sample = instrument.minimum_sample();
  checked.collection = ReadCollection(instrument.collection());
  ASSIGN_OR_RETURN(checked.parts, ReadParts(instrument, place));
  return checked;
}

}  // namespace sucharit
