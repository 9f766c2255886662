// SPDX-License-Identifier: Apache-2.0
#include "server/publish/suppression.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>

namespace sucharit {
namespace {

// Points by which two answers in what is hidden must differ at least, so that the mean of no hidden
// group is known to within as many.
constexpr int kLeastSpread = 20;

using Counts = std::vector<int64_t>;  // By choice.

// The answers in a cell that earn a score, and between which scores they lie.
struct Spread {
  int64_t answers = 0;
  mpq_class least = 0;
  mpq_class most = 0;
};

Spread SpreadOf(const SegmentItem& item, const Counts& cell) {
  Spread spread;
  for (size_t choice = 0; choice < cell.size(); ++choice) {
    if (cell[choice] == 0 || !item.scores[choice]) continue;
    const mpq_class& score = *item.scores[choice];
    spread.least = spread.answers == 0 ? score : std::min(spread.least, score);
    spread.most = spread.answers == 0 ? score : std::max(spread.most, score);
    spread.answers += cell[choice];
  }
  return spread;
}

size_t Count(const std::vector<bool>& flags) {
  return static_cast<size_t>(std::count(flags.begin(), flags.end(), true));
}

// Suppression of one table.
class Suppressor {
 public:
  Suppressor(const SegmentTable& table, int64_t minimum_group)
      : table_(table), minimum_group_(minimum_group) {
    for (const int64_t respondents : table.respondents) {
      hidden_.push_back(respondents < minimum_group);
    }
    if (table.last_is_taken_away) hidden_.back() = true;
  }

  Suppression Run() {
    while (!IsPoolLargeEnough(hidden_) && HideSmallest(hidden_)) continue;
    std::vector<bool> withheld = WithheldItems(hidden_);
    std::vector<bool> one_more = hidden_;
    if (Count(hidden_) > 0 && ShownGroups(hidden_) > 2 && HideSmallest(one_more)) {
      const std::vector<bool> then_withheld = WithheldItems(one_more);
      if (Count(then_withheld) < Count(withheld)) {
        hidden_ = one_more;
        withheld = then_withheld;
      }
    }
    const bool tells_elsewhere = table_.groups_show_elsewhere && Count(hidden_) > 0;
    const bool nothing_left = ShownGroups(hidden_) == 0 || Count(withheld) == withheld.size();
    return {tells_elsewhere || nothing_left, hidden_, withheld};
  }

 private:
  size_t Groups() const { return table_.respondents.size(); }
  size_t Items() const { return table_.items.size(); }
  size_t ShownGroups(const std::vector<bool>& hidden) const { return Groups() - Count(hidden); }

  // One hidden group is what all of them make less the shown ones.
  bool IsPoolLargeEnough(const std::vector<bool>& hidden) const {
    const size_t groups = Count(hidden);
    if (groups == 0) return true;
    int64_t respondents = 0;
    for (size_t group = 0; group < Groups(); ++group) {
      if (hidden[group]) respondents += table_.respondents[group];
    }
    return (groups >= 2 || table_.last_is_taken_away) && respondents >= minimum_group_;
  }

  // False if all are hidden already.
  bool HideSmallest(std::vector<bool>& hidden) const {
    std::optional<size_t> smallest;
    for (size_t group = 0; group < Groups(); ++group) {
      if (hidden[group]) continue;
      if (!smallest || table_.respondents[group] < table_.respondents[*smallest]) smallest = group;
    }
    if (smallest) hidden[*smallest] = true;
    return smallest.has_value();
  }

  // Enough answers, and if they are few, not all alike.
  bool MayShow(const Spread& cell) const {
    return cell.answers >= minimum_group_ &&
           (cell.least < cell.most || cell.answers >= 2 * minimum_group_);
  }

  // Enough answers, and two of them far apart.
  bool MayRemain(const Spread& pool) const {
    return pool.answers >= minimum_group_ && pool.most - pool.least >= kLeastSpread;
  }

  // The answers to an item in all hidden groups together.
  Counts PoolOf(size_t item, const std::vector<bool>& hidden) const {
    Counts pool(table_.items[item].scores.size());
    for (size_t group = 0; group < Groups(); ++group) {
      if (!hidden[group]) continue;
      const Counts& cell = table_.cells[group][item];
      std::transform(pool.begin(), pool.end(), cell.begin(), pool.begin(), std::plus<>());
    }
    return pool;
  }

  // The cells of an item that sums are known of.
  std::vector<Counts> KnownCells(size_t item, const std::vector<bool>& hidden) const {
    std::vector<Counts> cells{PoolOf(item, hidden)};
    for (size_t group = 0; group < Groups(); ++group) {
      if (!hidden[group]) cells.push_back(table_.cells[group][item]);
    }
    return cells;
  }

  // Whether a choice that few took could still have been taken by more or fewer, the sums of all
  // cells and of the published table being what they are.
  bool LeavesSmallCountsOpen(size_t item, const std::vector<bool>& hidden) const {
    const SegmentItem& its = table_.items[item];
    if (its.runs.empty()) return true;
    const std::vector<Counts> cells = KnownCells(item, hidden);
    for (size_t choice = 0; choice < its.scores.size(); ++choice) {
      int64_t count = 0;
      for (const Counts& cell : cells) count += cell[choice];
      if (count == 0 || count >= minimum_group_) continue;
      const bool open = std::any_of(cells.begin(), cells.end(), [&](const Counts& cell) {
        return CanBeAnother({cell, its.scores}, its.runs, choice);
      });
      if (!open) return false;
    }
    return true;
  }

  bool MayBreakDown(size_t item, const std::vector<bool>& hidden) const {
    const SegmentItem& its = table_.items[item];
    for (size_t group = 0; group < Groups(); ++group) {
      if (!hidden[group] && !MayShow(SpreadOf(its, table_.cells[group][item]))) return false;
    }
    if (Count(hidden) > 0 && !MayRemain(SpreadOf(its, PoolOf(item, hidden)))) return false;
    return LeavesSmallCountsOpen(item, hidden);
  }

  std::vector<bool> WithheldItems(const std::vector<bool>& hidden) const {
    std::vector<bool> withheld;
    for (size_t item = 0; item < Items(); ++item) withheld.push_back(!MayBreakDown(item, hidden));
    return withheld;
  }

  const SegmentTable& table_;
  const int64_t minimum_group_;
  std::vector<bool> hidden_;
};

}  // namespace

std::vector<Suppression> Suppress(const std::vector<SegmentTable>& tables, int64_t minimum_group) {
  std::vector<Suppression> suppressions;
  std::vector<bool> withheld;
  for (const SegmentTable& table : tables) {
    const Suppression& added = suppressions.emplace_back(Suppressor(table, minimum_group).Run());
    withheld.resize(added.withheld_items.size());
    if (added.withheld) continue;
    std::transform(withheld.begin(), withheld.end(), added.withheld_items.begin(), withheld.begin(),
                   std::logical_or<>());
  }
  for (Suppression& suppression : suppressions) {
    suppression.withheld_items = withheld;
    suppression.withheld = suppression.withheld || Count(withheld) == withheld.size();
  }
  return suppressions;
}

}  // namespace sucharit
