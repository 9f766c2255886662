// SPDX-License-Identifier: Apache-2.0
//
// The plan of measures: what the agency does next.
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/report/blocks.h"
#include "server/report/parts.h"
#include "server/report/words.h"

namespace sucharit::report {
namespace {

// Measures by topic, in their own order.
using Plan = std::map<int, std::vector<const v1::Measure*>>;

Plan PlanOf(const Facts& facts) {
  Plan plan;
  for (const v1::Measure& measure : facts.source.plan()) plan[measure.topic()].push_back(&measure);
  return plan;
}

std::string TopicText(const Facts& facts, int number) {
  for (const TopicFindings& topic : facts.findings.topics) {
    if (topic.number == number) return absl::StrCat("(", number, ") ", facts.In(topic.name));
  }
  return absl::StrCat("(", number, ")");
}

std::string StatusText(const Facts& facts, v1::MeasureStatus status) {
  constexpr Say kUnderWay{"อยู่ระหว่างดำเนินการ", "under way"};
  constexpr Say kDone{"ดำเนินการแล้วเสร็จ", "done"};
  constexpr Say kDropped{"ยกเลิก", "given up"};
  if (status == v1::MEASURE_STATUS_UNDER_WAY) return facts.In(kUnderWay);
  if (status == v1::MEASURE_STATUS_DONE) return facts.In(kDone);
  return status == v1::MEASURE_STATUS_DROPPED ? facts.In(kDropped) : "";
}

// Some agencies number their measures themselves.
bool IsNumbered(const std::string& text) {
  if (text.empty()) return false;
  const bool thai = text.size() > 2 && absl::StartsWith(text, "\xE0\xB9") &&
                    static_cast<unsigned char>(text[2]) >= 0x90 &&
                    static_cast<unsigned char>(text[2]) <= 0x99;
  return thai || absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
}

std::string MeasureText(const v1::Measure& measure, size_t number, size_t of) {
  if (of == 1 || IsNumbered(measure.measure())) return measure.measure();
  return absl::StrCat(number, ". ", measure.measure());
}

document::Cell StepsCell(const v1::Measure& measure) {
  if (measure.steps_size() == 1) return document::Cell(measure.steps(0));
  document::List steps{.marker = document::Marker::kNumber};
  for (const std::string& step : measure.steps()) steps.items.emplace_back(step);
  return document::Cell(std::vector<document::CellBlock>{std::move(steps)});
}

document::Cell DatesCell(const Facts& facts, const v1::Measure& measure) {
  std::vector<document::CellBlock> blocks;
  blocks.emplace_back(document::Paragraph{
      .text = document::Text(PeriodText(measure.begins(), measure.ends(), facts.language))});
  const std::string status = StatusText(facts, measure.status());
  if (!status.empty()) {
    blocks.emplace_back(
        document::Paragraph{.text = document::Text(absl::StrCat("(", status, ")"))});
  }
  return document::Cell(std::move(blocks));
}

void AddMeasures(const Facts& facts, int topic, const std::vector<const v1::Measure*>& measures,
                 document::Table& table) {
  for (size_t index = 0; index < measures.size(); ++index) {
    const v1::Measure& measure = *measures[index];
    document::Row row;
    if (index == 0) {
      row.cells.emplace_back(TopicText(facts, topic));
      row.cells.back().Over(1, static_cast<int>(measures.size()));
    }
    row.cells.emplace_back(MeasureText(measure, index + 1, measures.size()));
    row.cells.emplace_back(measure.responsible());
    row.cells.push_back(StepsCell(measure));
    row.cells.push_back(DatesCell(facts, measure));
    table.rows.push_back(std::move(row));
  }
}

document::Table PlanTable(const Facts& facts, const Plan& plan) {
  constexpr Say kMeasure{"มาตรการ/โครงการ/กิจกรรม", "Measure, project or activity"};
  constexpr Say kResponsible{"ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", "Responsible"};
  constexpr Say kSteps{"ขั้นตอน/วิธีปฏิบัติ", "Steps"};
  constexpr Say kDates{"วัน เดือน ปี ที่ดำเนินการ", "When"};
  document::Table table = TableOf({facts.In(facts.words.plan_topic_column), facts.In(kMeasure),
                                   facts.In(kResponsible), facts.In(kSteps), facts.In(kDates)},
                                  {2.2, 3.2, 1.7, 5.2, 1.7});
  for (const auto& [topic, measures] : plan) AddMeasures(facts, topic, measures, table);
  return table;
}

// Topics that nothing is planned for: said, so that nobody has to look for them.
Blocks WithoutMeasure(const Facts& facts, const Plan& plan) {
  constexpr Say kWithout{"ประเด็นที่ยังไม่มีมาตรการในแผน: ", "Nothing is planned for: "};
  std::vector<std::string> names;
  for (const TopicFindings& topic : facts.findings.topics) {
    if (plan.count(topic.number) == 0) names.push_back(TopicText(facts, topic.number));
  }
  if (names.empty()) return {};
  return {Running(absl::StrCat(facts.In(kWithout), Enumerate(names, facts.language)))};
}

document::Heading Centered(int level, std::string text) {
  document::Heading heading = HeadingOf(level, std::move(text));
  heading.alignment = document::Alignment::kCenter;
  return heading;
}

}  // namespace

Blocks PlanPart(const Facts& facts) {
  constexpr Say kIn{" ในปีงบประมาณ พ.ศ. ", " in fiscal year "};
  constexpr Say kOf{" ประจำปีงบประมาณ พ.ศ. ", ", fiscal year "};
  constexpr Say kNothing{"ยังไม่มีมาตรการในแผน", "The plan has no measures yet."};
  const int year = facts.definition().fiscal_year_be();
  const auto with_year = [&](const std::string& text, const Say& before) {
    return year == 0 ? text : absl::StrCat(text, facts.In(before), year + 1);
  };
  Blocks blocks;
  blocks.emplace_back(Centered(1, with_year(facts.In(facts.words.plan_heading), kIn)));
  blocks.emplace_back(
      Centered(2, with_year(absl::StrCat(facts.In(facts.words.plan_title), facts.agency()), kOf)));
  const Plan plan = PlanOf(facts);
  if (plan.empty()) {
    blocks.emplace_back(Running(facts.In(kNothing)));
    return blocks;
  }
  blocks.emplace_back(PlanTable(facts, plan));
  Append(blocks, WithoutMeasure(facts, plan));
  return blocks;
}

}  // namespace sucharit::report
