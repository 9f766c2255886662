// SPDX-License-Identifier: Apache-2.0
#include "tests/properties/public_knowledge.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace sucharit::testing {
namespace {

constexpr double kTolerance = 1e-6;
constexpr double kLeastRange = 20;

const std::vector<Choice>& GroupsOf(const Assessment& assessment, size_t segment) {
  return assessment.items()[assessment.segments()[segment].item].choices;
}

double ToDouble(const std::string& fraction) { return mpq_class(fraction).get_d(); }

// Every combination of one group of each segment.
std::vector<std::vector<size_t>> Combinations(const Assessment& assessment) {
  std::vector<std::vector<size_t>> combinations = {{}};
  for (size_t segment = 0; segment < assessment.segments().size(); ++segment) {
    std::vector<std::vector<size_t>> longer;
    for (const std::vector<size_t>& combination : combinations) {
      for (size_t group = 0; group < GroupsOf(assessment, segment).size(); ++group) {
        longer.push_back(combination);
        longer.back().push_back(group);
      }
    }
    combinations = std::move(longer);
  }
  return combinations;
}

void Append(const Terms& added, double factor, Terms& terms) {
  for (const auto& [variable, value] : added) terms.emplace_back(variable, value * factor);
}

}  // namespace

PublicKnowledge::PublicKnowledge(const Assessment& assessment, const Published& published)
    : assessment_(assessment), published_(published), groups_(Combinations(assessment)) {
  for (size_t cell = 0; cell < groups_.size(); ++cell) {
    people_.push_back(program_.AddVariable());
    for (const Item& item : assessment.items()) {
      if (!item.is_scored()) continue;
      std::vector<size_t>& took = took_[item.id].emplace_back();
      Terms answered = {{people_.back(), -1.0}};
      for (size_t choice = 0; choice < item.choices.size(); ++choice) {
        took.push_back(program_.AddVariable());
        answered.emplace_back(took.back(), 1.0);
      }
      if (item.optional || !item.always_asked) {
        program_.RequireAtMostZero(answered);
      } else {
        program_.RequireEqual(answered, 0);
      }
    }
  }
  program_.RequireEqual(People(AllCells()), static_cast<double>(published.respondents));
  for (const v1::NodeScore& node : published.items) Describe(node, AllCells());
  for (size_t segment = 0; segment < published.breakdowns.size(); ++segment) {
    DescribeGroups(segment, published.breakdowns[segment]);
  }
  DescribeTables();
}

void PublicKnowledge::Describe(const v1::NodeScore& node, const std::vector<size_t>& cells) {
  program_.RequireEqual(Answers(node.node(), cells), static_cast<double>(node.n()));
  program_.RequireEqual(Points(node.node(), cells), ToDouble(node.sum()));
}

void PublicKnowledge::DescribeGroups(size_t segment, const v1::Breakdown& breakdown) {
  for (const v1::BreakdownGroup& group : breakdown.groups()) {
    const std::vector<size_t> cells = CellsOf(segment, group.group());
    program_.RequireEqual(People(cells), static_cast<double>(group.respondents()));
    for (const v1::NodeScore& node : group.nodes()) {
      if (node.level() == "item") Describe(node, cells);
    }
  }
}

void PublicKnowledge::DescribeTables() {
  for (const v1::AnswerTable& table : published_.tables) {
    const Item& item = *assessment_.FindItem(table.item());
    if (!item.is_scored()) continue;
    size_t choice = 0;
    for (const v1::AnswerPart& part : table.parts()) {
      Terms terms;
      for (int joined = 0; joined < part.choices_size(); ++joined) {
        Append(Took(item.id, choice++, AllCells()), 1, terms);
      }
      program_.RequireEqual(terms, static_cast<double>(part.count()));
    }
  }
}

std::vector<size_t> PublicKnowledge::CellsOf(size_t segment, const std::string& group) const {
  std::vector<size_t> cells;
  for (size_t cell = 0; cell < groups_.size(); ++cell) {
    if (GroupsOf(assessment_, segment)[groups_[cell][segment]].id == group) cells.push_back(cell);
  }
  return cells;
}

std::vector<size_t> PublicKnowledge::AllCells() const {
  std::vector<size_t> cells;
  for (size_t cell = 0; cell < groups_.size(); ++cell) cells.push_back(cell);
  return cells;
}

