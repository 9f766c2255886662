// SPDX-License-Identifier: Apache-2.0
#include "server/publish/breakdown.h"

#include <algorithm>
#include <set>
#include <string>

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

SegmentTable TableOf(const Assessment& assessment, const Segment& segment, const v1::Tally& tally) {
  SegmentTable table;
  table.items = ItemsOf(assessment, tally);
  table.groups_show_elsewhere = RulesName(assessment, assessment.items()[segment.item]);
  for (const v1::GroupTally& group : tally.groups()) {
    if (group.segment() != segment.id) continue;
    table.respondents.push_back(group.respondents());
    std::vector<std::vector<int64_t>>& cells = table.cells.emplace_back();
    for (const v1::ItemTally& item : group.items()) cells.push_back(CountsOf(item));
  }
  return table;
}

// Decided for all segments of the questionnaire at once, whichever of them are published when.
Suppression SuppressionOf(const Assessment& assessment, const Segment& segment,
                          const v1::Tally& tally) {
  std::vector<SegmentTable> tables;
  size_t place = 0;
  for (const Segment& each : assessment.segments()) {
    if (each.instrument != segment.instrument) continue;
    if (each.id == segment.id) place = tables.size();
    tables.push_back(TableOf(assessment, each, tally));
  }
  return Suppress(tables, assessment.minimum_group())[place];
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

absl::StatusOr<v1::Breakdown> Show(const Assessment& assessment, const Segment& segment,
                                   const v1::Tally& tally) {
  v1::Breakdown breakdown;
  breakdown.set_segment(segment.id);
  const Suppression suppression = SuppressionOf(assessment, segment, tally);
  if (suppression.withheld) {
    breakdown.set_withheld(true);
    return breakdown;
  }
  size_t place = 0;
  for (const v1::ItemTally& item : tally.items()) {
    if (!assessment.FindItem(item.item())->is_scored()) continue;
    if (suppression.withheld_items[place++]) breakdown.add_withheld_items(item.item());
  }
  const std::set<std::string> withheld(breakdown.withheld_items().begin(),
                                       breakdown.withheld_items().end());
  size_t position = 0;
  for (const v1::GroupTally& group : tally.groups()) {
    if (group.segment() != segment.id) continue;
    if (suppression.hidden_groups[position++]) {
      breakdown.add_hidden_groups(group.group());
    } else {
      ASSIGN_OR_RETURN(*breakdown.add_groups(),
                       ShowGroup(assessment, tally.questionnaire(), group, withheld));
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
