// SPDX-License-Identifier: Apache-2.0
//
// Part 3: what the scores say, topic by topic.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

constexpr Say kShortcoming{"ข้อบกพร่อง/ข้อปรับปรุง", "Shortcomings"};
constexpr Say kDevelop{"ข้อที่ต้องพัฒนา", "To be developed"};
constexpr Say kKeepUp{"รักษาระดับ", "To be kept up"};
constexpr Say kItem{"ข้อ", "Item"};
constexpr Say kText{"รายการ", "What is asked"};
constexpr Say kScore{"คะแนน", "Score"};
constexpr Say kNone{"ไม่มี", "None"};

std::string GroupName(const Facts& facts, v1::AnalysisGroup group) {
  if (group == v1::ANALYSIS_GROUP_SHORTCOMING) return facts.In(kShortcoming);
  if (group == v1::ANALYSIS_GROUP_DEVELOP) return facts.In(kDevelop);
  return group == v1::ANALYSIS_GROUP_KEEP_UP ? facts.In(kKeepUp) : "";
}

std::string ScoreOf(const std::optional<mpq_class>& score) {
  return score ? RoundToText(*score) : "–";
}

// "2566", or the name of a survey without a fiscal year.
std::string YearBefore(const Facts& facts) {
  constexpr Say kFiscal{"ปีงบประมาณ พ.ศ. ", "fiscal year "};
  if (facts.past.empty()) return "";
  const v1::Definition& definition = facts.past.back().assessment().definition();
  if (definition.fiscal_year_be() == 0) return facts.In(definition.title());
  return absl::StrCat(facts.In(kFiscal), definition.fiscal_year_be());
}

document::Table LowestTable(const Facts& facts) {
  constexpr Say kGroup{"ผลการวิเคราะห์", "Group"};
  document::Table table = TableOf(
      {facts.In(kItem), facts.In(kText), facts.In(kScore), facts.In(kGroup)}, {0.9, 5.6, 1.4, 2.2});
  for (const Finding& finding : facts.findings.lowest) {
    document::Row row;
    row.cells.emplace_back(finding.item);
    row.cells.emplace_back(facts.In(finding.text));
    row.cells.push_back(Number(ScoreOf(finding.score)));
    row.cells.emplace_back(GroupName(facts, finding.group));
    table.rows.push_back(std::move(row));
  }
  return table;
}

void AddMoved(const Facts& facts, const std::vector<Finding>& moved, document::Table& table) {
  for (const Finding& finding : moved) {
    document::Row row;
    row.cells.emplace_back(finding.item);
    row.cells.emplace_back(facts.In(finding.text));
    row.cells.push_back(Number(ScoreOf(finding.before)));
    row.cells.push_back(Number(ScoreOf(finding.score)));
    row.cells.push_back(Number(ChangeText(*finding.before, *finding.score)));
    table.rows.push_back(std::move(row));
  }
}

document::Table MovedTable(const Facts& facts) {
  constexpr Say kBefore{"ปีก่อน", "Before"};
  constexpr Say kNow{"ปีนี้", "Now"};
  constexpr Say kChange{"เปลี่ยนแปลง", "Change"};
  constexpr Say kFallen{"คะแนนลดลง", "Fell"};
  constexpr Say kRisen{"คะแนนเพิ่มขึ้น", "Rose"};
  document::Table table = TableOf(
      {facts.In(kItem), facts.In(kText), facts.In(kBefore), facts.In(kNow), facts.In(kChange)},
      {0.9, 4.9, 1.4, 1.4, 1.6});
  if (!facts.findings.fallen.empty()) table.rows.push_back(Subhead(facts.In(kFallen), 5));
  AddMoved(facts, facts.findings.fallen, table);
  if (!facts.findings.risen.empty()) table.rows.push_back(Subhead(facts.In(kRisen), 5));
  AddMoved(facts, facts.findings.risen, table);
  return table;
}

