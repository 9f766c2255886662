// SPDX-License-Identifier: Apache-2.0
#include "server/report/facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/report/check_source.h"

namespace sucharit::report {
namespace {

constexpr char kItaRoot[] = "ITA";

bool IsNumber(const std::string& id) {
  return std::all_of(id.begin(), id.end(), [](char letter) {
    return absl::ascii_isdigit(static_cast<unsigned char>(letter));
  });
}

absl::StatusOr<std::vector<ScoredYear>> PastYears(const v1::ReportSource& source) {
  std::vector<ScoredYear> past;
  for (const v1::PastResult& result : source.past()) {
    auto year = ScoredYear::Make(result.definition(), result.scores());
    if (!year.ok()) {
      return Within(absl::StrCat("past ", result.definition().fiscal_year_be()), year.status());
    }
    past.push_back(std::move(year).value());
  }
  return past;
}

}  // namespace

absl::StatusOr<Facts> Facts::Make(const v1::ReportSource& source, Language language) {
  ASSIGN_OR_RETURN(ScoredYear now,
                   ScoredYear::Make(source.bundle().definition(), source.bundle().scores()));
  RETURN_IF_ERROR(CheckSource(source, now.assessment()));
  ASSIGN_OR_RETURN(std::vector<ScoredYear> past, PastYears(source));
  Findings findings = Analyze(now, past.empty() ? nullptr : &past.back());
  Trend trend = TrendOf(now, past);
  const bool is_ita = now.assessment().definition().overall_id() == kItaRoot;
  return Facts{source,
               language,
               std::move(now),
               std::move(past),
               std::move(findings),
               std::move(trend),
               VocabularyFor(is_ita)};
}

std::string Facts::Score(const std::string& level, const std::string& id) const {
  const mpq_class* score = now.Score(level, id);
  return score == nullptr ? "–" : RoundToText(*score);
}

std::string Facts::IndicatorName(const Indicator& indicator) const {
  std::string name = In(indicator.name);
  if (!IsNumber(indicator.id)) return name;
  return absl::StrCat(In(words.numbered), indicator.id, " ", name);
}

std::string Facts::InstrumentName(const Instrument& instrument) const {
  if (assessment().instruments().size() == 1) return In(instrument.name);
  return absl::StrCat(In(instrument.name), " (", instrument.id, ")");
}

}  // namespace sucharit::report
