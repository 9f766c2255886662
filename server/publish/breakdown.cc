// SPDX-License-Identifier: Apache-2.0
#include "server/publish/breakdown.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/answer_tables_parts.h"
#include "server/publish/suppression.h"
#include "server/scoring/figures.h"
#include "server/scoring/node_score.h"
#include "server/scoring/score_tree.h"

namespace sucharit {
namespace {

template <typename Things>
auto FindById(const Things& things, absl::string_view id) {
  return std::find_if(things.begin(), things.end(),
                      [id](const auto& thing) { return thing.id == id; });
}

std::vector<int64_t> CountsOf(const v1::ItemTally& tally) {
  std::vector<int64_t> counts;
  for (const v1::ChoiceCount& count : tally.counts()) counts.push_back(count.count());
  return counts;
}

// Whether a rule names the item; "${ A }" does, too.
bool Names(absl::string_view rule, const Item& item) {
  std::string dense(rule);
  dense.erase(std::remove_if(dense.begin(), dense.end(),
                             [](unsigned char c) { return absl::ascii_isspace(c); }),
              dense.end());
  return absl::StrContains(dense, absl::StrCat("${", item.id, "}"));
}

// Whether what somebody is asked, or may answer, depends on the segment's item.
bool RulesName(const Assessment& assessment, const Item& dividing) {
  const v1::Definition& definition = assessment.definition();
  return std::any_of(definition.items().begin(), definition.items().end(),
                     [&](const v1::Item& item) {
                       return Names(item.show_if(), dividing) || Names(item.constraint(), dividing);
                     }) ||
         std::any_of(
             definition.sections().begin(), definition.sections().end(),
             [&](const v1::Section& section) { return Names(section.show_if(), dividing); });
}

// The scored items of a questionnaire, with the tables that are public of them.
std::vector<SegmentItem> ItemsOf(const Assessment& assessment, const v1::Tally& tally) {
  std::vector<SegmentItem> items;
  for (const v1::ItemTally& item_tally : tally.items()) {
    const Item& item = *assessment.FindItem(item_tally.item());
    if (!item.is_scored()) continue;
    SegmentItem& added = items.emplace_back();
    for (const Choice& choice : item.choices) added.scores.push_back(choice.score);
    if (item_tally.answered() < assessment.minimum_group()) continue;
    added.runs = JoinNeighbours({CountsOf(item_tally), added.scores}, assessment.minimum_group());
  }
  return items;
}

std::vector<const v1::GroupTally*> GroupsOf(const Segment& segment, const v1::Tally& tally) {
  std::vector<const v1::GroupTally*> groups;
  for (const v1::GroupTally& group : tally.groups()) {
    if (group.segment() == segment.id) groups.push_back(&group);
  }
  return groups;
}

// The people who stand in no group of the segment any more, as if they were one.
v1::GroupTally WithoutGroup(const Assessment& assessment, const v1::Tally& tally,
                            const std::vector<const v1::GroupTally*>& groups) {
  v1::GroupTally rest;
  rest.set_respondents(tally.respondents());
  for (const v1::ItemTally& item : tally.items()) {
    if (assessment.FindItem(item.item())->is_scored()) *rest.add_items() = item;
  }
  for (const v1::GroupTally* group : groups) {
    rest.set_respondents(rest.respondents() - group->respondents());
    for (int item = 0; item < group->items_size(); ++item) {
      for (int choice = 0; choice < group->items(item).counts_size(); ++choice) {
        v1::ChoiceCount& left = *rest.mutable_items(item)->mutable_counts(choice);
        left.set_count(left.count() - group->items(item).counts(choice).count());
      }
    }
  }
  return rest;
}

// Which groups are empty because the first of their join stands for them.
std::vector<bool> JoinedAway(const Segment& segment,
                             const std::vector<const v1::GroupTally*>& groups) {
  std::vector<bool> away(groups.size());
  for (const GroupJoin& join : segment.joins) {
    const bool applied = std::any_of(join.groups.begin(), join.groups.end(), [&](size_t group) {
      return groups[group]->respondents() == 0;
    });
    for (size_t i = 1; applied && i < join.groups.size(); ++i) {
      away[join.groups[i]] = groups[join.groups[i]]->respondents() == 0;
    }
  }
  return away;
}

// What suppression decides on: a group, by its position, or those who stand in none.
struct Candidates {
  std::vector<std::optional<size_t>> groups;
  SegmentTable table;
};

void AddCandidate(std::optional<size_t> position, const v1::GroupTally& group,
                  Candidates& candidates) {
  candidates.groups.push_back(position);
  candidates.table.respondents.push_back(group.respondents());
  std::vector<std::vector<int64_t>>& cells = candidates.table.cells.emplace_back();
  for (const v1::ItemTally& item : group.items()) cells.push_back(CountsOf(item));
}

Candidates CandidatesOf(const Assessment& assessment, const Segment& segment,
                        const v1::Tally& tally) {
  Candidates candidates;
  candidates.table.items = ItemsOf(assessment, tally);
  candidates.table.groups_show_elsewhere = RulesName(assessment, assessment.items()[segment.item]);
  const std::vector<const v1::GroupTally*> groups = GroupsOf(segment, tally);
  const std::vector<bool> away = JoinedAway(segment, groups);
  const v1::GroupTally rest = WithoutGroup(assessment, tally, groups);
  for (size_t group = 0; group < groups.size(); ++group) {
    // Where some people stand in no group, those of any empty one may be among them.
    const bool may_be_in_rest = rest.respondents() > 0 && groups[group]->respondents() == 0;
    if (!away[group] && !may_be_in_rest) AddCandidate(group, *groups[group], candidates);
  }
  candidates.table.last_is_taken_away = rest.respondents() > 0;
  if (rest.respondents() > 0) AddCandidate(std::nullopt, rest, candidates);
  return candidates;
}

// What may be shown of one segment: suppression's answer for its candidates.
struct Shown {
  bool withheld = false;
  std::vector<bool> groups;          // By position of the choice.
  std::vector<bool> withheld_items;  // By scored item.
};

// Decided for all segments of the questionnaire at once, whichever of them are published when.
Shown ShownOf(const Assessment& assessment, const Segment& segment, const v1::Tally& tally) {
  std::vector<SegmentTable> tables;
  std::vector<std::optional<size_t>> groups;
  size_t place = 0;
  for (const Segment& each : assessment.segments()) {
    if (each.instrument != segment.instrument) continue;
    Candidates candidates = CandidatesOf(assessment, each, tally);
    if (each.id == segment.id) {
      place = tables.size();
      groups = std::move(candidates.groups);
    }
    tables.push_back(std::move(candidates.table));
  }
  const Suppression suppression = Suppress(tables, assessment.minimum_group())[place];
  Shown shown{suppression.withheld, {}, suppression.withheld_items};
  shown.groups.resize(assessment.items()[segment.item].choices.size());
  for (size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].has_value()) shown.groups[*groups[i]] = !suppression.hidden_groups[i];
  }
  return shown;
}

