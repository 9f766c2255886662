// SPDX-License-Identifier: Apache-2.0
//
// How the answers to each item are spread, as far as that tells nothing of single people.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

// As many as fit a page with their legends.
constexpr size_t kItemsInAChart = 4;

const v1::Item& DefinedAs(const Facts& facts, const Item& item) {
  const auto position = &item - facts.assessment().items().data();
  return facts.definition().items(static_cast<int>(position));
}

bool TakesOneChoice(const v1::Item& item) {
  return item.kind() == v1::ANSWER_KIND_UNSPECIFIED || item.kind() == v1::ANSWER_KIND_ONE_CHOICE;
}

const Choice& ChoiceOf(const Item& item, const std::string& id) {
  return *std::find_if(item.choices.begin(), item.choices.end(),
                       [&](const Choice& choice) { return choice.id == id; });
}

// "น้อย", "น้อย หรือ มาก", "น้อย ถึง มากที่สุด".
std::string PartLabel(const Facts& facts, const Item& item, const v1::AnswerPart& part) {
  constexpr Say kOr{" หรือ ", " or "};
  constexpr Say kTo{" ถึง ", " to "};
  std::string first = facts.In(ChoiceOf(item, part.choices(0)).label);
  if (part.choices_size() == 1) return first;
  const std::string last = facts.In(ChoiceOf(item, part.choices(part.choices_size() - 1)).label);
  return absl::StrCat(first, facts.In(part.choices_size() == 2 ? kOr : kTo), last);
}

std::optional<mpq_class> ScoreOf(const std::optional<mpq_class>& score) { return score; }

// From the least good answer to the best: by what it earns, else by its place.
double ToneOf(const Item& item, const v1::AnswerPart& part) {
  double sum = 0;
  for (const std::string& id : part.choices()) {
    const Choice& choice = ChoiceOf(item, id);
    const std::optional<mpq_class> score = ScoreOf(choice.score);
    const double place = static_cast<double>(&choice - item.choices.data()) /
                         static_cast<double>(std::max<size_t>(1, item.choices.size() - 1));
    sum += score && !item.indicator.empty() ? score->get_d() / 100 : place;
  }
  return sum / part.choices_size();
}

std::string ItemLabel(const Facts& facts, const Item& item) {
  return absl::StrCat(item.id, " ", facts.In(item.text));
}

// Why the answers aren't shown, although enough people answered.
std::string JoinedInVain(const Facts& facts, bool has_mean) {
  constexpr Say kMeanOnly{" แสดงเฉพาะคะแนนเฉลี่ย", ". Only the mean is shown"};
  constexpr Say kNothing{" ไม่แสดงคำตอบ", ". The answers aren't shown"};
  constexpr Say kWhy{" เพราะรวมตัวเลือกที่อยู่ติดกันอย่างไรก็ยังเหลือส่วนที่มีผู้ตอบน้อยกว่า ",
                     ": however neighbouring choices are joined, some part would have fewer than "};
  constexpr Say kPeople{" คน", " answers"};
  return absl::StrCat(facts.In(has_mean ? kMeanOnly : kNothing), facts.In(kWhy),
                      facts.assessment().minimum_group(), facts.In(kPeople));
}

// Why the answers to an item aren't shown, or by how many they were given.
std::string NoteOf(const Facts& facts, const Item& item, const v1::AnswerTable& table) {
  constexpr Say kAnswered{"ผู้ตอบ ", "Answered by "};
  constexpr Say kPeople{" คน", ""};
  constexpr Say kScore{" คะแนนเฉลี่ย ", ", mean score "};
  constexpr Say kFew{"ไม่แสดงผล เพราะมีผู้ตอบน้อยกว่า ",
                     "Nothing is shown: it was answered by fewer than "};
  if (table.answered() == 0) {
    return absl::StrCat(facts.In(kFew), facts.assessment().minimum_group(), facts.In(kPeople));
  }
  std::string note =
      absl::StrCat(facts.In(kAnswered), CountText(table.answered()), facts.In(kPeople));
  const bool has_mean = facts.now.Score("item", item.id) != nullptr;
  if (has_mean) absl::StrAppend(&note, facts.In(kScore), facts.Score("item", item.id));
  if (table.parts().empty()) note += JoinedInVain(facts, has_mean);
  return note;
}

