// SPDX-License-Identifier: Apache-2.0
//
// Where the figures come from: imported scores with their evidence, how all others were computed,
// and what nobody has confirmed.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

document::Text Verbatim(std::string text) {
  document::Text result;
  result.AddVerbatim(std::move(text));
  return result;
}

document::Row ImportedRow(const Facts& facts, const v1::NodeScore& node) {
  document::Row row;
  row.cells.emplace_back(node.part());
  row.cells.emplace_back(absl::StrCat(node.node(), " ", facts.In(node.name())));
  row.cells.push_back(Number(node.score()));
  row.cells.emplace_back(Verbatim(node.evidence()));
  row.cells.emplace_back(node.note());
  return row;
}

// The name of any node below an instrument.
v1::Text NameOf(const Facts& facts, const std::string& id) {
  for (const Indicator& indicator : facts.assessment().indicators()) {
    if (indicator.id == id) return indicator.name;
  }
  for (const SubIndicator& sub_indicator : facts.assessment().sub_indicators()) {
    if (sub_indicator.id == id) return sub_indicator.name;
  }
  const Item* item = facts.assessment().FindItem(id);
  return item == nullptr ? v1::Text() : item->text;
}

// What no node of its own shows, such as EIT part 2.
document::Row GivenRow(const Facts& facts, const v1::ImportedScore& given) {
  document::Row row;
  row.cells.emplace_back(given.part());
  row.cells.emplace_back(absl::StrCat(given.node(), " ", facts.In(NameOf(facts, given.node()))));
  row.cells.push_back(Number(RoundToText(*facts.now.Given(given.part(), given.node()))));
  row.cells.emplace_back(Verbatim(given.evidence()));
  row.cells.emplace_back(given.note());
  return row;
}

std::string OriginName(const Facts& facts, const v1::NodeScore& node) {
  constexpr Say kCounted{"นับจากคำตอบ", "counted"};
  constexpr Say kImported{"นำเข้า", "imported"};
  constexpr Say kComputed{"คำนวณ", "computed"};
  if (node.origin() == v1::ORIGIN_COUNTED) return facts.In(kCounted);
  return facts.In(node.origin() == v1::ORIGIN_IMPORTED ? kImported : kComputed);
}

std::string NodeId(const Facts& facts, const v1::NodeScore& node) {
  constexpr Say kPart{" ส่วนที่ ", " part "};
  const std::string part_level = "indicator part ";
  if (node.level().compare(0, part_level.size(), part_level) != 0) return node.node();
  return absl::StrCat(node.node(), facts.In(kPart), node.level().substr(part_level.size()));
}

document::Row FigureRow(const Facts& facts, const v1::NodeScore& node) {
  document::Row row;
  row.cells.emplace_back(NodeId(facts, node));
  row.cells.emplace_back(OriginName(facts, node));
  row.cells.push_back(Number(node.n() > 0 ? CountText(node.n()) : ""));
  row.cells.push_back(Number(node.sum()));
  row.cells.push_back(Number(node.exact()));
  row.cells.push_back(Number(node.score()));
  return row;
}

std::string LevelHeading(const Facts& facts, const std::string& level) {
  constexpr Say kItems{"รายข้อ", "Items"};
  constexpr Say kWhole{"ภาพรวม", "The whole"};
  constexpr Say kGroups{"กลุ่มของข้อและส่วนของการวัด", "Groups of items, and parts"};
  if (level == "item") return facts.In(kItems);
  if (level == "instrument") return facts.In(facts.words.instrument);
  return facts.In(level == "overall" ? kWhole : kGroups);
}

void AddGivenFigures(const Facts& facts, document::Table& table) {
  constexpr Say kHeading{"คะแนนนำเข้าที่ไม่แสดงข้างต้น", "Imported scores that don't stand above"};
  constexpr Say kImported{"นำเข้า", "imported"};
  const auto& imported = facts.now.scores().imported();
  if (imported.empty()) return;
  table.rows.push_back(Subhead(facts.In(kHeading), 6));
  for (const v1::ImportedScore& given : imported) {
    const mpq_class& score = *facts.now.Given(given.part(), given.node());
    document::Row row;
    row.cells.emplace_back(absl::StrCat(given.part(), " ", given.node()));
    row.cells.emplace_back(facts.In(kImported));
    row.cells.emplace_back("");
    row.cells.emplace_back("");
    row.cells.push_back(Number(FormatFraction(score)));
    row.cells.push_back(Number(RoundToText(score)));
    table.rows.push_back(std::move(row));
  }
}

