// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

using Lines = std::vector<const Trend::Line*>;

// A point that stands behind one of the year before, with no line between them.
bool IsBroken(const Trend::Line& line, size_t year) {
  return year > 0 && line.points[year] && line.points[year - 1] && !line.points[year]->comparable;
}

const Indicator* FindIndicator(const Facts& facts, const std::string& id) {
  for (const Indicator& indicator : facts.assessment().indicators()) {
    if (indicator.id == id) return &indicator;
  }
  return nullptr;
}

std::string LabelOf(const Facts& facts, const Trend::Line& line) {
  if (line.level == "indicator") {
    const Indicator* indicator = FindIndicator(facts, line.node);
    if (indicator != nullptr) return facts.IndicatorName(*indicator);
  }
  if (line.level == "instrument") return line.node;
  return facts.In(line.name);
}

document::TrendChart ChartOf(const Facts& facts, const Lines& lines) {
  document::TrendChart chart;
  chart.years = facts.trend.years;
  for (const Trend::Line* line : lines) {
    document::TrendChart::Line drawn;
    drawn.label = LabelOf(facts, *line);
    for (const auto& point : line->points) {
      if (!point) {
        drawn.points.emplace_back(std::nullopt);
        continue;
      }
      drawn.points.push_back(
          document::TrendChart::Point{.value = {point->score.get_d(), RoundToText(point->score)},
                                      .comparable = point->comparable});
    }
    chart.lines.push_back(std::move(drawn));
  }
  return chart;
}

document::Table FiguresTable(const Facts& facts, const Lines& lines) {
  std::vector<std::string> heads = {""};
  std::vector<double> widths = {4};
  for (const std::string& year : facts.trend.years) {
    heads.push_back(year);
    widths.push_back(1);
  }
  document::Table table = TableOf(heads, widths);
  table.first_column_is_head = true;
  for (const Trend::Line* line : lines) {
    document::Row row;
    row.cells.emplace_back(LabelOf(facts, *line));
    for (size_t year = 0; year < line->points.size(); ++year) {
      const auto& point = line->points[year];
      row.cells.push_back(
          Number(point ? absl::StrCat(IsBroken(*line, year) ? "* " : "", RoundToText(point->score))
                       : "–"));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

void AddLines(const Facts& facts, const Lines& lines, const std::string& caption, Blocks& blocks) {
  constexpr Say kChart{"แผนภูมิเส้นแนวโน้ม: ", "Line chart over the years: "};
  for (size_t first = 0; first < lines.size(); first += document::kMostSeries) {
    const size_t last = std::min(lines.size(), first + document::kMostSeries);
    const Lines some(lines.begin() + static_cast<std::ptrdiff_t>(first),
                     lines.begin() + static_cast<std::ptrdiff_t>(last));
    document::Figure figure;
    figure.chart = ChartOf(facts, some);
    figure.caption = document::Text(caption);
    figure.alternative = absl::StrCat(facts.In(kChart), caption);
    blocks.emplace_back(std::move(figure));
    blocks.emplace_back(FiguresTable(facts, some));
  }
}

// Where lines are broken, and why: one paragraph for each pair of years.
Blocks BreakSentences(const Facts& facts) {
  constexpr Say kBetween{"* ระหว่างปี ", "* Between "};
  constexpr Say kAnd{" กับ ", " and "};
  constexpr Say kNo{
      " ไม่มีเส้นเชื่อมและเปรียบเทียบกันไม่ได้ เพราะข้อคำถาม ตัวเลือก คะแนนของตัวเลือก ค่าน้ำหนัก "
      "หรือส่วนของการวัดไม่เหมือนกัน ได้แก่ ",
      " no line is drawn and nothing can be compared, because items, choices, scores of "
      "choices, weights or parts differ: "};
  Blocks blocks;
  for (size_t year = 1; year < facts.trend.years.size(); ++year) {
    std::vector<std::string> names;
    for (const Trend::Line& line : facts.trend.lines) {
      if (IsBroken(line, year)) names.push_back(LabelOf(facts, line));
    }
    if (names.empty()) continue;
    blocks.emplace_back(Running(absl::StrCat(facts.In(kBetween), facts.trend.years[year - 1],
                                             facts.In(kAnd), facts.trend.years[year], facts.In(kNo),
                                             Enumerate(names, facts.language))));
  }
  return blocks;
}

Lines LinesOfInstrument(const Facts& facts, const Instrument& instrument) {
  Lines lines;
  for (const Trend::Line& line : facts.trend.lines) {
    const Indicator* indicator =
        line.level == "indicator" ? FindIndicator(facts, line.node) : nullptr;
    if (indicator != nullptr && indicator->instrument == instrument.id) lines.push_back(&line);
  }
  return lines;
}

}  // namespace

Blocks TrendAnnex(const Facts& facts) {
  constexpr Say kRead{
      "เส้นเชื่อมเฉพาะปีที่วัดสิ่งเดียวกันด้วยวิธีเดียวกัน ปีที่ไม่มีข้อมูลเว้นว่างไว้",
      "A line joins only years in which the same was measured in the same way. Years of which "
      "nothing is known stand empty."};
  if (facts.past.empty()) return {};
  Blocks blocks;
  blocks.emplace_back(Running(facts.In(kRead)));
  Lines whole;
  for (const Trend::Line& line : facts.trend.lines) {
    if (line.level == "instrument" || line.level == "overall") whole.push_back(&line);
  }
  AddLines(facts, whole, facts.In(facts.words.by_instrument), blocks);
  for (const Instrument& instrument : facts.assessment().instruments()) {
    AddLines(
        facts, LinesOfInstrument(facts, instrument),
        absl::StrCat(facts.In(facts.words.by_indicator), " ", facts.InstrumentName(instrument)),
        blocks);
  }
  Append(blocks, BreakSentences(facts));
  return blocks;
}

}  // namespace sucharit::report
