// SPDX-License-Identifier: Apache-2.0
//
// Which counts of one item may be shown. README.md gives the rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/assessment/fraction.h"

namespace sucharit {

// How the answers to an item fall on its choices, of which one could be taken.
struct ChoiceAnswers {
  std::vector<int64_t> counts;
  std::vector<std::optional<mpq_class>> scores;
};

// A run of neighbouring choices: positions from `begin` to before `end`.
struct ChoiceRun {
  size_t begin = 0;
  size_t end = 0;

  friend bool operator==(const ChoiceRun&, const ChoiceRun&) = default;
};

// All choices in runs, each empty or with at least `minimum_group` answers, so that the runs with
// the number and the exact sum of the scored answers don't give away the count of any choice that
// fewer took. No runs if there are no two such. There are at least `minimum_group` answers.
std::vector<ChoiceRun> JoinNeighbours(const ChoiceAnswers& answers, int64_t minimum_group);

// Whether other answers than these, with another count of `choice`, would give the same sums in all
// runs, the same number of scored answers and the same sum of scores. Looks for one or two
// exchanges within a run; true is certain, false may err.
bool CanBeAnother(const ChoiceAnswers& answers, const std::vector<ChoiceRun>& runs, size_t choice);

// An item of which several choices could be taken.
struct SeveralAnswers {
  std::vector<int64_t> counts;
  std::vector<bool> exclusive;
  int64_t answered = 0;
  int64_t maximum_chosen = 0;  // 0 for no limit.
};

// Which counts may be shown, by choice.
std::vector<bool> ShowableChoices(const SeveralAnswers& answers, int64_t minimum_group);

}  // namespace sucharit