// Ids of the scored items that stand under a topic, and how many of them can be compared.
std::pair<size_t, size_t> ComparableItems(const Facts& facts) {
  std::vector<std::string> items;
  std::vector<std::string> comparable;
  for (const TopicFindings& topic : facts.findings.topics) {
    for (const Finding& finding : topic.items) {
      items.push_back(finding.item);
      if (finding.before && finding.score) comparable.push_back(finding.item);
    }
  }
  const auto distinct = [](std::vector<std::string>& ids) {
    std::sort(ids.begin(), ids.end());
    return static_cast<size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
  };
  return {distinct(comparable), distinct(items)};
}

std::string ComparedSentence(const Facts& facts) {
  constexpr Say kNoPast{"ไม่มีผลของปีก่อนให้เปรียบเทียบ", "There are no results of an earlier year."};
  constexpr Say kWith{"เปรียบเทียบกับ", "Compared with "};
  constexpr Say kOnly{" เปรียบเทียบได้ ", ": "};
  constexpr Say kOf{" จาก ", " of "};
  constexpr Say kBehind{" ข้อ เฉพาะข้อที่ถ้อยคำ ตัวเลือก และคะแนนของตัวเลือกเหมือนเดิม",
                        " items, which are those with the same wording, choices and scores of "
                        "choices, can be compared."};
  constexpr Say kUnmoved{" คะแนนของข้อเหล่านี้ไม่เปลี่ยนแปลง", " None of their scores moved."};
  if (facts.past.empty()) return facts.In(kNoPast);
  const auto [comparable, all] = ComparableItems(facts);
  const bool moved = !facts.findings.fallen.empty() || !facts.findings.risen.empty();
  return absl::StrCat(facts.In(kWith), YearBefore(facts), facts.In(kOnly), comparable,
                      facts.In(kOf), all, facts.In(kBehind),
                      moved || comparable == 0 ? "" : facts.In(kUnmoved));
}

Blocks Remarkable(const Facts& facts) {
  constexpr Say kLowest{"ข้อที่ได้คะแนนต่ำที่สุด", "The lowest items"};
  constexpr Say kMoved{"สิ่งที่เปลี่ยนแปลงจากปีก่อน", "What moved since the year before"};
  Blocks blocks;
  if (!facts.findings.lowest.empty()) {
    blocks.emplace_back(HeadingOf(2, facts.In(kLowest)));
    blocks.emplace_back(LowestTable(facts));
  }
  blocks.emplace_back(HeadingOf(2, facts.In(kMoved)));
  blocks.emplace_back(Running(ComparedSentence(facts)));
  if (!facts.findings.fallen.empty() || !facts.findings.risen.empty()) {
    blocks.emplace_back(MovedTable(facts));
  }
  return blocks;
}

document::Row ItemRow(const Facts& facts, const Finding& finding, bool with_before) {
  document::Row row;
  row.cells.emplace_back(finding.item);
  row.cells.emplace_back(facts.In(finding.text));
  if (with_before) row.cells.push_back(Number(ScoreOf(finding.before)));
  row.cells.push_back(Number(ScoreOf(finding.score)));
  return row;
}

bool AnyBefore(const TopicFindings& topic) {
  return std::any_of(topic.items.begin(), topic.items.end(),
                     [](const Finding& finding) { return finding.before.has_value(); });
}

// The topic's items under the instruments that they belong to.
document::Table ItemsTable(const Facts& facts, const TopicFindings& topic) {
  constexpr Say kBefore{"ปีก่อน", "Before"};
  const bool with_before = AnyBefore(topic);
  document::Table table =
      with_before ? TableOf({facts.In(kItem), facts.In(kText), facts.In(kBefore), facts.In(kScore)},
                            {0.9, 5.6, 1.4, 1.4})
                  : TableOf({facts.In(kItem), facts.In(kText), facts.In(kScore)}, {0.9, 6.9, 1.4});
  for (const Instrument& instrument : facts.assessment().instruments()) {
    bool first = true;
    for (const Finding& finding : topic.items) {
      if (finding.instrument != instrument.id) continue;
      if (first)
        table.rows.push_back(Subhead(facts.InstrumentName(instrument), with_before ? 4 : 3));
      first = false;
      table.rows.push_back(ItemRow(facts, finding, with_before));
    }
  }
  return table;
}

