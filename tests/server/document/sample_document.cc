// SPDX-License-Identifier: Apache-2.0
#include "tests/server/document/sample_document.h"

#include <utility>

namespace sucharit::document {
namespace {

Cell Score(const char* text) { return Cell(text, Alignment::kCenter); }

Table IndicatorTable() {
  Table table;
  table.widths = {0.36, 0.42, 0.22};
  table.header = {{.cells = {"เครื่องมือ", "ตัวชี้วัด", "คะแนน"}}};
  table.rows = {
      {.cells = {Cell("แบบวัดการรับรู้ของผู้มีส่วนได้เสียภายใน หรือแบบวัด IIT (Internal Integrity and "
                      "Transparency Assessment)")
                     .Over(1, 3),
                 "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", Score("92.68")}},
      {.cells = {"ตัวชี้วัดที่ 2 การใช้งบประมาณ", Score("96.99")}},
      {.cells = {"ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", Score("84.30")}},
      {.cells = {Cell("แบบวัดการเปิดเผยข้อมูลสาธารณะ หรือแบบวัด OIT").Over(1, 2),
                 "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", Score("93.57")}},
      {.cells = {"ตัวชี้วัดที่ 10 การป้องกันการทุจริต", Score("100")}}};
  table.caption = "คะแนนรายตัวชี้วัด";
  return table;
}

Table TopicTable() {
  Table table;
  table.widths = {0.1, 0.72, 0.18};
  table.first_column_is_head = true;
  table.header = {
      {.cells = {Cell("เครื่องมือการประเมินแบบวัดการรับรู้ผู้มีส่วนได้เสียภายใน IIT").Over(2), "คะแนน"}}};
  table.rows = {
      {.cells =
           {"I1",
            "การปฏิบัติงานหรือให้บริการของเจ้าหน้าที่ในหน่วยงานของท่านเป็นไปตามขั้นตอนและระยะเวลา มากน้อยเพียงใด",
            Score("87.74")}},
      {.cells = {"I3", "เจ้าหน้าที่ในหน่วยงานของท่าน มีการเรียก รับสินบนเพื่อแลกกับการปฏิบัติงานหรือการให้บริการหรือไม่",
                 Score("100")}},
      {.cells = {Cell("แบบวัดการเปิดเผยข้อมูลสาธารณะ OIT").Over(3)}, .heading = true},
      {.cells = {"O7", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", Score("100")}},
      {.cells = {"O10", "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่", Score("50")}}};
  return table;
}

Row Measure(const char* topic, const char* measure) {
  List steps{.marker = Marker::kNumber};
  steps.items = {"แต่งตั้งคณะทำงานจัดทำคู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่",
                 "ดำเนินการจัดทำร่างคู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่เสนอคณะทำงานจัดทำคู่มือหรือแนวทางการปฏิบั"
                 "ติงานของเจ้าหน้าที่ให้ความเห็นชอบ "
                 "และนำคู่มือฯ ไปสู่การปฏิบัติ",
                 "เผยแพร่คู่มือ/แนวทางการปฏิบัติงานผ่านเว็บไซต์หน่วยงาน บอร์ดประชาสัมพันธ์ เป็นต้น"};
  List units{.items = {"สำนักปลัดเทศบาล", "กองคลัง"}};
  return {.cells = {topic, measure, Cell(std::vector<CellBlock>{units}),
                    Cell(std::vector<CellBlock>{Paragraph{.text = Bold("ขั้นตอน")}, steps}),
                    Cell("เมษายน 2568 ถึง กันยายน 2568", Alignment::kCenter)}};
}

Table PlanTable() {
  Table table;
  table.widths = {0.18, 0.22, 0.14, 0.32, 0.14};
  table.header = {{.cells = {"ประเด็นที่", "มาตรการ/โครงการ/กิจกรรม", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง",
                             "ขั้นตอน/วิธีปฏิบัติ", "วัน เดือน ปี ที่ดำเนินการ"}}};
  for (int i = 0; i < 3; ++i) {
    table.rows.push_back(Measure("(๑) กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
                                 "จัดทำคู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่"));
    table.rows.push_back(Measure("(๒) การให้บริการและระบบ E-Service",
                                 "จัดทำช่องทางการติดต่อ-สอบถามข้อมูลให้มีลักษณะเป็นการสื่อสารสองทาง"));
  }
  return table;
}

BarChart IndicatorBars() {
  BarChart chart;
  chart.bars = {
      {"ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", ChartValue{92.68, "92.68"}},
      {"ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", ChartValue{84.30, "84.30"}},
      {"ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงานและการมีส่วนร่วมของประชาชนในพื้นที่", ChartValue{40, "40.00"}},
      {"ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", std::nullopt},
      {"ตัวชี้วัดที่ 10 การป้องกันการทุจริต", ChartValue{100, "100"}}};
  return chart;
}

GroupedBarChart InstrumentsOverYears() {
  GroupedBarChart chart;
  chart.series = {"ปี 2566", "ปี 2567"};
  chart.groups = {{"IIT", {ChartValue{88.1, "88.10"}, ChartValue{93.07, "93.07"}}},
                  {"EIT", {ChartValue{91.2, "91.20"}, ChartValue{90.98, "90.98"}}},
                  {"OIT", {std::nullopt, ChartValue{96.79, "96.79"}}}};
  return chart;
}

Figure FigureOf(Chart chart, const char* caption, const char* alternative) {
  Figure figure{.chart = std::move(chart), .caption = caption, .alternative = alternative};
  figure.figures = Table{.widths = {0.7, 0.3},
                         .header = {{.cells = {"ตัวชี้วัด", "คะแนน"}}},
                         .rows = {{.cells = {"ตัวชี้วัดที่ 1", "92.68"}}}};
  return figure;
}

Section FindingsSection() {
  Section section;
  section.blocks = {
      Title{{"รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
             "ของเทศบาลตำบลบางตะบูน อำเภอบ้านแหลม จังหวัดเพชรบุรี พ.ศ. 2567"}},
      Heading{1, "1. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินการของหน่วยงานภาครัฐ"},
      Paragraph{
          .text =
              Text("จากผลการประเมินฯ ITA ในปีงบประมาณ พ.ศ. 2567 พบว่าคะแนนภาพรวมของเทศบาลตำบลบางตะบูน "
                   "ได้คะแนน ")
                  .AddBold("93.93")
                  .Add(" คะแนน ระดับผลการประเมินอยู่ที่ “ระดับผ่านดี” โดยแบ่งคะแนนตามประเด็นดังต่อไปนี้"),
          .alignment = Alignment::kJustify,
          .first_line_indent = true},
      FigureOf(IndicatorBars(), "แผนภูมิที่ 1 คะแนนรายตัวชี้วัด", "ตัวชี้วัดที่ 10 ได้คะแนนสูงสุด 100"),
      IndicatorTable(),
      Heading{2, "แยกเป็นประเด็นดังต่อไปนี้"},
      List{.marker = Marker::kParenthesizedNumber,
           .items = {"กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "การให้บริการและระบบ E-Service"}},
      Heading{2, "ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"},
      TopicTable(),
      Heading{3, "วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ"},
      List{.items = {Bold("รักษาระดับ").Add(" แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน (O7)"),
                     "อัตรา <5 & \"อื่น ๆ\""}},
      PageBreak{},
      FigureOf(SampleDistribution(), "แผนภูมิที่ 2 การกระจายของคำตอบ", "ส่วนใหญ่ตอบมากที่สุด"),
      FigureOf(InstrumentsOverYears(), "แผนภูมิที่ 3 คะแนนรายเครื่องมือ", "IIT เพิ่มขึ้น"),
      FigureOf(SampleTrend(), "แผนภูมิที่ 4 แนวโน้ม", "OIT เทียบกับปี 2565 ไม่ได้")};
  return section;
}

}  // namespace

DistributionChart SampleDistribution() {
  const auto item = [](const char* label, std::vector<int64_t> counts) {
    DistributionChart::Item result{.label = label, .note = "ผู้ตอบ 31 คน"};
    const char* labels[] = {"น้อยที่สุดหรือไม่มีเลย", "น้อย", "ค่อนข้างน้อย", "ค่อนข้างมาก", "มาก", "มากที่สุด"};
    for (size_t i = 0; i < counts.size(); ++i) {
      result.parts.push_back({.label = labels[i],
                              .count = counts[i],
                              .text = std::to_string(counts[i]),
                              .tone = static_cast<double>(i) / 5});
    }
    return result;
  };
  DistributionChart chart;
  chart.items = {
      item("I1 การปฏิบัติงานหรือให้บริการของเจ้าหน้าที่ในหน่วยงานของท่านเป็นไปตามขั้นตอนและระยะเวลา มากน้อยเพียงใด",
           {1, 1, 2, 6, 9, 12}),
      item("I2 ให้บริการอย่างเท่าเทียมกัน", {6, 0, 5, 1, 14, 5}),
      {.label = "I3 การเรียกรับสินบน", .note = "ไม่แสดง เพราะกลุ่มเล็กเกินไป"}};
  return chart;
}

TrendChart SampleTrend() {
  TrendChart chart;
  chart.years = {"2565", "2566", "2567"};
  const auto point = [](double value, const char* text, bool comparable = true) {
    return TrendChart::Point{.value = {value, text}, .comparable = comparable};
  };
  chart.lines = {{"IIT", {point(86.2, "86.20"), point(88.1, "88.10"), point(93.07, "93.07")}},
                 {"EIT", {point(84.5, "84.50"), point(91.2, "91.20"), point(90.98, "90.98")}},
                 {"OIT", {point(70, "70.00"), point(90, "90.00", false), point(96.79, "96.79")}}};
  return chart;
}

Document SampleDocument() {
  Document document{.title = "รายงานการวิเคราะห์ผลการประเมิน ITA",
                    .footer = "เทศบาลตำบลบางตะบูน รายงาน ITA พ.ศ. 2567"};
  document.sections.push_back(FindingsSection());
  document.sections.push_back(
      {.landscape = true,
       .blocks = {Heading{1, "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", Alignment::kCenter},
                  PlanTable()}});
  return document;
}

}  // namespace sucharit::document
