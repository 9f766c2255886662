// SPDX-License-Identifier: Apache-2.0
#include "server/export/result_tables.h"

#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/assessment/fraction.h"
#include "common/assessment/group_names.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

using Row = std::vector<std::string>;

constexpr ResultColumn kItem{"item", {"ข้อ", "Item"}, ColumnKind::kId};
constexpr ResultColumn kPart{"part", {"ส่วน", "Part"}, ColumnKind::kId};
constexpr ResultColumn kText{"text", {"ข้อคำถาม", "Question"}, ColumnKind::kText};
constexpr ResultColumn kN{"n", {"จำนวนคำตอบ", "Answers"}, ColumnKind::kCount};
constexpr ResultColumn kSum{
    "sum", {"ผลรวมคะแนน (ค่าจริง)", "Sum of scores (exact)"}, ColumnKind::kFraction};
constexpr ResultColumn kExact{"exact", {"คะแนน (ค่าจริง)", "Score (exact)"}, ColumnKind::kFraction};
constexpr ResultColumn kScore{"score", {"คะแนน", "Score"}, ColumnKind::kFigure};
constexpr ResultColumn kEvidence{"evidence", {"หลักฐาน", "Evidence"}, ColumnKind::kText};
constexpr ResultColumn kNote{"note", {"หมายเหตุ", "Note"}, ColumnKind::kText};

// A count that isn't there is no count of 0.
std::string CountOrNothing(int64_t count) { return count == 0 ? "" : absl::StrCat(count); }

// "8620/93" as "8620/93", "100/1" as "100".
std::string WithoutUnit(const std::string& exact) {
  return absl::EndsWith(exact, "/1") ? exact.substr(0, exact.size() - 2) : exact;
}

const char* OriginCode(v1::Origin origin) {
  if (origin == v1::ORIGIN_COUNTED) return "counted";
  return origin == v1::ORIGIN_IMPORTED ? "imported" : "computed";
}

const std::string& ItemText(const Assessment& assessment, const std::string& id,
                            Language language) {
  static const std::string none;
  const Item* item = assessment.FindItem(id);
  return item == nullptr ? none : In(language, item->text);
}

const Choice* FindChoice(const Item& item, const std::string& id) {
  const auto found = std::find_if(item.choices.begin(), item.choices.end(),
                                  [&](const Choice& choice) { return choice.id == id; });
  return found == item.choices.end() ? nullptr : &*found;
}

std::string ChoiceLabel(const Item* item, const std::string& id, Language language) {
  const Choice* choice = item == nullptr ? nullptr : FindChoice(*item, id);
  return choice == nullptr ? id : In(language, choice->label);
}

void AddAnswers(const Item* item, const v1::AnswerTable& answers, Language language,
                ResultTable& table) {
  const std::string text = item == nullptr ? "" : In(language, item->text);
  const std::string answered = CountOrNothing(answers.answered());
  const std::string& mean = answers.mean();
  if (answers.parts().empty()) {
    table.rows.push_back({answers.item(), text, answered, "", "", "", mean});
  }
  for (const v1::AnswerPart& part : answers.parts()) {
    table.rows.push_back({answers.item(), text, answered, absl::StrJoin(part.choices(), " "),
                          item == nullptr ? "" : ChoiceLabels(*item, part, language),
                          absl::StrCat(part.count()), mean});
  }
}

// The only imported part of an instrument; null if there is none, or more than one.
const Part* OnlyImportedPart(const Instrument& instrument) {
  const Part* only = nullptr;
  for (const Part& part : instrument.parts) {
    if (!part.imported) continue;
    if (only != nullptr) return nullptr;
    only = &part;
  }
  return only;
}

const Part* FindPart(const Instrument& instrument, const std::string& id) {
  const auto found = std::find_if(instrument.parts.begin(), instrument.parts.end(),
                                  [&](const Part& part) { return part.id == id; });
  return found == instrument.parts.end() ? nullptr : &*found;
}

// What an indicator's imported part was, given that all its parts together are `indicator`.
std::optional<mpq_class> ImportedPart(const v1::Scores& scores, const Instrument& instrument,
                                      const Part& imported, const v1::NodeScore& indicator) {
  const auto whole = ParseFraction(indicator.exact());
  if (!whole.ok() || imported.weight == 0) return std::nullopt;
  mpq_class rest = *whole;
  size_t others = 0;
  for (const v1::NodeScore& node : scores.nodes()) {
    const Part* part = FindPart(instrument, node.part());
    if (part == nullptr || node.node() != indicator.node() || node.level() == "item") continue;
    const auto score = ParseFraction(node.exact());
    if (!score.ok()) return std::nullopt;
    rest -= part->weight * *score;
    ++others;
  }
  if (others + 1 != instrument.parts.size()) return std::nullopt;
  return mpq_class(rest / imported.weight);
}