document::Table FiguresTable(const Facts& facts) {
  constexpr Say kId{"รหัส", "Id"};
  constexpr Say kOrigin{"ที่มา", "From"};
  constexpr Say kAnswers{"คำตอบ", "Answers"};
  constexpr Say kSum{"ผลรวมคะแนน", "Sum of scores"};
  constexpr Say kExact{"ค่าที่แน่นอน", "Exact"};
  constexpr Say kScore{"คะแนน", "Score"};
  document::Table table = TableOf({facts.In(kId), facts.In(kOrigin), facts.In(kAnswers),
                                   facts.In(kSum), facts.In(kExact), facts.In(kScore)},
                                  {1.7, 1.7, 1.3, 1.7, 2.3, 1.3});
  std::string heading;
  for (const v1::NodeScore& node : facts.now.scores().nodes()) {
    const std::string next = LevelHeading(facts, node.level());
    if (next != heading) table.rows.push_back(Subhead(next, 6));
    heading = next;
    table.rows.push_back(FigureRow(facts, node));
  }
  AddGivenFigures(facts, table);
  return table;
}

document::Text Labelled(const Facts& facts, const Say& label, std::string value) {
  document::Text text(absl::StrCat(facts.In(label), ": "));
  text.AddVerbatim(std::move(value));
  return text;
}

document::List Identity(const Facts& facts) {
  constexpr Say kRound{"รหัสรอบ", "Round"};
  constexpr Say kDefinition{"นิยามแบบประเมิน", "Definition"};
  constexpr Say kDigest{"ค่าแฮช SHA-256 ของนิยามทั้งหมด", "SHA-256 of the whole definition"};
  constexpr Say kCounting{"ค่าแฮช SHA-256 ของส่วนที่มีผลต่อคะแนน", "SHA-256 of what counts in it"};
  constexpr Say kProgram{"คำนวณด้วยโปรแกรมสุจริตรุ่น", "Computed by Sucharit, version"};
  const v1::Scores& scores = facts.now.scores();
  std::vector<document::Text> items;
  if (!facts.bundle().round().empty()) {
    items.push_back(Labelled(facts, kRound, facts.bundle().round()));
  }
  items.push_back(Labelled(facts, kDefinition, scores.definition_id()));
  items.push_back(Labelled(facts, kDigest, scores.definition_digest()));
  items.push_back(Labelled(facts, kCounting, scores.counting_digest()));
  items.push_back(Labelled(facts, kProgram, scores.program_version()));
  return Bullets(std::move(items));
}

// "0.3 × IIT + 0.3 × EIT + 0.4 × OIT", in percent.
std::string WholeFormula(const Facts& facts) {
  constexpr Say kShare{"ร้อยละ ", ""};
  constexpr Say kOf{" ของ ", " % of "};
  std::vector<std::string> parts;
  for (const Instrument& instrument : facts.assessment().instruments()) {
    parts.push_back(
        absl::StrCat(facts.In(kShare), ShareText(instrument.weight), facts.In(kOf), instrument.id));
  }
  return absl::StrJoin(parts, " + ");
}

