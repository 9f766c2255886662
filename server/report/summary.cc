// SPDX-License-Identifier: Apache-2.0
//
// The cover and parts 1 and 2: what came out as a whole.
#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

// "ผลการประเมิน…" of a title that begins with "การ", "ผลของแบบสำรวจ…" of another.
std::string ResultsOfTitle(const Facts& facts) {
  const std::string title = facts.In(facts.definition().title());
  if (facts.language == Language::kEnglish) return absl::StrCat("Results of the ", title);
  return absl::StrCat(absl::StartsWith(title, "การ") ? "ผล" : "ผลของ", title);
}

std::string PlanYearText(const Facts& facts) {
  constexpr Say kYear{" ประจำปีงบประมาณ พ.ศ. ", ", fiscal year "};
  const int year = facts.definition().fiscal_year_be();
  return year == 0 ? "" : absl::StrCat(facts.In(kYear), year + 1);
}

document::Title Cover(const Facts& facts) {
  constexpr Say kReport{"รายงานการวิเคราะห์", "Analysis: "};
  constexpr Say kOf{"ของ", ""};
  document::Title title;
  title.lines.emplace_back(absl::StrCat(facts.In(kReport), ResultsOfTitle(facts)));
  title.lines.emplace_back(absl::StrCat(facts.In(kOf), facts.agency()));
  if (facts.definition().fiscal_year_be() != 0 || !facts.source.plan().empty()) {
    title.lines.emplace_back(absl::StrCat(facts.In(facts.words.plan_purpose), PlanYearText(facts)));
  }
  return title;
}

// "ในปีงบประมาณ พ.ศ. 2567", or the days between which answers were taken.
std::string WhenText(const Facts& facts) {
  constexpr Say kYear{"ในปีงบประมาณ พ.ศ. ", "In fiscal year "};
  constexpr Say kFrom{"ระหว่างวันที่ ", "From "};
  constexpr Say kTo{" ถึง ", " to "};
  const int year = facts.definition().fiscal_year_be();
  if (year != 0) return absl::StrCat(facts.In(kYear), year);
  return absl::StrCat(facts.In(kFrom), DayText(facts.bundle().first_day(), facts.language),
                      facts.In(kTo), DayText(facts.bundle().last_day(), facts.language));
}

document::Text OverallSentence(const Facts& facts) {
  constexpr Say kFrom{"จาก", ""};
  constexpr Say kFound{" พบว่าคะแนนภาพรวมของ", " the overall score of "};
  constexpr Say kIs{" คือ ", " is "};
  constexpr Say kPoints{" คะแนน", " points"};
  constexpr Say kLevel{" อยู่ในระดับ ", ", which is the level "};
  constexpr Say kBelow{" โดยแบ่งคะแนนตามประเด็นดังต่อไปนี้",
                       ". The charts below show what it is made of."};
  const std::string results =
      facts.language == Language::kThai ? facts.In(facts.words.results) : "";
  document::Text text;
  text.Add(absl::StrCat(facts.In(kFrom), results, WhenText(facts), facts.In(kFound), facts.agency(),
                        facts.In(kIs)));
  text.AddBold(facts.Score("overall", facts.definition().overall_id()));
  text.Add(facts.In(kPoints));
  const std::string level = facts.In(facts.now.scores().level_name());
  if (!level.empty()) {
    text.Add(facts.In(kLevel)).AddBold(absl::StrCat("“", level, "”"));
  }
  text.Add(facts.In(kBelow));
  return text;
}

document::BarChart::Bar BarOf(const Facts& facts, std::string label, const std::string& level,
                              const std::string& id) {
  document::BarChart::Bar bar;
  bar.label = std::move(label);
  if (const mpq_class* score = facts.now.Score(level, id)) {
    bar.value = document::ChartValue{score->get_d(), RoundToText(*score)};
  }
  return bar;
}

document::BarChart::Bar OverallBar(const Facts& facts) {
  return BarOf(facts, facts.In(facts.definition().overall_name()), "overall",
               facts.definition().overall_id());
}

// Says which bar is the lowest, which is the point of the chart.
std::string AlternativeOf(const document::BarChart& chart, const std::string& about,
                          Language language) {
  constexpr Say kChart{"แผนภูมิแท่ง", "Bar chart: "};
  constexpr Say kLowest{" ต่ำที่สุดคือ ", ". The lowest is "};
  const document::BarChart::Bar* lowest = nullptr;
  for (const document::BarChart::Bar& bar : chart.bars) {
    if (bar.value && (lowest == nullptr || bar.value->value < lowest->value->value)) lowest = &bar;
  }
  std::string text = absl::StrCat(kChart.In(language), about);
  if (lowest == nullptr) return text;
  return absl::StrCat(text, kLowest.In(language), lowest->label, " ", lowest->value->text);
}