document::DistributionChart::Item DrawnItem(const Facts& facts, const Item& item,
                                            const v1::AnswerTable& table) {
  document::DistributionChart::Item drawn;
  drawn.label = ItemLabel(facts, item);
  drawn.note = NoteOf(facts, item, table);
  for (const v1::AnswerPart& part : table.parts()) {
    drawn.parts.push_back({.label = PartLabel(facts, item, part),
                           .count = part.count(),
                           .text = CountText(part.count()),
                           .tone = ToneOf(item, part)});
  }
  return drawn;
}

void AddFigureRows(const Facts& facts, const Item& item, const v1::AnswerTable& answers,
                   document::Table& table) {
  table.rows.push_back(Subhead(ItemLabel(facts, item), 3));
  for (const v1::AnswerPart& part : answers.parts()) {
    document::Row row;
    row.cells.emplace_back(PartLabel(facts, item, part));
    row.cells.push_back(Number(CountText(part.count())));
    row.cells.push_back(Number(PercentText(part.count(), answers.answered())));
    table.rows.push_back(std::move(row));
  }
  document::Row note;
  note.cells.emplace_back(NoteOf(facts, item, answers));
  note.cells.back().Over(3);
  table.rows.push_back(std::move(note));
}

document::Table AnswersTable(const Facts& facts) {
  constexpr Say kAnswer{"คำตอบ", "Answer"};
  constexpr Say kCount{"จำนวน (คน)", "People"};
  constexpr Say kPercent{"ร้อยละ", "Percent"};
  return TableOf({facts.In(kAnswer), facts.In(kCount), facts.In(kPercent)}, {6, 1.3, 1.2});
}

// Items of one choice, drawn.
void AddFigure(const Facts& facts, const std::vector<const v1::AnswerTable*>& tables,
               const Instrument& instrument, Blocks& blocks) {
  constexpr Say kCaption{"การกระจายของคำตอบ ", "How the answers are spread: "};
  constexpr Say kItems{" ข้อ ", ", items "};
  document::DistributionChart chart;
  document::Table figures = AnswersTable(facts);
  std::vector<std::string> ids;
  for (const v1::AnswerTable* table : tables) {
    const Item& item = *facts.assessment().FindItem(table->item());
    chart.items.push_back(DrawnItem(facts, item, *table));
    AddFigureRows(facts, item, *table, figures);
    ids.push_back(item.id);
  }
  document::Figure figure;
  figure.caption = document::Text(absl::StrCat(facts.In(kCaption), facts.InstrumentName(instrument),
                                               facts.In(kItems), Enumerate(ids, facts.language)));
  figure.alternative = figure.caption.Plain(document::Digits::kArabic);
  figure.chart = std::move(chart);
  figure.figures = std::move(figures);
  blocks.emplace_back(std::move(figure));
}

void AddFigures(const Facts& facts, const Instrument& instrument, Blocks& blocks) {
  std::vector<const v1::AnswerTable*> tables;
  for (const v1::AnswerTable& table : facts.bundle().answers()) {
    const Item& item = *facts.assessment().FindItem(table.item());
    if (item.instrument != instrument.id || !TakesOneChoice(DefinedAs(facts, item))) continue;
    tables.push_back(&table);
    if (tables.size() < kItemsInAChart) continue;
    AddFigure(facts, tables, instrument, blocks);
    tables.clear();
  }
  if (!tables.empty()) AddFigure(facts, tables, instrument, blocks);
}

