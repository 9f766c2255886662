// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/analysis_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/assessment/definition_rules.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kMostLowestItems = 20;
constexpr std::array<absl::string_view, 4> kPlaceholders = {"item", "text", "score", "advice"};

absl::Status Misplaced(absl::string_view message, absl::string_view place) {
  return Fault(v1::REASON_DEFINITION_BAD_STRUCTURE, message, place);
}

absl::Status CheckThresholds(const v1::Analysis& analysis) {
  ASSIGN_OR_RETURN(const mpq_class keep_up,
                   NumberUpTo(100, analysis.keep_up_minimum(), "analysis", "keep_up_minimum"));
  ASSIGN_OR_RETURN(const mpq_class develop,
                   NumberUpTo(100, analysis.develop_minimum(), "analysis", "develop_minimum"));
  if (develop > keep_up) {
    return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "develop_minimum is above keep_up_minimum",
                 "analysis");
  }
  if (analysis.lowest_items() >= 1 && analysis.lowest_items() <= kMostLowestItems) {
    return absl::OkStatus();
  }
  return Fault(v1::REASON_DEFINITION_BAD_NUMBER, "1 to 20 lowest items are named",
               "analysis, lowest_items");
}

absl::Status CheckPlaceholders(absl::string_view words, absl::string_view place) {
  while (true) {
    const size_t open = words.find_first_of("{}");
    if (open == absl::string_view::npos) return absl::OkStatus();
    const size_t close = words.find('}', open);
    const bool is_pair = words[open] == '{' && close != absl::string_view::npos;
    const absl::string_view name =
        is_pair ? words.substr(open + 1, close - open - 1) : absl::string_view();
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), name) == kPlaceholders.end()) {
      return Misplaced("only {item}, {text}, {score} and {advice} are filled in", place);
    }
    words.remove_prefix(close + 1);
  }
}

absl::Status CheckSentence(const v1::SentenceTemplate& sentence,
                           const std::set<std::string>& instruments, absl::string_view place) {
  if (sentence.group() == v1::ANALYSIS_GROUP_UNSPECIFIED ||
      !v1::AnalysisGroup_IsValid(sentence.group())) {
    return Misplaced("a sentence of no group", place);
  }
  if (!sentence.instrument().empty() && instruments.count(sentence.instrument()) == 0) {
    return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "no such instrument", place);
  }
  RETURN_IF_ERROR(CheckText(sentence.text(), place, "text"));
  RETURN_IF_ERROR(CheckPlaceholders(sentence.text().th(), absl::StrCat(place, ", text in Thai")));
  return CheckPlaceholders(sentence.text().en(), absl::StrCat(place, ", text in English"));
}

// The report must find a sentence for whatever item falls into whatever group.
absl::Status CheckEachGroupHasASentence(const v1::Analysis& analysis,
                                        const std::set<std::string>& instruments) {
  std::set<std::pair<int, std::string>> there;
  for (const v1::SentenceTemplate& sentence : analysis.sentences()) {
    there.emplace(sentence.group(), sentence.instrument());
  }
  for (int group = v1::AnalysisGroup_MIN + 1; group <= v1::AnalysisGroup_MAX; ++group) {
    for (const std::string& instrument : instruments) {
      if (there.count({group, ""}) > 0 || there.count({group, instrument}) > 0) continue;
      return Misplaced(absl::StrCat("no sentence for ",
                                    v1::AnalysisGroup_Name(static_cast<v1::AnalysisGroup>(group)),
                                    " in instrument ", instrument),
                       "analysis, sentences");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAdvice(const v1::Definition& definition) {
  std::set<std::string> items;
  for (const v1::Item& item : definition.items()) items.insert(item.id());
  std::set<std::string> advised;
  for (int i = 0; i < definition.analysis().advice_size(); ++i) {
    const v1::Advice& advice = definition.analysis().advice(i);
    const std::string place = absl::StrCat("analysis, advice, ", Place("item", advice.item(), i));
    if (items.count(advice.item()) == 0) {
      return Fault(v1::REASON_DEFINITION_UNKNOWN_REFERENCE, "no such item", place);
    }
    RETURN_IF_ERROR(CheckUnique(advice.item(), advised, place));
    RETURN_IF_ERROR(CheckText(advice.text(), place, "text"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckAnalysis(const v1::Definition& definition) {
  if (!definition.has_analysis()) return absl::OkStatus();
  const v1::Analysis& analysis = definition.analysis();
  RETURN_IF_ERROR(CheckThresholds(analysis));
  std::set<std::string> instruments;
  for (const v1::Instrument& instrument : definition.instruments()) {
    instruments.insert(instrument.id());
  }
  for (int i = 0; i < analysis.sentences_size(); ++i) {
    RETURN_IF_ERROR(CheckSentence(analysis.sentences(i), instruments,
                                  absl::StrCat("analysis, sentence ", i + 1)));
  }
  RETURN_IF_ERROR(CheckEachGroupHasASentence(analysis, instruments));
  return CheckAdvice(definition);
}

}  // namespace sucharit
