// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

std::string PlaceOf(absl::string_view part, absl::string_view node) {
  return absl::StrCat(part, " ", node);
}

absl::Status RefuseNode(v1::Reason reason, absl::string_view message,
                        const v1::ImportedScore& score) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message,
                 PlaceOf(score.part(), score.node()));
}

// The instrument that `part` is, or is a part of.
const Instrument* InstrumentOfPart(const Assessment& assessment, const std::string& part) {
  for (const Instrument& instrument : assessment.instruments()) {
    if (instrument.id == part) return &instrument;
    for (const Part& candidate : instrument.parts) {
      if (candidate.id == part) return &instrument;
    }
  }
  return nullptr;
}

bool IsIndicatorOf(const Assessment& assessment, const Instrument& instrument,
                   const std::string& node) {
  return std::any_of(instrument.indicators.begin(), instrument.indicators.end(),
                     [&](size_t position) { return assessment.indicators()[position].id == node; });
}

bool IsBelowIndicatorOf(const Assessment& assessment, const Instrument& instrument,
                        const std::string& node) {
  const Item* item = assessment.FindItem(node);
  if (item != nullptr && item->instrument == instrument.id) return true;
  for (const SubIndicator& sub_indicator : assessment.sub_indicators()) {
    if (sub_indicator.id != node) continue;
    if (IsIndicatorOf(assessment, instrument, sub_indicator.indicator)) return true;
  }
  return false;
}

absl::Status CheckNode(const Assessment& assessment, const v1::ImportedScore& score) {
  const Instrument* instrument = InstrumentOfPart(assessment, score.part());
  if (instrument == nullptr) {
    return RefuseNode(v1::REASON_NODE_UNKNOWN, "no such instrument or part", score);
  }
  if (IsIndicatorOf(assessment, *instrument, score.node())) return absl::OkStatus();
  if (!IsBelowIndicatorOf(assessment, *instrument, score.node())) {
    return RefuseNode(v1::REASON_NODE_UNKNOWN, "the instrument has no such node", score);
  }
  // Which of the parts an item's score belongs to can't be told from the instrument's name.
  if (score.part() == instrument->id && !instrument->parts.empty()) {
    return RefuseNode(v1::REASON_NODE_NOT_IMPORTABLE, "name the part, not the instrument", score);
  }
  return absl::OkStatus();
}

absl::Status OtherDefinition(const v1::Tally& tally) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_MISMATCH,
                 "a tally of another definition", tally.questionnaire());
}

// Adds how often each choice was taken, and the scores that this earned.
void AddCounts(const Item& item, const v1::ItemTally& tally, ItemFigure& figure) {
  figure.counts.resize(item.choices.size());
  for (size_t choice = 0; choice < item.choices.size(); ++choice) {
    const int64_t count = tally.counts(static_cast<int>(choice)).count();
    figure.counts[choice] += count;
    if (!item.choices[choice].score) continue;
    figure.answers += count;
    figure.sum += *item.choices[choice].score * mpz_class(std::to_string(count));
  }
}

absl::Status AddTally(const Assessment& assessment, const v1::Tally& tally, ItemFigures& figures) {
  const Instrument* instrument = assessment.FindInstrument(tally.questionnaire());
  if (instrument == nullptr) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "a tally of no questionnaire", tally.questionnaire());
  }
  for (const v1::ItemTally& item_tally : tally.items()) {
    const Item* item = assessment.FindItem(item_tally.item());
    if (item == nullptr || item->instrument != instrument->id ||
        item->choices.size() != static_cast<size_t>(item_tally.counts_size())) {
      return OtherDefinition(tally);
    }
    if (!item->is_scored()) continue;
    ItemFigure& figure = figures[item->id];
    AddCounts(*item, item_tally, figure);
    figure.respondents += tally.respondents();
  }
  return absl::OkStatus();
}

// The parts whose scores come from answers, if `instrument` was counted.
bool IsCollectedPart(const Instrument& instrument, const std::string& part) {
  if (part == instrument.id) return true;
  return std::any_of(instrument.parts.begin(), instrument.parts.end(), [&](const Part& candidate) {
    return candidate.id == part && !candidate.imported;
  });
}

}  // namespace

absl::Status AddGiven(const Assessment& assessment, const v1::ImportedScore& score,
                      const mpq_class& value, GivenScores& given) {
  RETURN_IF_ERROR(CheckNode(assessment, score));
  if (value < 0 || value > 100) {
    return RefuseNode(v1::REASON_SCORE_OUT_OF_RANGE, "not a number from 0 to 100", score);
  }
  const GivenScore added{value, score.evidence(), score.note()};
  if (!given.emplace(std::make_pair(score.part(), score.node()), added).second) {
    return RefuseNode(v1::REASON_NODE_NOT_IMPORTABLE, "given twice", score);
  }
  return absl::OkStatus();
}

absl::StatusOr<GivenScores> CheckGivenScores(const Assessment& assessment,
                                             const std::vector<v1::ImportedScore>& imported) {
  GivenScores given;
  for (const v1::ImportedScore& score : imported) {
    // What can't be read is out of range, as long as the node exists.
    const absl::StatusOr<mpq_class> value = ParseFraction(score.score());
    RETURN_IF_ERROR(AddGiven(assessment, score, value.ok() ? *value : mpq_class(-1), given));
  }
  return given;
}

absl::StatusOr<ItemFigures> AddTallies(const Assessment& assessment,
                                       const std::vector<v1::Tally>& tallies) {
  ItemFigures figures;
  for (const v1::Tally& tally : tallies) {
    RETURN_IF_ERROR(AddTally(assessment, tally, figures));
  }
  return figures;
}

std::set<std::string> ItemsToLeaveOut(const ItemFigures& figures, int64_t minimum_group) {
  std::set<std::string> left_out;
  for (const auto& [item, figure] : figures) {
    if (figure.answers < minimum_group && figure.answers < figure.respondents) {
      left_out.insert(item);
    }
  }
  return left_out;
}

absl::Status CheckNothingIsGivenAndCounted(const Assessment& assessment,
                                           const std::vector<v1::Tally>& tallies,
                                           const GivenScores& given) {
  for (const auto& [place, score] : given) {
    const Instrument* instrument = InstrumentOfPart(assessment, place.first);
    const bool counted = std::any_of(tallies.begin(), tallies.end(), [&](const v1::Tally& tally) {
      return tally.respondents() > 0 && tally.questionnaire() == instrument->id;
    });
    if (counted && IsCollectedPart(*instrument, place.first)) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_NODE_NOT_IMPORTABLE,
                     "given and counted", PlaceOf(place.first, place.second));
    }
  }
  return absl::OkStatus();
}

}  // namespace sucharit