// Choices whose count would tell about few people.
std::string NotShown(const Facts& facts, const Item& item, const v1::AnswerTable& answers) {
  constexpr Say kNotShown{" ไม่แสดงจำนวนของ: ", " Not shown, to protect those who answered: "};
  std::set<std::string> shown;
  for (const v1::AnswerPart& part : answers.parts()) {
    shown.insert(part.choices().begin(), part.choices().end());
  }
  std::vector<std::string> hidden;
  for (const Choice& choice : item.choices) {
    if (shown.count(choice.id) == 0) hidden.push_back(facts.In(choice.label));
  }
  if (hidden.empty() || answers.answered() == 0) return "";
  return absl::StrCat(facts.In(kNotShown), Enumerate(hidden, facts.language));
}

// Items where several choices may be taken: shares of the people, which add up to more than all.
void AddSeveralChoices(const Facts& facts, const Item& item, const v1::AnswerTable& answers,
                       Blocks& blocks) {
  constexpr Say kMore{"ผู้ตอบเลือกได้หลายคำตอบ ผลรวมจึงอาจเกินร้อยละ 100",
                      "Several answers could be chosen, so the shares may add up to more than "
                      "100 %."};
  document::Table table = AnswersTable(facts);
  AddFigureRows(facts, item, answers, table);
  table.caption = document::Text(absl::StrCat(facts.In(kMore), NotShown(facts, item, answers)));
  blocks.emplace_back(std::move(table));
}

void AddNumber(const Facts& facts, const Item& item, const v1::AnswerTable& answers,
               Blocks& blocks) {
  constexpr Say kMean{" ค่าเฉลี่ย ", ": mean "};
  constexpr Say kFrom{" จากผู้ตอบ ", " over "};
  constexpr Say kPeople{" คน", " answers"};
  const std::string& mean = answers.mean();
  if (mean.empty()) {
    blocks.emplace_back(
        Running(absl::StrCat(ItemLabel(facts, item), ": ", NoteOf(facts, item, answers))));
    return;
  }
  const std::string unit = facts.In(DefinedAs(facts, item).number().unit());
  blocks.emplace_back(Running(absl::StrCat(
      ItemLabel(facts, item), facts.In(kMean), DecimalText(mean), unit.empty() ? "" : " ", unit,
      facts.In(kFrom), CountText(answers.answered()), facts.In(kPeople))));
}

void AddOtherKinds(const Facts& facts, const Instrument& instrument, Blocks& blocks) {
  for (const v1::AnswerTable& table : facts.bundle().answers()) {
    const Item& item = *facts.assessment().FindItem(table.item());
    if (item.instrument != instrument.id) continue;
    const v1::AnswerKind kind = DefinedAs(facts, item).kind();
    if (kind == v1::ANSWER_KIND_SEVERAL_CHOICES) AddSeveralChoices(facts, item, table, blocks);
    if (kind == v1::ANSWER_KIND_NUMBER) AddNumber(facts, item, table, blocks);
  }
}

}  // namespace

Blocks AnswersAnnex(const Facts& facts) {
  constexpr Say kBefore{"ตัวเลือกที่อยู่ติดกันรวมเป็นส่วนเดียวกัน จนทุกส่วนที่มีผู้ตอบมีอย่างน้อย ",
                        "Neighbouring choices are joined until every part that anybody chose has "
                        "at least "};
  constexpr Say kBehind{" คน เพื่อไม่ให้รู้ได้ว่าผู้ใดตอบอย่างไร ข้อที่รวมแล้วยังไม่พอแสดงเฉพาะคะแนนเฉลี่ย",
                        " answers, so that nobody can find out who said what. Where that doesn't "
                        "help only the mean is shown."};
  if (facts.bundle().answers().empty()) return {};
  Blocks blocks;
  blocks.emplace_back(Running(
      absl::StrCat(facts.In(kBefore), facts.assessment().minimum_group(), facts.In(kBehind))));
  for (const Instrument& instrument : facts.assessment().instruments()) {
    AddFigures(facts, instrument, blocks);
    AddOtherKinds(facts, instrument, blocks);
  }
  return blocks;
}

}  // namespace sucharit::report
