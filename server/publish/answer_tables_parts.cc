// SPDX-License-Identifier: Apache-2.0
#include "server/publish/answer_tables_parts.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace sucharit {
namespace {

// With more choices, exchanges that need a second one aren't looked for.
constexpr size_t kMostSearched = 32;

int64_t CountOf(const ChoiceAnswers& answers, const ChoiceRun& run) {
  return std::accumulate(answers.counts.begin() + static_cast<ptrdiff_t>(run.begin),
                         answers.counts.begin() + static_cast<ptrdiff_t>(run.end), int64_t{0});
}

// What it changes if one answer moves from a choice to another: how many are scored, and their sum.
struct Effect {
  mpq_class scored;
  mpq_class sum;

  bool IsNothing() const { return scored == 0 && sum == 0; }
};

Effect EffectOf(const ChoiceAnswers& answers, size_t from, size_t to) {
  const auto& before = answers.scores[from];
  const auto& after = answers.scores[to];
  return {mpq_class((after ? 1 : 0) - (before ? 1 : 0)),
          after.value_or(mpq_class(0)) - before.value_or(mpq_class(0))};
}

// So many answers from a choice to another; fewer than none go back.
struct Exchange {
  size_t from = 0;
  size_t to = 0;
  mpz_class answers = 1;
};

// Whether `choice` changes and no count falls below 0.
bool IsPossible(const ChoiceAnswers& answers, const std::vector<Exchange>& exchanges,
                size_t choice) {
  std::map<size_t, mpz_class> changes;
  for (const Exchange& exchange : exchanges) {
    changes[exchange.from] -= exchange.answers;
    changes[exchange.to] += exchange.answers;
  }
  return changes[choice] != 0 &&
         std::all_of(changes.begin(), changes.end(), [&](const auto& change) {
           return change.second + static_cast<long>(answers.counts[change.first]) >= 0;
         });
}

bool IsPossibleEitherWay(const ChoiceAnswers& answers, std::vector<Exchange> exchanges,
                         size_t choice) {
  if (IsPossible(answers, exchanges, choice)) return true;
  for (Exchange& exchange : exchanges) exchange.answers = -exchange.answers;
  return IsPossible(answers, exchanges, choice);
}

// Whether some exchange between `from` and `to` takes back what that between `choice` and `other`
// does.
bool TakesBack(const ChoiceAnswers& answers, size_t choice, size_t other, size_t from, size_t to) {
  const Effect first = EffectOf(answers, choice, other);
  const Effect second = EffectOf(answers, from, to);
  if (second.IsNothing() || first.scored * second.sum != second.scored * first.sum) return false;
  const mpq_class ratio = second.sum != 0 ? first.sum / second.sum : first.scored / second.scored;
  if (ratio == 0) return false;
  return IsPossibleEitherWay(
      answers, {{choice, other, ratio.get_den()}, {from, to, -ratio.get_num()}}, choice);
}

bool SomethingTakesBack(const ChoiceAnswers& answers, const std::vector<ChoiceRun>& runs,
                        size_t choice, size_t other) {
  if (answers.counts.size() > kMostSearched) return false;
  for (const ChoiceRun& run : runs) {
    for (size_t from = run.begin; from < run.end; ++from) {
      for (size_t to = from + 1; to < run.end; ++to) {
        if (TakesBack(answers, choice, other, from, to)) return true;
      }
    }
  }
  return false;
}

// Joins the run at `place` with the nearest on the side where fewer answers are; empty runs count
// only if there are no others.
void Join(const ChoiceAnswers& answers, size_t place, std::vector<ChoiceRun>& runs) {
  const auto nearest = [&](int step, bool also_empty) -> std::optional<size_t> {
    for (ptrdiff_t other = static_cast<ptrdiff_t>(place) + step;
         other >= 0 && other < static_cast<ptrdiff_t>(runs.size()); other += step) {
      const auto found = static_cast<size_t>(other);
      if (also_empty || CountOf(answers, runs[found]) > 0) return found;
    }
    return std::nullopt;
  };
  std::optional<size_t> left = nearest(-1, false);
  std::optional<size_t> right = nearest(1, false);
  if (!left && !right) {
    left = nearest(-1, true);
    right = nearest(1, true);
  }
  const bool to_the_left =
      !right || (left && CountOf(answers, runs[*left]) <= CountOf(answers, runs[*right]));
  const size_t first = to_the_left ? *left : place;
  const size_t last = to_the_left ? place : *right;
  runs[first].end = runs[last].end;
  runs.erase(runs.begin() + static_cast<ptrdiff_t>(first) + 1,
             runs.begin() + static_cast<ptrdiff_t>(last) + 1);
}

// The first run that can't stay as it is.
std::optional<size_t> RunToJoin(const ChoiceAnswers& answers, const std::vector<ChoiceRun>& runs,
                                int64_t minimum_group) {
  const auto is_small = [&](int64_t count) { return count > 0 && count < minimum_group; };
  for (size_t place = 0; place < runs.size(); ++place) {
    if (is_small(CountOf(answers, runs[place]))) return place;
  }
  for (size_t place = 0; place < runs.size(); ++place) {
    for (size_t choice = runs[place].begin; choice < runs[place].end; ++choice) {
      if (is_small(answers.counts[choice]) && !CanBeAnother(answers, runs, choice)) return place;
    }
  }
  return std::nullopt;
}

// What the shown counts of a several-choice item say of the hidden ones.
bool HiddenMayBeNothingOrEnough(const SeveralAnswers& answers, const std::vector<bool>& shown,
                                int64_t minimum_group) {
  const auto hidden = std::count(shown.begin(), shown.end(), false);
  if (hidden == 0) return true;
  int64_t others = answers.answered;  // Took no exclusive choice that is shown.
  int64_t taken = 0;                  // Shown choices that these took.
  for (size_t choice = 0; choice < shown.size(); ++choice) {
    if (!shown[choice]) continue;
    if (answers.exclusive[choice]) {
      others -= answers.counts[choice];
    } else {
      taken += answers.counts[choice];
    }
  }
  const int64_t certain = others - taken;  // So many took only hidden ones, at least.
  if (others < minimum_group) return false;
  if (certain > 0 && (hidden < 2 || certain < minimum_group)) return false;
  return answers.maximum_chosen == 0 || answers.maximum_chosen * others - taken >= minimum_group;
}

}  // namespace