// The scores of a group, from those of its items that aren't withheld.
absl::StatusOr<v1::BreakdownGroup> ShowGroup(const Assessment& assessment,
                                             const std::string& questionnaire,
                                             const v1::GroupTally& group,
                                             const std::set<std::string>& withheld) {
  v1::Tally shown;
  shown.set_questionnaire(questionnaire);
  shown.set_respondents(group.respondents());
  for (const v1::ItemTally& item : group.items()) {
    if (withheld.count(item.item()) == 0) *shown.add_items() = item;
  }
  ASSIGN_OR_RETURN(const ItemFigures figures, AddTallies(assessment, {shown}));
  const GivenScores none;
  const std::set<std::string> none_left_out;
  const ScoreTree tree(assessment, {figures, none, none_left_out});
  v1::BreakdownGroup result;
  result.set_group(group.group());
  result.set_respondents(group.respondents());
  for (const ScoreTree::Node* node : tree.Listed()) {
    const bool is_listed = node->item != nullptr || absl::StartsWith(node->level, "indicator");
    if (!is_listed || !node->score) continue;
    v1::NodeScore& added = *result.add_nodes();
    added = ToNodeScore(*node);
    added.clear_counts();
  }
  return result;
}

// Whether all groups with which the definition joins this one count as one with it.
bool IsJoined(const Segment& segment, size_t group, const std::vector<bool>& away) {
  return std::any_of(segment.joins.begin(), segment.joins.end(), [&](const GroupJoin& join) {
    return join.groups.front() == group && std::any_of(join.groups.begin(), join.groups.end(),
                                                       [&](size_t other) { return away[other]; });
  });
}

// Whether the group is told of under the name of a join whose first group is shown.
bool IsToldOf(const Segment& segment, size_t group, const std::vector<bool>& away,
              const std::vector<bool>& shown) {
  return away[group] &&
         std::any_of(segment.joins.begin(), segment.joins.end(), [&](const GroupJoin& join) {
           return shown[join.groups.front()] &&
                  std::find(join.groups.begin(), join.groups.end(), group) != join.groups.end();
         });
}

absl::StatusOr<v1::Breakdown> Show(const Assessment& assessment, const Segment& segment,
                                   const v1::Tally& tally) {
  v1::Breakdown breakdown;
  breakdown.set_segment(segment.id);
  const Shown shown = ShownOf(assessment, segment, tally);
  if (shown.withheld) {
    breakdown.set_withheld(true);
    return breakdown;
  }
  size_t place = 0;
  for (const v1::ItemTally& item : tally.items()) {
    if (!assessment.FindItem(item.item())->is_scored()) continue;
    if (shown.withheld_items[place++]) breakdown.add_withheld_items(item.item());
  }
  const std::set<std::string> withheld(breakdown.withheld_items().begin(),
                                       breakdown.withheld_items().end());
  const std::vector<const v1::GroupTally*> groups = GroupsOf(segment, tally);
  const std::vector<bool> away = JoinedAway(segment, groups);
  for (size_t group = 0; group < groups.size(); ++group) {
    if (shown.groups[group]) {
      v1::BreakdownGroup& added = *breakdown.add_groups();
      ASSIGN_OR_RETURN(added,
                       ShowGroup(assessment, tally.questionnaire(), *groups[group], withheld));
      added.set_joined(IsJoined(segment, group, away));
    } else if (!IsToldOf(segment, group, away, shown.groups)) {
      breakdown.add_hidden_groups(groups[group]->group());
    }
  }
  return breakdown;
}

}  // namespace

absl::StatusOr<v1::Breakdown> MakeBreakdown(const Assessment& assessment, absl::string_view segment,
                                            const std::vector<v1::Tally>& tallies,
                                            const std::vector<v1::Breakdown>& published) {
  const auto found = FindById(assessment.segments(), segment);
  if (found == assessment.segments().end()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SEGMENT_UNKNOWN,
                   "the definition has no such segment", segment);
  }
  for (const v1::Breakdown& earlier : published) {
    if (earlier.segment() == segment) return earlier;
  }
  const auto tally = std::find_if(tallies.begin(), tallies.end(), [&](const v1::Tally& candidate) {
    return candidate.questionnaire() == found->instrument;
  });
  if (tally == tallies.end()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_TOO_FEW,
                   "the questionnaire wasn't counted", found->instrument);
  }
  return Show(assessment, *found, *tally);
}

}  // namespace sucharit