void AddImportedParts(const Assessment& assessment, const v1::Bundle& bundle,
                      std::vector<Row>& rows) {
  for (const v1::NodeScore& node : bundle.scores().nodes()) {
    if (node.level() != "indicator" || node.origin() != v1::ORIGIN_COMPUTED) continue;
    const Instrument* instrument = assessment.FindInstrument(node.part());
    const Part* imported = instrument == nullptr ? nullptr : OnlyImportedPart(*instrument);
    if (imported == nullptr) continue;
    const auto score = ImportedPart(bundle.scores(), *instrument, *imported, node);
    if (!score.has_value()) continue;
    rows.push_back({imported->id, node.node(), WithoutUnit(FormatFraction(*score)), "", ""});
  }
}

// One segment's rows.
class BreakdownRows {
 public:
  BreakdownRows(const Assessment& assessment, const v1::Breakdown& breakdown, Language language,
                std::vector<Row>& rows)
      : assessment_(assessment), breakdown_(breakdown), language_(language), rows_(rows) {
    for (const v1::Segment& each : assessment.definition().segments()) {
      if (each.id() != breakdown.segment()) continue;
      name_ = In(language, each.name());
      item_ = assessment.FindItem(each.item());
    }
  }

  void Add() {
    if (breakdown_.withheld()) AddUnshown("", "", "", "withheld");
    for (const v1::BreakdownGroup& group : breakdown_.groups()) AddGroup(group);
    for (const std::string& group : breakdown_.hidden_groups()) {
      AddUnshown(group, "", "", "hidden");
    }
    for (const std::string& id : breakdown_.withheld_items()) {
      AddUnshown("", id, ItemText(assessment_, id, language_), "not_broken_down");
    }
  }

 private:
  void AddGroup(const v1::BreakdownGroup& group) {
    const v1::Text* name =
        GroupName(assessment_, breakdown_.segment(), group.group(), group.joined());
    for (const v1::NodeScore& node : group.nodes()) {
      rows_.push_back({breakdown_.segment(), name_, group.group(),
                       name == nullptr ? group.group() : In(language_, *name),
                       absl::StrCat(group.respondents()), "shown", node.node(),
                       NodeName(assessment_, node, language_), CountOrNothing(node.n()), node.sum(),
                       node.exact(), node.score()});
    }
  }

  void AddUnshown(const std::string& group, const std::string& node, const std::string& node_name,
                  const char* state) {
    rows_.push_back({breakdown_.segment(), name_, group,
                     group.empty() ? "" : ChoiceLabel(item_, group, language_), "", state, node,
                     node_name, "", "", "", ""});
  }

  const Assessment& assessment_;
  const v1::Breakdown& breakdown_;
  const Language language_;
  std::vector<Row>& rows_;
  std::string name_;
  const Item* item_ = nullptr;
};

}  // namespace

std::string CodeName(const std::string& code, Language language) {
  static const std::map<std::string, Say> kNames = {
      {"counted", {"นับจากคำตอบ", "counted"}},
      {"imported", {"นำเข้า", "imported"}},
      {"computed", {"คำนวณ", "computed"}},
      {"shown", {"แสดง", "shown"}},
      {"hidden", {"ไม่แสดง", "hidden"}},
      {"withheld", {"ไม่เผยแพร่ทั้งตาราง", "withheld"}},
      {"not_broken_down", {"ไม่แยกกลุ่ม", "not broken down"}}};
  const auto found = kNames.find(code);
  return found == kNames.end() ? code : found->second.In(language);
}

std::string NodeName(const Assessment& assessment, const v1::NodeScore& node, Language language) {
  const std::string& name = In(language, node.name());
  if (!name.empty()) return name;
  const std::string& text = ItemText(assessment, node.node(), language);
  return text.empty() ? node.node() : text;
}

std::string ChoiceLabels(const Item& item, const v1::AnswerPart& part, Language language) {
  return absl::StrJoin(part.choices(), " / ", [&](std::string* out, const std::string& id) {
    absl::StrAppend(out, ChoiceLabel(&item, id, language));
  });
}

ResultTable ItemTable(const Assessment& assessment, const v1::Bundle& bundle, Language language) {
  constexpr ResultColumn kOrigin{"origin", {"ที่มา", "Origin"}, ColumnKind::kCode};
  ResultTable table{"items",
                    {"รายข้อ", "Items"},
                    {kItem, kPart, kText, kN, kSum, kExact, kScore, kOrigin, kEvidence, kNote},
                    {}};
  for (const v1::NodeScore& node : bundle.scores().nodes()) {
    if (node.level() != "item") continue;
    table.rows.push_back({node.node(), node.part(), NodeName(assessment, node, language),
                          CountOrNothing(node.n()), node.sum(), node.exact(), node.score(),
                          OriginCode(node.origin()), node.evidence(), node.note()});
  }
  return table;
}

