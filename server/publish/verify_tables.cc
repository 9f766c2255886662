// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/fraction.h"

namespace sucharit {
namespace {

const v1::Totals* TotalsOf(const v1::Bundle& bundle, const std::string& questionnaire) {
  const v1::Totals* found = nullptr;
  for (const v1::Totals& totals : bundle.totals()) {
    if (totals.questionnaire() != questionnaire) continue;
    if (found != nullptr) return nullptr;  // Twice is as good as none.
    found = &totals;
  }
  return found;
}

bool AddsUp(const v1::Totals& totals) {
  const int64_t parts[] = {totals.counted(), totals.card_refused(), totals.not_valid(),
                           totals.late()};
  int64_t rest = totals.received();
  for (const int64_t part : parts) {
    if (part < 0 || part > rest) return false;
    rest -= part;
  }
  return rest == 0;
}

// A base that may be shown: nobody, or enough.
bool IsNobodyOrGroup(int64_t count, const Assessment& assessment) {
  return count == 0 || count >= assessment.minimum_group();
}

// The item's choices in the definition's order, each once: all of them where one is taken, as many
// as may be shown where several are.
bool HoldsChoices(const v1::AnswerTable& table, const Item& item) {
  auto choice = item.choices.begin();
  size_t held = 0;
  for (const v1::AnswerPart& part : table.parts()) {
    for (const std::string& id : part.choices()) {
      choice = std::find_if(choice, item.choices.end(),
                            [&](const Choice& each) { return each.id == id; });
      if (choice == item.choices.end()) return false;
      ++choice;
      ++held;
    }
  }
  return item.kind != AnswerKind::kOneChoice || held == item.choices.size();
}

bool PartsAreRight(const Assessment& assessment, const v1::AnswerTable& table, const Item& item) {
  if (table.parts().empty()) return true;
  int64_t rest = table.answered();
  for (const v1::AnswerPart& part : table.parts()) {
    if (part.count() < 0 || !IsNobodyOrGroup(part.count(), assessment)) return false;
    if (part.count() > table.answered()) return false;
    rest -= part.count();
  }
  return (item.kind != AnswerKind::kOneChoice || rest == 0) && HoldsChoices(table, item);
}

bool TableIsRight(const Assessment& assessment, const v1::Bundle& bundle,
                  const v1::AnswerTable& table) {
  const Item* item = assessment.FindItem(table.item());
  if (item == nullptr || table.answered() < 0) return false;
  const v1::Totals* totals = TotalsOf(bundle, item->instrument);
  if (totals == nullptr || table.answered() > totals->counted()) return false;
  if (!IsNobodyOrGroup(table.answered(), assessment)) return false;
  const bool mean_fits =
      item->kind == AnswerKind::kNumber ? table.parts().empty() : table.mean().empty();
  return mean_fits && PartsAreRight(assessment, table, *item);
}

// The scores of one group of a breakdown, to be computed again.
class GroupCheck {
 public:
  GroupCheck(const Assessment& assessment, const v1::BreakdownGroup& group)
      : assessment_(assessment), group_(group) {
    for (const v1::NodeScore& node : group.nodes()) {
      if (node.level() != "item") continue;
      const std::optional<mpq_class> mean = MeanOf(node);
      if (mean) means_[node.node()] = *mean;
    }
  }

  bool IsRight(const v1::NodeScore& node) const {
    if (!node.counts().empty()) return false;
    if (node.level() != "item" && (node.n() != 0 || !node.sum().empty())) return false;
    const std::optional<mpq_class> score = Recompute(node);
    return score && node.exact() == FormatFraction(*score) && node.score() == RoundToText(*score);
  }

 private:
  // The sum of an item's answers divided by their number.
  std::optional<mpq_class> MeanOf(const v1::NodeScore& node) const {
    const auto sum = ParseFraction(node.sum());
    if (!sum.ok() || node.n() < assessment_.minimum_group() || node.n() > group_.respondents()) {
      return std::nullopt;
    }
    return *sum / mpq_class(mpz_class(std::to_string(node.n())));
  }

  std::optional<mpq_class> MeanOfItems(const std::vector<size_t>& items) const {
    mpq_class mean = 0;
    for (size_t position : items) {
      const Item& item = assessment_.items()[position];
      const auto found = means_.find(item.id);
      if (found == means_.end()) return std::nullopt;
      mean += item.weight * found->second;
    }
    return mean;
  }

  std::optional<mpq_class> MeanOfIndicator(const Indicator& indicator) const {
    if (indicator.sub_indicators.empty()) return MeanOfItems(indicator.items);
    mpq_class mean = 0;
    for (size_t position : indicator.sub_indicators) {
      const SubIndicator& sub_indicator = assessment_.sub_indicators()[position];
      const std::optional<mpq_class> below = MeanOfItems(sub_indicator.items);
      if (!below) return std::nullopt;
      mean += sub_indicator.weight * *below;
    }
    return mean;
  }

  std::optional<mpq_class> Recompute(const v1::NodeScore& node) const {
    if (node.level() == "item") {
      const auto found = means_.find(node.node());
      return found == means_.end() ? std::nullopt : std::optional<mpq_class>(found->second);
    }
    for (const SubIndicator& sub_indicator : assessment_.sub_indicators()) {
      if (sub_indicator.id == node.node()) return MeanOfItems(sub_indicator.items);
    }
    for (const Indicator& indicator : assessment_.indicators()) {
      if (indicator.id == node.node()) return MeanOfIndicator(indicator);
    }
    return std::nullopt;
  }

  const Assessment& assessment_;
  const v1::BreakdownGroup& group_;
  std::map<std::string, mpq_class> means_;
};

void CheckGroup(const Assessment& assessment, const std::string& segment,
                const v1::BreakdownGroup& group, BundleCheck& check) {
  const GroupCheck scores(assessment, group);
  const std::string place = absl::StrCat("breakdown ", segment, " ", group.group());
  if (group.respondents() < assessment.minimum_group()) check.differences.push_back(place);
  for (const v1::NodeScore& node : group.nodes()) {
    if (scores.IsRight(node)) {
      ++check.breakdown_figures;
    } else {
      check.differences.push_back(absl::StrCat(place, " ", node.level(), " ", node.node()));
    }
  }
}

}  // namespace

void CheckTotals(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check) {
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    const v1::Totals* totals = TotalsOf(bundle, questionnaire);
    if (totals == nullptr || !AddsUp(*totals)) {
      check.differences.push_back(absl::StrCat("totals ", questionnaire));
      continue;
    }
    ++check.totals;
    for (const v1::NodeScore& node : bundle.scores().nodes()) {
      const Item* item = assessment.FindItem(node.node());
      if (item == nullptr || item->instrument != questionnaire) continue;
      if (node.n() > totals->counted())
        check.differences.push_back(absl::StrCat("item ", item->id));
    }
  }
}

void CheckAnswerTables(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check) {
  for (const v1::AnswerTable& table : bundle.answers()) {
    if (TableIsRight(assessment, bundle, table)) {
      ++check.answer_tables;
    } else {
      check.differences.push_back(absl::StrCat("answers ", table.item()));
    }
  }
}

void CheckBreakdowns(const Assessment& assessment, const v1::Bundle& bundle, BundleCheck& check) {
  for (const v1::Breakdown& breakdown : bundle.breakdowns()) {
    for (const v1::BreakdownGroup& group : breakdown.groups()) {
      CheckGroup(assessment, breakdown.segment(), group, check);
    }
  }
}

}  // namespace sucharit
