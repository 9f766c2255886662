// SPDX-License-Identifier: Apache-2.0
#include "server/publish/answer_tables.h"

#include <algorithm>
#include <optional>
#include <string>

#include "server/publish/answer_tables_parts.h"
#include "server/scoring/decimal_sum.h"

namespace sucharit {
namespace {

std::vector<int64_t> CountsOf(const v1::ItemTally& tally) {
  std::vector<int64_t> counts;
  for (const v1::ChoiceCount& count : tally.counts()) counts.push_back(count.count());
  return counts;
}

void AddPart(const Item& item, const std::vector<int64_t>& counts, const ChoiceRun& run,
             v1::AnswerTable& table) {
  v1::AnswerPart& part = *table.add_parts();
  for (size_t choice = run.begin; choice < run.end; ++choice) {
    part.add_choices(item.choices[choice].id);
    part.set_count(part.count() + counts[choice]);
  }
}

void AddOneChoice(const Item& item, const v1::ItemTally& tally, int64_t minimum_group,
                  v1::AnswerTable& table) {
  ChoiceAnswers answers{CountsOf(tally), {}};
  for (const Choice& choice : item.choices) answers.scores.push_back(choice.score);
  for (const ChoiceRun& run : JoinNeighbours(answers, minimum_group)) {
    AddPart(item, answers.counts, run, table);
  }
}

void AddSeveralChoices(const Item& item, const v1::ItemTally& tally, int64_t minimum_group,
                       v1::AnswerTable& table) {
  SeveralAnswers answers{CountsOf(tally), {}, tally.answered(), item.maximum_chosen};
  for (const Choice& choice : item.choices) answers.exclusive.push_back(choice.exclusive);
  const std::vector<bool> shown = ShowableChoices(answers, minimum_group);
  for (size_t choice = 0; choice < shown.size(); ++choice) {
    if (shown[choice]) AddPart(item, answers.counts, {choice, choice + 1}, table);
  }
}

void AddMean(const v1::ItemTally& tally, v1::AnswerTable& table) {
  const std::optional<mpq_class> sum = ParseDecimalSum(tally.sum());
  if (!sum) return;
  table.set_mean(FormatFraction(*sum / mpz_class(std::to_string(tally.answered()))));
}

// The counts of a segment's groups are for the breakdown to show or to hide.
bool MakesGroups(const Assessment& assessment, const Item& item) {
  return std::any_of(
      assessment.segments().begin(), assessment.segments().end(),
      [&](const Segment& segment) { return assessment.items()[segment.item].id == item.id; });
}

v1::AnswerTable MakeTable(const Assessment& assessment, const Item& item,
                          const v1::ItemTally& tally) {
  const int64_t minimum_group = assessment.minimum_group();
  v1::AnswerTable table;
  table.set_item(item.id);
  if (tally.answered() < minimum_group) return table;
  table.set_answered(tally.answered());
  if (MakesGroups(assessment, item)) return table;
  if (item.kind == AnswerKind::kOneChoice) AddOneChoice(item, tally, minimum_group, table);
  if (item.kind == AnswerKind::kSeveralChoices) {
    AddSeveralChoices(item, tally, minimum_group, table);
  }
  if (item.kind == AnswerKind::kNumber) AddMean(tally, table);
  return table;
}

const v1::ItemTally* FindTally(const std::vector<v1::Tally>& tallies, const Item& item) {
  for (const v1::Tally& tally : tallies) {
    for (const v1::ItemTally& candidate : tally.items()) {
      if (candidate.item() == item.id) return &candidate;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<v1::AnswerTable> MakeAnswerTables(const Assessment& assessment,
                                              const std::vector<v1::Tally>& tallies) {
  std::vector<v1::AnswerTable> tables;
  for (const Item& item : assessment.items()) {
    if (item.kind == AnswerKind::kText) continue;
    const v1::ItemTally* tally = FindTally(tallies, item);
    if (tally != nullptr) tables.push_back(MakeTable(assessment, item, *tally));
  }
  return tables;
}

}  // namespace sucharit
