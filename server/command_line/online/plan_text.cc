// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/plan_text.h"

#include "absl/strings/str_cat.h"
#include "server/export/display_width.h"
#include "server/export/localized.h"
#include "server/plan/measure_table.h"
#include "server/plan/plan_dates.h"

namespace sucharit {
namespace {

constexpr size_t kNumberWidth = 5;
constexpr char kIndent[] = "         ";

std::string MeasureToText(const v1::Measure& measure, Language language) {
  constexpr Say kResponsible{"ผู้รับผิดชอบ: ", "responsible: "};
  constexpr Say kUntil{" ถึง ", " to "};
  std::string text = absl::StrCat("  ", AlignRight(absl::StrCat(measure.number()), kNumberWidth),
                                  "  ", measure.measure(), "\n", kIndent, kResponsible.In(language),
                                  measure.responsible(), "\n");
  for (int step = 0; step < measure.steps_size(); ++step) {
    absl::StrAppend(&text, kIndent, step + 1, ") ", measure.steps(step), "\n");
  }
  absl::StrAppend(&text, kIndent, FormatPlanDate(measure.begins(), language), kUntil.In(language),
                  FormatPlanDate(measure.ends(), language), "  [",
                  MeasureStatusName(measure.status(), language), "]\n");
  return text;
}

nlohmann::json DateToJson(const v1::Date& date) {
  return {{"year_be", date.year_be()}, {"month", date.month()}, {"day", date.day()}};
}

}  // namespace

std::string PlanToText(const Assessment& assessment, const Measures& measures, Language language) {
  constexpr Say kTopic{"ประเด็นที่ ", "Topic "};
  constexpr Say kNone{"         (ยังไม่มีมาตรการ)\n", "         (no measure yet)\n"};
  std::string text;
  for (const v1::Topic& topic : assessment.definition().topics()) {
    absl::StrAppend(&text, kTopic.In(language), topic.number(), " ", In(language, topic.name()),
                    "\n");
    bool any = false;
    for (const v1::Measure& measure : measures) {
      if (measure.topic() != topic.number()) continue;
      text += MeasureToText(measure, language);
      any = true;
    }
    if (!any) text += kNone.In(language);
  }
  return text;
}

nlohmann::json PlanToJson(const Measures& measures) {
  nlohmann::json rows = nlohmann::json::array();
  for (const v1::Measure& measure : measures) {
    nlohmann::json row{{"number", measure.number()},
                       {"topic", measure.topic()},
                       {"measure", measure.measure()},
                       {"responsible", measure.responsible()},
                       {"steps", nlohmann::json::array()},
                       {"begins", DateToJson(measure.begins())},
                       {"ends", DateToJson(measure.ends())},
                       {"status", MeasureStatusName(measure.status(), Language::kEnglish)}};
    for (const std::string& step : measure.steps()) row["steps"].push_back(step);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace sucharit
