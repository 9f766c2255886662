// SPDX-License-Identifier: Apache-2.0
#include "server/report/check_source.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/assessment/fraction.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::report {
namespace {

constexpr int kMostPastYears = 50;
constexpr int kMostMeasures = 2000;

absl::Status Malformed(absl::string_view message, absl::string_view place) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED, message, place);
}

bool HasChoice(const Item& item, const std::string& id) {
  return std::any_of(item.choices.begin(), item.choices.end(),
                     [&](const Choice& choice) { return choice.id == id; });
}

absl::Status CheckAnswerTable(const v1::AnswerTable& table, const Assessment& assessment) {
  const std::string place = absl::StrCat("answers of ", table.item());
  const Item* item = assessment.FindItem(table.item());
  if (item == nullptr) return Malformed("no such item", place);
  if (table.answered() < 0) return Malformed("a negative count", place);
  for (const v1::AnswerPart& part : table.parts()) {
    if (part.count() < 0) return Malformed("a negative count", place);
    if (part.choices().empty()) return Malformed("a part without choices", place);
    for (const std::string& choice : part.choices()) {
      if (!HasChoice(*item, choice)) return Malformed("no such choice", place);
    }
  }
  return absl::OkStatus();
}

const Item* ItemOfSegment(const std::string& id, const Assessment& assessment) {
  for (const v1::Segment& segment : assessment.definition().segments()) {
    if (segment.id() == id) return assessment.FindItem(segment.item());
  }
  return nullptr;
}

absl::Status CheckBreakdown(const v1::Breakdown& breakdown, const Assessment& assessment) {
  const std::string place = absl::StrCat("breakdown ", breakdown.segment());
  const Item* item = ItemOfSegment(breakdown.segment(), assessment);
  if (item == nullptr) return Malformed("no such segment", place);
  for (const v1::BreakdownGroup& group : breakdown.groups()) {
    if (!HasChoice(*item, group.group())) return Malformed("no such group", place);
    if (group.respondents() < 0) return Malformed("a negative count", place);
  }
  for (const std::string& group : breakdown.hidden_groups()) {
    if (!HasChoice(*item, group)) return Malformed("no such group", place);
  }
  return absl::OkStatus();
}

bool IsNegative(const v1::Totals& totals) {
  return std::min({totals.received(), totals.counted(), totals.card_refused(), totals.not_valid(),
                   totals.late()}) < 0;
}

absl::Status CheckCounts(const v1::Bundle& bundle, const Assessment& assessment) {
  for (const v1::Totals& totals : bundle.totals()) {
    const std::string place = absl::StrCat("totals of ", totals.questionnaire());
    if (assessment.FindInstrument(totals.questionnaire()) == nullptr) {
      return Malformed("no such questionnaire", place);
    }
    if (IsNegative(totals)) return Malformed("a negative count", place);
  }
  for (const v1::BundlePopulation& population : bundle.populations()) {
    const std::string place = absl::StrCat("population of ", population.questionnaire());
    if (assessment.FindInstrument(population.questionnaire()) == nullptr) {
      return Malformed("no such questionnaire", place);
    }
    if (population.size() < 0) return Malformed("a negative count", place);
  }
  return absl::OkStatus();
}

// A file may name any item; only what was asked as a text can have been written.
absl::Status CheckTexts(const v1::ReportSource& source, const Assessment& assessment) {
  for (const v1::ReleasedTexts& texts : source.texts()) {
    const Item* item = assessment.FindItem(texts.item());
    if (item == nullptr || item->kind != AnswerKind::kText) {
      return Malformed("no item that takes a text", absl::StrCat("texts of ", texts.item()));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckYears(const v1::ReportSource& source) {
  if (source.past_size() > kMostPastYears) return Malformed("too many years", "past");
  const int now = source.bundle().definition().fiscal_year_be();
  int last = 0;
  for (const v1::PastResult& result : source.past()) {
    const int year = result.definition().fiscal_year_be();
    const bool in_order = year == 0 || (year > last && (now == 0 || year < now));
    if (!in_order) return Malformed("years out of order", absl::StrCat("past ", year));
    last = std::max(last, year);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckSource(const v1::ReportSource& source, const Assessment& assessment) {
  RETURN_IF_ERROR(CheckYears(source));
  RETURN_IF_ERROR(CheckTexts(source, assessment));
  RETURN_IF_ERROR(CheckCounts(source.bundle(), assessment));
  if (source.plan_size() > kMostMeasures) return Malformed("too many measures", "plan");
  for (const v1::AnswerTable& table : source.bundle().answers()) {
    RETURN_IF_ERROR(CheckAnswerTable(table, assessment));
  }
  for (const v1::Breakdown& breakdown : source.bundle().breakdowns()) {
    RETURN_IF_ERROR(CheckBreakdown(breakdown, assessment));
  }
  return absl::OkStatus();
}

}  // namespace sucharit::report