ResultTable AnswersTable(const Assessment& assessment, const v1::Bundle& bundle,
                         Language language) {
  constexpr ResultColumn kAnswered{"answered", {"ผู้ตอบข้อนี้", "Answered"}, ColumnKind::kCount};
  constexpr ResultColumn kChoices{"choices", {"รหัสตัวเลือก", "Choice ids"}, ColumnKind::kId};
  constexpr ResultColumn kLabels{"labels", {"ตัวเลือก", "Choices"}, ColumnKind::kText};
  constexpr ResultColumn kCount{"count", {"จำนวน", "Count"}, ColumnKind::kCount};
  constexpr ResultColumn kMean{"mean", {"ค่าเฉลี่ย (ค่าจริง)", "Mean (exact)"}, ColumnKind::kFraction};
  ResultTable table{"answers",
                    {"คำตอบ", "Answers"},
                    {kItem, kText, kAnswered, kChoices, kLabels, kCount, kMean},
                    {}};
  for (const v1::AnswerTable& answers : bundle.answers()) {
    AddAnswers(assessment.FindItem(answers.item()), answers, language, table);
  }
  return table;
}

ResultTable BreakdownTable(const Assessment& assessment, const v1::Bundle& bundle,
                           Language language) {
  constexpr ResultColumn kSegment{"segment", {"การแบ่งกลุ่ม", "Segment"}, ColumnKind::kId};
  constexpr ResultColumn kSegmentName{
      "segment_name", {"ชื่อการแบ่งกลุ่ม", "Segment name"}, ColumnKind::kText};
  constexpr ResultColumn kGroup{"group", {"กลุ่ม", "Group"}, ColumnKind::kId};
  constexpr ResultColumn kGroupName{"group_name", {"ชื่อกลุ่ม", "Group name"}, ColumnKind::kText};
  constexpr ResultColumn kRespondents{
      "respondents", {"ผู้ตอบในกลุ่ม", "Respondents"}, ColumnKind::kCount};
  constexpr ResultColumn kState{"state", {"สถานะ", "State"}, ColumnKind::kCode};
  constexpr ResultColumn kNode{"node", {"ข้อ/ตัวชี้วัด", "Node"}, ColumnKind::kId};
  constexpr ResultColumn kNodeName{"name", {"ชื่อ", "Name"}, ColumnKind::kText};
  ResultTable table{"breakdown",
                    {"ผลตามกลุ่ม", "Breakdown"},
                    {kSegment, kSegmentName, kGroup, kGroupName, kRespondents, kState, kNode,
                     kNodeName, kN, kSum, kExact, kScore},
                    {}};
  for (const v1::Breakdown& breakdown : bundle.breakdowns()) {
    BreakdownRows(assessment, breakdown, language, table.rows).Add();
  }
  return table;
}

ResultTable TotalsTable(const v1::Bundle& bundle) {
  constexpr ResultColumn kQuestionnaire{
      "questionnaire", {"แบบสอบถาม", "Questionnaire"}, ColumnKind::kId};
  constexpr ResultColumn kReceived{"received", {"ได้รับ", "Received"}, ColumnKind::kCount};
  constexpr ResultColumn kCounted{"counted", {"นับแล้ว", "Counted"}, ColumnKind::kCount};
  constexpr ResultColumn kCardRefused{
      "card_refused", {"บัตรใช้ไม่ได้", "Card refused"}, ColumnKind::kCount};
  constexpr ResultColumn kNotValid{"not_valid", {"ไม่สมบูรณ์", "Not valid"}, ColumnKind::kCount};
  constexpr ResultColumn kLate{"late", {"มาช้า", "Late"}, ColumnKind::kCount};
  ResultTable table{"totals",
                    {"ยอดรวม", "Totals"},
                    {kQuestionnaire, kReceived, kCounted, kCardRefused, kNotValid, kLate},
                    {}};
  for (const v1::Totals& each : bundle.totals()) {
    table.rows.push_back({each.questionnaire(), absl::StrCat(each.received()),
                          absl::StrCat(each.counted()), absl::StrCat(each.card_refused()),
                          absl::StrCat(each.not_valid()), absl::StrCat(each.late())});
  }
  return table;
}

ResultTable ImportedTable(const Assessment& assessment, const v1::Bundle& bundle) {
  constexpr ResultColumn kNode{"node", {"ข้อ/ตัวชี้วัด", "Node"}, ColumnKind::kId};
  constexpr ResultColumn kGiven{"score", {"คะแนน (ค่าจริง)", "Score (exact)"}, ColumnKind::kFraction};
  ResultTable table{
      "imported", {"คะแนนนำเข้า", "Imported"}, {kPart, kNode, kGiven, kEvidence, kNote}, {}};
  AddImportedParts(assessment, bundle, table.rows);
  for (const v1::NodeScore& node : bundle.scores().nodes()) {
    if (node.origin() != v1::ORIGIN_IMPORTED) continue;
    table.rows.push_back(
        {node.part(), node.node(), WithoutUnit(node.exact()), node.evidence(), node.note()});
  }
  return table;
}

std::vector<ResultTable> AllResultTables(const Assessment& assessment, const v1::Bundle& bundle,
                                         Language language) {
  return {ItemTable(assessment, bundle, language), AnswersTable(assessment, bundle, language),
          BreakdownTable(assessment, bundle, language), TotalsTable(bundle),
          ImportedTable(assessment, bundle)};
}

}  // namespace sucharit