document::Figure FigureOf(const Facts& facts, document::BarChart chart, const Say& about) {
  constexpr Say kScore{"คะแนน", "Score"};
  document::Table table = TableOf({facts.In(about), facts.In(kScore)}, {4, 1});
  table.first_column_is_head = true;
  for (const document::BarChart::Bar& bar : chart.bars) {
    table.rows.push_back({{bar.label, Number(bar.value ? bar.value->text : "–")}});
  }
  document::Figure figure;
  figure.caption = document::Text(facts.In(about));
  figure.alternative = AlternativeOf(chart, facts.In(about), facts.language);
  figure.figures = std::move(table);
  figure.chart = std::move(chart);
  return figure;
}

document::Figure InstrumentsFigure(const Facts& facts) {
  document::BarChart chart;
  for (const Instrument& instrument : facts.assessment().instruments()) {
    chart.bars.push_back(
        BarOf(facts, facts.InstrumentName(instrument), "instrument", instrument.id));
  }
  chart.bars.push_back(OverallBar(facts));
  return FigureOf(facts, std::move(chart), facts.words.by_instrument);
}

document::Figure IndicatorsFigure(const Facts& facts) {
  document::BarChart chart;
  for (const Indicator& indicator : facts.assessment().indicators()) {
    chart.bars.push_back(BarOf(facts, facts.IndicatorName(indicator), "indicator", indicator.id));
  }
  return FigureOf(facts, std::move(chart), facts.words.by_indicator);
}

int64_t CountedOf(const Facts& facts, const std::string& questionnaire) {
  for (const v1::Totals& totals : facts.bundle().totals()) {
    if (totals.questionnaire() == questionnaire) return totals.counted();
  }
  return 0;
}

// One part's score of an indicator: "ส่วนที่ 2 (นำเข้า): 95.01".
std::string PartRemark(const Facts& facts, const Instrument& instrument, const Part& part,
                       const std::string& indicator) {
  constexpr Say kPart{"ส่วนที่ ", "part "};
  constexpr Say kImported{" (นำเข้า)", " (imported)"};
  const std::string number = part.id.substr(std::min(part.id.size(), instrument.id.size() + 1));
  const std::string level = absl::StrCat("indicator part ", number);
  const v1::NodeScore* node = facts.now.Node(level, indicator);
  const mpq_class* given = facts.now.Given(part.id, indicator);
  const bool imported = node == nullptr ? part.imported : node->origin() == v1::ORIGIN_IMPORTED;
  std::string remark = absl::StrCat(facts.In(kPart), number, imported ? facts.In(kImported) : "");
  if (node != nullptr) return absl::StrCat(remark, ": ", facts.Score(level, indicator));
  return given == nullptr ? remark : absl::StrCat(remark, ": ", RoundToText(*given));
}

// Where an indicator's score comes from, in the column of remarks.
std::string Remark(const Facts& facts, const Instrument& instrument, const Indicator& indicator) {
  constexpr Say kImported{"คะแนนนำเข้า", "imported"};
  constexpr Say kFromImported{"จากคะแนนนำเข้ารายข้อ", "from imported items"};
  constexpr Say kFrom{"ผู้ตอบ ", ""};
  constexpr Say kPeople{" คน", " responses"};
  const v1::NodeScore* node = facts.now.Node("indicator", indicator.id);
  if (node == nullptr) return "";
  if (node->origin() == v1::ORIGIN_IMPORTED) return facts.In(kImported);
  if (!instrument.is_survey) return facts.In(kFromImported);
  const int64_t counted = CountedOf(facts, instrument.id);
  std::string remark =
      counted == 0 ? "" : absl::StrCat(facts.In(kFrom), CountText(counted), facts.In(kPeople));
  for (const Part& part : instrument.parts) {
    absl::StrAppend(&remark, remark.empty() ? "" : "\n",
                    PartRemark(facts, instrument, part, indicator.id));
  }
  return remark;
}

