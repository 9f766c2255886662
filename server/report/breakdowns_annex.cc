// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/group_names.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

// Columns of groups that fit beside the names.
constexpr int kGroupsInATable = 5;

constexpr Say kFewer{" เพราะมีผู้ตอบน้อยเกินไป หรือเพราะจะคำนวณย้อนหากลุ่มที่มีผู้ตอบน้อยได้",
                     ": too few people answered, or a group of few people could be worked out from "
                     "it."};

const v1::Segment& SegmentOf(const Facts& facts, const std::string& id) {
  const auto& segments = facts.definition().segments();
  return *std::find_if(segments.begin(), segments.end(),
                       [&](const v1::Segment& segment) { return segment.id() == id; });
}

std::string GroupLabel(const Facts& facts, const Item& item, const std::string& group) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& choice) { return choice.id == group; });
  return facts.In(found->label);
}

// A group's score of a node: "–" if it isn't broken down.
std::string GroupScore(const v1::BreakdownGroup& group, const std::string& level,
                       const std::string& id) {
  for (const v1::NodeScore& node : group.nodes()) {
    if (node.level() == level && node.node() == id) return node.score();
  }
  return "–";
}

bool AnyGroupHas(const v1::Breakdown& breakdown, const std::string& level, const std::string& id) {
  return std::any_of(
      breakdown.groups().begin(), breakdown.groups().end(),
      [&](const v1::BreakdownGroup& group) { return GroupScore(group, level, id) != "–"; });
}

// One table of some of the groups.
class GroupsTable {
 public:
  GroupsTable(const Facts& facts, const v1::Breakdown& breakdown, int first)
      : facts_(facts),
        breakdown_(breakdown),
        first_(first),
        last_(std::min(breakdown.groups_size(), first + kGroupsInATable)) {
    constexpr Say kAll{"ทั้งหมด", "All"};
    std::vector<std::string> heads = {"", facts.In(kAll)};
    std::vector<double> widths = {4, 1};
    for (int group = first_; group < last_; ++group) {
      heads.push_back(
          facts.In(*GroupName(facts.assessment(), breakdown.segment(),
                              breakdown.groups(group).group(), breakdown.groups(group).joined())));
      widths.push_back(1.2);
    }
    table_ = TableOf(heads, std::move(widths));
    table_.first_column_is_head = true;
  }

  document::Table Make(const Instrument& instrument) {
    AddRespondents();
    for (const size_t position : instrument.indicators) {
      const Indicator& indicator = facts_.assessment().indicators()[position];
      AddNode("indicator", indicator.id, facts_.IndicatorName(indicator));
    }
    for (const size_t position : instrument.items) {
      const Item& item = facts_.assessment().items()[position];
      AddNode("item", item.id, absl::StrCat(item.id, " ", facts_.In(item.text)));
    }
    return std::move(table_);
  }

 private:
  void AddRespondents() {
    constexpr Say kRespondents{"ผู้ตอบ (คน)", "Respondents"};
    document::Row row;
    row.cells.emplace_back(facts_.In(kRespondents));
    row.cells.emplace_back("");
    for (int group = first_; group < last_; ++group) {
      row.cells.push_back(Number(CountText(breakdown_.groups(group).respondents())));
    }
    table_.rows.push_back(std::move(row));
  }

  void AddNode(const std::string& level, const std::string& id, std::string name) {
    if (!AnyGroupHas(breakdown_, level, id)) return;
    document::Row row;
    row.cells.emplace_back(std::move(name));
    row.cells.push_back(Number(facts_.Score(level, id)));
    for (int group = first_; group < last_; ++group) {
      row.cells.push_back(Number(GroupScore(breakdown_.groups(group), level, id)));
    }
    table_.rows.push_back(std::move(row));
  }

  const Facts& facts_;
  const v1::Breakdown& breakdown_;
  int first_;
  int last_;
  document::Table table_;
};

Blocks Withheld(const Facts& facts, const std::string& name) {
  constexpr Say kBefore{"ไม่เผยแพร่ผลจำแนกตาม", "The results by "};
  constexpr Say kBehind{" เพราะหาวิธีแสดงที่ไม่เปิดเผยคำตอบของกลุ่มที่มีผู้ตอบน้อยไม่ได้",
                        " are withheld: no way was found to show them without telling what a group "
                        "of few people answered."};
  return {Running(absl::StrCat(facts.In(kBefore), name, facts.In(kBehind)))};
}

Blocks HiddenSentences(const Facts& facts, const v1::Breakdown& breakdown, const Item& item) {
  constexpr Say kGroups{"กลุ่มที่ไม่แสดง: ", "Groups that aren't shown: "};
  constexpr Say kItems{"ข้อที่ไม่จำแนก: ", "Items that aren't broken down: "};
  Blocks blocks;
  if (!breakdown.hidden_groups().empty()) {
    std::vector<std::string> names;
    for (const std::string& group : breakdown.hidden_groups()) {
      names.push_back(GroupLabel(facts, item, group));
    }
    blocks.emplace_back(Running(
        absl::StrCat(facts.In(kGroups), Enumerate(names, facts.language), facts.In(kFewer))));
  }
  if (!breakdown.withheld_items().empty()) {
    const auto& items = breakdown.withheld_items();
    blocks.emplace_back(Running(
        absl::StrCat(facts.In(kItems), Enumerate({items.begin(), items.end()}, facts.language),
                     facts.In(kFewer))));
  }
  return blocks;
}

Blocks BreakdownBlocks(const Facts& facts, const v1::Breakdown& breakdown) {
  constexpr Say kBy{"จำแนกตาม", "By "};
  const v1::Segment& segment = SegmentOf(facts, breakdown.segment());
  const Item& item = *facts.assessment().FindItem(segment.item());
  const Instrument& instrument = *facts.assessment().FindInstrument(item.instrument);
  const std::string name = facts.In(segment.name());
  Blocks blocks;
  blocks.emplace_back(
      HeadingOf(2, absl::StrCat(facts.In(kBy), name, " – ", facts.InstrumentName(instrument))));
  if (breakdown.withheld()) {
    Append(blocks, Withheld(facts, name));
    return blocks;
  }
  for (int first = 0; first < breakdown.groups_size(); first += kGroupsInATable) {
    blocks.emplace_back(GroupsTable(facts, breakdown, first).Make(instrument));
  }
  Append(blocks, HiddenSentences(facts, breakdown, item));
  return blocks;
}

// Segments that the definition has and nobody published.
Blocks NotPublished(const Facts& facts) {
  constexpr Say kNot{"ไม่ได้เผยแพร่ผลจำแนกตาม: ", "Not published, results by: "};
  std::vector<std::string> names;
  for (const v1::Segment& segment : facts.definition().segments()) {
    const auto& breakdowns = facts.bundle().breakdowns();
    const bool published = std::any_of(
        breakdowns.begin(), breakdowns.end(),
        [&](const v1::Breakdown& breakdown) { return breakdown.segment() == segment.id(); });
    if (!published) names.push_back(facts.In(segment.name()));
  }
  if (names.empty()) return {};
  return {Running(absl::StrCat(facts.In(kNot), Enumerate(names, facts.language)))};
}

}  // namespace

Blocks BreakdownsAnnex(const Facts& facts) {
  Blocks blocks;
  for (const v1::Breakdown& breakdown : facts.bundle().breakdowns()) {
    Append(blocks, BreakdownBlocks(facts, breakdown));
  }
  Append(blocks, NotPublished(facts));
  return blocks;
}

}  // namespace sucharit::report