document::List Method(const Facts& facts) {
  constexpr Say kItem{"คะแนนของข้อ คือ ค่าเฉลี่ยของคะแนนตามตัวเลือกที่ผู้ตอบเลือก หรือคะแนนที่นำเข้า",
                      "The score of an item is the mean of what the chosen answers earn, or was "
                      "imported."};
  constexpr Say kGroup{"คะแนนของกลุ่มของข้อ คือ ค่าเฉลี่ยของคะแนนที่อยู่ภายใน ตามค่าน้ำหนักในนิยาม",
                       "The score of a group is the mean of what is in it, by the definition's "
                       "weights."};
  constexpr Say kWhole{"คะแนนรวม = ", "The overall score = "};
  constexpr Say kRound{
      "คำนวณด้วยเศษส่วนที่แน่นอนตลอดทาง ปัดเศษครึ่งขึ้นเป็นทศนิยมสองตำแหน่งเพียงครั้งเดียวเมื่อแสดงผล",
      "All is computed with exact fractions and rounded half up to two decimals "
      "once, when it is shown."};
  std::vector<document::Text> items = {facts.In(kItem), facts.In(kGroup)};
  if (facts.assessment().instruments().size() > 1) {
    items.emplace_back(absl::StrCat(facts.In(kWhole), WholeFormula(facts)));
  }
  items.emplace_back(facts.In(kRound));
  return Bullets(std::move(items));
}

}  // namespace

Blocks ImportedAnnex(const Facts& facts) {
  constexpr Say kAbout{"คะแนนต่อไปนี้ไม่ได้นับจากคำตอบในระบบ แต่ผู้ประเมินเป็นผู้ให้และนำเข้ามา",
                       "These scores weren't counted from answers: assessors gave them, and they "
                       "were imported."};
  constexpr Say kPart{"ส่วน", "Part"};
  constexpr Say kNode{"ข้อหรือกลุ่ม", "Item or group"};
  constexpr Say kScore{"คะแนน", "Score"};
  constexpr Say kEvidence{"หลักฐาน", "Evidence"};
  constexpr Say kNote{"หมายเหตุ", "Note"};
  document::Table table = TableOf(
      {facts.In(kPart), facts.In(kNode), facts.In(kScore), facts.In(kEvidence), facts.In(kNote)},
      {1, 3.6, 1.5, 2.9, 2});
  for (const v1::NodeScore& node : facts.now.scores().nodes()) {
    if (node.origin() == v1::ORIGIN_IMPORTED) table.rows.push_back(ImportedRow(facts, node));
  }
  for (const v1::ImportedScore& given : facts.now.scores().imported()) {
    table.rows.push_back(GivenRow(facts, given));
  }
  if (table.rows.empty()) return {};
  return {Running(facts.In(kAbout)), std::move(table)};
}

Blocks ProvenanceAnnex(const Facts& facts) {
  constexpr Say kVerify{
      "ผู้ใดก็คำนวณคะแนนทุกตัวซ้ำได้เองจากชุดข้อมูลเผยแพร่ของรอบนี้ โดยไม่ต้องใช้เซิร์ฟเวอร์ ด้วยคำสั่ง ",
      "Anybody can compute every score again from the public bundle of this "
      "round, without a server, with the command "};
  constexpr Say kTable{"ผลรวมคะแนนหารด้วยจำนวนคำตอบคือค่าที่แน่นอนของข้อ",
                       "The sum of scores divided by the number of answers is the exact score of "
                       "an item."};
  Blocks blocks;
  blocks.emplace_back(Identity(facts));
  blocks.emplace_back(Method(facts));
  document::Text verify(facts.In(kVerify));
  verify.AddVerbatim("sucharit verify --bundle FILE");
  blocks.emplace_back(Running(std::move(verify)));
  document::Table table = FiguresTable(facts);
  table.caption = document::Text(facts.In(kTable));
  blocks.emplace_back(std::move(table));
  return blocks;
}

Blocks UnverifiedAnnex(const Facts& facts) {
  constexpr Say kAbout{
      "ข้อเท็จจริงต่อไปนี้ในนิยามที่ใช้คำนวณยังไม่มีผู้ยืนยัน หากไม่ถูกต้อง คะแนนหรือถ้อยคำที่เกี่ยวข้องอาจเปลี่ยนไป",
      "Nobody has confirmed the following in the definition. Where it is wrong, "
      "scores or wording may change."};
  if (facts.definition().unverified().empty()) return {};
  std::vector<document::Text> items;
  for (const v1::Text& text : facts.definition().unverified()) items.emplace_back(facts.In(text));
  document::List list = Bullets(std::move(items));
  list.marker = document::Marker::kNumber;
  return {Leading(facts.In(kAbout)), std::move(list)};
}

}  // namespace sucharit::report