void AddInstrumentRows(const Facts& facts, const Instrument& instrument, document::Table& table) {
  constexpr Say kTotal{"คะแนน ", "Score of "};
  constexpr Say kShare{" (ร้อยละ ", " ("};
  constexpr Say kOfAll{" ของคะแนนรวม)", " % of the whole)"};
  bool first = true;
  for (const size_t position : instrument.indicators) {
    const Indicator& indicator = facts.assessment().indicators()[position];
    document::Row row;
    if (first) {
      row.cells.emplace_back(facts.InstrumentName(instrument));
      row.cells.back().Over(1, static_cast<int>(instrument.indicators.size()));
    }
    first = false;
    row.cells.emplace_back(facts.IndicatorName(indicator));
    row.cells.push_back(Number(facts.Score("indicator", indicator.id)));
    row.cells.emplace_back(Remark(facts, instrument, indicator));
    table.rows.push_back(std::move(row));
  }
  if (facts.assessment().instruments().size() == 1) return;  // It is the whole.
  document::Row total = Subhead(absl::StrCat(facts.In(kTotal), instrument.id, facts.In(kShare),
                                             ShareText(instrument.weight), facts.In(kOfAll)),
                                2);
  total.cells.push_back(Number(facts.Score("instrument", instrument.id)));
  total.cells.emplace_back("");
  table.rows.push_back(std::move(total));
}

document::Table IndicatorsTable(const Facts& facts) {
  constexpr Say kScore{"คะแนน", "Score"};
  constexpr Say kRemark{"หมายเหตุ", "Remark"};
  document::Table table =
      TableOf({facts.In(facts.words.instrument), facts.In(facts.words.indicator), facts.In(kScore),
               facts.In(kRemark)},
              {2.6, 3.4, 1.4, 3});
  for (const Instrument& instrument : facts.assessment().instruments()) {
    AddInstrumentRows(facts, instrument, table);
  }
  document::Row overall = Subhead(facts.In(facts.definition().overall_name()), 2);
  overall.cells.push_back(Number(facts.Score("overall", facts.definition().overall_id())));
  overall.cells.emplace_back(facts.In(facts.now.scores().level_name()));
  table.rows.push_back(std::move(overall));
  return table;
}

// Items that fewer than the minimum group answered: they have no score, and it is said so.
Blocks LeftOut(const Facts& facts) {
  constexpr Say kBefore{"ข้อที่มีผู้ตอบน้อยกว่า ", "Items that fewer than "};
  constexpr Say kBehind{
      " คน จึงไม่มีคะแนนและไม่นำมาคิดในค่าเฉลี่ยของกลุ่ม เพื่อไม่ให้รู้ได้ว่าผู้ใดตอบอย่างไร ได้แก่ ",
      " people answered have no score and don't enter the mean of the others, so that nobody can "
      "find out who said what: "};
  const auto& left_out = facts.now.scores().left_out();
  if (left_out.empty()) return {};
  const std::vector<std::string> ids(left_out.begin(), left_out.end());
  return {Running(absl::StrCat(facts.In(kBefore), facts.assessment().minimum_group(),
                               facts.In(kBehind), Enumerate(ids, facts.language)))};
}

Blocks UnverifiedNotice(const Facts& facts) {
  constexpr Say kBefore{"หมายเหตุ: นิยามที่ใช้คำนวณมีข้อเท็จจริงที่ยังไม่มีผู้ยืนยัน ", "Note: "};
  constexpr Say kBehind{" เรื่อง ดูภาคผนวกท้ายรายงาน",
                        " facts in the definition that these scores are made by have not been "
                        "confirmed by anybody; see the last annex."};
  const int count = facts.definition().unverified_size();
  if (count == 0) return {};
  return {Running(absl::StrCat(facts.In(kBefore), count, facts.In(kBehind)))};
}

}  // namespace

std::string ReportTitle(const Facts& facts) {
  constexpr Say kReport{"รายงานการวิเคราะห์", ""};
  constexpr Say kOf{" ", ", "};
  return absl::StrCat(facts.In(kReport), ResultsOfTitle(facts), facts.In(kOf), facts.agency());
}

Blocks SummaryParts(const Facts& facts) {
  Blocks blocks;
  blocks.emplace_back(Cover(facts));
  blocks.emplace_back(HeadingOf(1, absl::StrCat("1. ", ResultsOfTitle(facts))));
  blocks.emplace_back(Running(OverallSentence(facts)));
  Append(blocks, UnverifiedNotice(facts));
  if (facts.assessment().instruments().size() > 1) blocks.emplace_back(InstrumentsFigure(facts));
  blocks.emplace_back(IndicatorsFigure(facts));
  blocks.emplace_back(
      HeadingOf(1, absl::StrCat("2. ", facts.In(facts.words.summary_heading), facts.agency())));
  blocks.emplace_back(IndicatorsTable(facts));
  Append(blocks, LeftOut(facts));
  return blocks;
}

}  // namespace sucharit::report