bool CanBeAnother(const ChoiceAnswers& answers, const std::vector<ChoiceRun>& runs, size_t choice) {
  const auto run = std::find_if(runs.begin(), runs.end(), [choice](const ChoiceRun& candidate) {
    return candidate.begin <= choice && choice < candidate.end;
  });
  for (size_t other = run->begin; other < run->end; ++other) {
    if (other == choice) continue;
    const bool alone = EffectOf(answers, choice, other).IsNothing() &&
                       IsPossibleEitherWay(answers, {{choice, other, 1}}, choice);
    if (alone || SomethingTakesBack(answers, runs, choice, other)) return true;
  }
  return false;
}

std::vector<ChoiceRun> JoinNeighbours(const ChoiceAnswers& answers, int64_t minimum_group) {
  std::vector<ChoiceRun> runs;
  for (size_t choice = 0; choice < answers.counts.size(); ++choice) {
    runs.push_back({choice, choice + 1});
  }
  while (runs.size() > 1) {
    const std::optional<size_t> place = RunToJoin(answers, runs, minimum_group);
    if (!place) return runs;
    Join(answers, *place, runs);
  }
  return {};
}

namespace {

std::vector<bool> ChoicesLargeEnough(const SeveralAnswers& answers, int64_t minimum_group) {
  std::vector<bool> shown;
  for (const int64_t count : answers.counts) {
    const bool everybody_alike = count == 0 || count == answers.answered;
    shown.push_back(everybody_alike ||
                    (count >= minimum_group && count <= answers.answered - minimum_group));
  }
  return shown;
}

std::optional<size_t> SmallestShown(const SeveralAnswers& answers, const std::vector<bool>& shown) {
  std::optional<size_t> smallest;
  for (size_t choice = 0; choice < shown.size(); ++choice) {
    if (!shown[choice]) continue;
    if (!smallest || answers.counts[choice] < answers.counts[*smallest]) smallest = choice;
  }
  return smallest;
}

}  // namespace

std::vector<bool> ShowableChoices(const SeveralAnswers& answers, int64_t minimum_group) {
  std::vector<bool> shown = ChoicesLargeEnough(answers, minimum_group);
  while (!HiddenMayBeNothingOrEnough(answers, shown, minimum_group)) {
    const std::optional<size_t> smallest = SmallestShown(answers, shown);
    if (!smallest) break;
    shown[*smallest] = false;
  }
  return shown;
}

}  // namespace sucharit