Terms PublicKnowledge::People(const std::vector<size_t>& cells) const {
  Terms terms;
  for (const size_t cell : cells) terms.emplace_back(people_[cell], 1.0);
  return terms;
}

Terms PublicKnowledge::Took(const std::string& item, size_t choice,
                            const std::vector<size_t>& cells) const {
  Terms terms;
  for (const size_t cell : cells) terms.emplace_back(took_.at(item)[cell][choice], 1.0);
  return terms;
}

Terms PublicKnowledge::Answers(const std::string& item, const std::vector<size_t>& cells) const {
  Terms terms;
  const std::vector<Choice>& choices = assessment_.FindItem(item)->choices;
  for (size_t choice = 0; choice < choices.size(); ++choice) {
    if (choices[choice].score) Append(Took(item, choice, cells), 1, terms);
  }
  return terms;
}

Terms PublicKnowledge::Points(const std::string& item, const std::vector<size_t>& cells) const {
  Terms terms;
  const std::vector<Choice>& choices = assessment_.FindItem(item)->choices;
  for (size_t choice = 0; choice < choices.size(); ++choice) {
    if (!choices[choice].score) continue;
    Append(Took(item, choice, cells), choices[choice].score->get_d(), terms);
  }
  return terms;
}

// Both ends must exist: what happened is one possibility.
void PublicKnowledge::CheckRange(const std::string& what, const Terms& terms,
                                 std::vector<std::string>& broken) const {
  const double least = program_.Least(terms).value_or(1e9);
  const double most = program_.Most(terms).value_or(-1e9);
  if (least > kTolerance || most < assessment_.minimum_group() - kTolerance) {
    broken.push_back(absl::StrCat(what, " are known to be ", least, " to ", most));
  }
}

void PublicKnowledge::CheckGroup(size_t segment, const std::string& group,
                                 std::vector<std::string>& broken) const {
  const std::string name = absl::StrCat(assessment_.segments()[segment].id, " ", group);
  const std::vector<size_t> cells = CellsOf(segment, group);
  const auto& withheld = published_.breakdowns[segment].withheld_items();
  CheckRange(absl::StrCat("people of ", name), People(cells), broken);
  for (const Item& item : assessment_.items()) {
    if (!item.is_scored()) continue;
    if (std::find(withheld.begin(), withheld.end(), item.id) != withheld.end()) continue;
    const Terms answers = Answers(item.id, cells);
    const Terms points = Points(item.id, cells);
    CheckRange(absl::StrCat("answers of ", name, " to ", item.id), answers, broken);
    const double least = program_.LeastQuotient(points, answers).value_or(1e9);
    const double most = program_.MostQuotient(points, answers).value_or(-1e9);
    if (most - least < kLeastRange - kTolerance) {
      broken.push_back(absl::StrCat("the mean of ", name, " in ", item.id, " is known to be ",
                                    least, " to ", most));
    }
  }
}

void PublicKnowledge::CheckTables(const v1::Tally& truth, std::vector<std::string>& broken) const {
  for (const v1::AnswerTable& table : published_.tables) {
    if (table.parts().empty() || !assessment_.FindItem(table.item())->is_scored()) continue;
    const auto counted =
        std::find_if(truth.items().begin(), truth.items().end(),
                     [&](const v1::ItemTally& tally) { return tally.item() == table.item(); });
    for (int choice = 0; choice < counted->counts_size(); ++choice) {
      const int64_t count = counted->counts(choice).count();
      if (count == 0 || count >= assessment_.minimum_group()) continue;
      const Terms took = Took(table.item(), static_cast<size_t>(choice), AllCells());
      const double range = program_.Most(took).value_or(0) - program_.Least(took).value_or(0);
      if (range < kTolerance) {
        broken.push_back(absl::StrCat("how many took ", counted->counts(choice).choice(), " in ",
                                      table.item(), " is known"));
      }
    }
  }
}

std::vector<std::string> PublicKnowledge::BrokenPromises(const v1::Tally& truth) const {
  std::vector<std::string> broken;
  for (size_t segment = 0; segment < published_.breakdowns.size(); ++segment) {
    for (const std::string& group : published_.breakdowns[segment].hidden_groups()) {
      CheckGroup(segment, group, broken);
    }
  }
  CheckTables(truth, broken);
  return broken;
}

}  // namespace sucharit::testing