Blocks GroupOf(const Facts& facts, const TopicFindings& topic, v1::AnalysisGroup group) {
  std::vector<document::Text> sentences;
  for (const Finding& finding : topic.items) {
    if (finding.group == group) sentences.emplace_back(facts.In(finding.sentence));
  }
  Blocks blocks;
  blocks.emplace_back(Leading(document::Bold(GroupName(facts, group))));
  if (sentences.empty()) {
    blocks.emplace_back(Running(facts.In(kNone)));
  } else {
    blocks.emplace_back(Bullets(std::move(sentences)));
  }
  return blocks;
}

// Items of which nothing can be said stand in no group; they aren't passed over in silence.
Blocks WithoutScore(const Facts& facts, const TopicFindings& topic) {
  constexpr Say kWithout{"ข้อที่ไม่มีคะแนน จึงไม่ได้จัดกลุ่ม: ", "Without a score, and so in no group: "};
  std::vector<std::string> ids;
  for (const Finding& finding : topic.items) {
    if (!finding.score) ids.push_back(finding.item);
  }
  if (ids.empty()) return {};
  return {Running(absl::StrCat(facts.In(kWithout), Enumerate(ids, facts.language)))};
}

Blocks TopicBlocks(const Facts& facts, const TopicFindings& topic) {
  constexpr Say kAnalysis{"วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ",
                          "Shortcomings, what is to be developed, what is to be kept up"};
  Blocks blocks;
  blocks.emplace_back(HeadingOf(
      2, absl::StrCat(facts.In(facts.words.topic), topic.number, " ", facts.In(topic.name))));
  blocks.emplace_back(ItemsTable(facts, topic));
  if (!facts.findings.sorted) return blocks;
  blocks.emplace_back(HeadingOf(3, facts.In(kAnalysis)));
  for (const v1::AnalysisGroup group :
       {v1::ANALYSIS_GROUP_SHORTCOMING, v1::ANALYSIS_GROUP_DEVELOP, v1::ANALYSIS_GROUP_KEEP_UP}) {
    Append(blocks, GroupOf(facts, topic, group));
  }
  Append(blocks, WithoutScore(facts, topic));
  return blocks;
}

// What the three groups mean, with the definition's thresholds.
document::Paragraph Explanation(const Facts& facts) {
  constexpr Say kBelow{"ข้อที่ได้ต่ำกว่า ", "Items below "};
  constexpr Say kShort{" คะแนน จัดเป็นข้อบกพร่อง/ข้อปรับปรุง ข้อที่ได้",
                       " points are shortcomings; those with "};
  constexpr Say kFull{" 100 คะแนนเต็ม", "all 100 points"};
  constexpr Say kAtLeast{"ตั้งแต่ ", "at least "};
  constexpr Say kPoints{" คะแนนขึ้นไป", " points"};
  constexpr Say kUp{
      " และไม่ลดลงจากปีก่อน จัดเป็นข้อที่ต้องรักษาระดับ นอกนั้นเป็นข้อที่ต้องพัฒนา",
      " that didn't fall since the year before are to be kept up; the others are to be "
      "developed."};
  const v1::Analysis& analysis = facts.definition().analysis();
  const std::string keep_up =
      analysis.keep_up_minimum() == "100"
          ? facts.In(kFull)
          : absl::StrCat(facts.In(kAtLeast), analysis.keep_up_minimum(), facts.In(kPoints));
  return Running(absl::StrCat(facts.In(kBelow), analysis.develop_minimum(), facts.In(kShort),
                              keep_up, facts.In(kUp)));
}

}  // namespace

Blocks TopicsPart(const Facts& facts) {
  const std::vector<TopicFindings>& topics = facts.findings.topics;
  Blocks blocks;
  blocks.emplace_back(
      HeadingOf(1, absl::StrCat("3. ", facts.In(facts.words.topics_heading), topics.size(),
                                facts.In(facts.words.topics_count))));
  document::List list{.marker = document::Marker::kParenthesizedNumber};
  for (const TopicFindings& topic : topics) list.items.emplace_back(facts.In(topic.name));
  blocks.emplace_back(std::move(list));
  if (facts.findings.sorted) {
    blocks.emplace_back(Explanation(facts));
    Append(blocks, Remarkable(facts));
  }
  for (const TopicFindings& topic : topics) Append(blocks, TopicBlocks(facts, topic));
  return blocks;
}

}  // namespace sucharit::report
