// SPDX-License-Identifier: Apache-2.0
#include "server/export/answer_distribution.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/export/localized.h"

namespace sucharit {
namespace {

constexpr size_t kFirstStep = 3;  // Column of the table.
constexpr size_t kMostSteps = 6;
constexpr uint32_t kColors[kMostSteps] = {0xB2323C, 0xE0763F, 0xF2C14E,
                                          0xB9CF6A, 0x6FB07F, 0x2E7D6B};
constexpr Say kSteps[kMostSteps] = {{"คะแนนต่ำสุด", "Earns least"}, {"กลุ่มที่ 2", "Group 2"},
                                    {"กลุ่มที่ 3", "Group 3"},        {"กลุ่มที่ 4", "Group 4"},
                                    {"กลุ่มที่ 5", "Group 5"},        {"คะแนนสูงสุด", "Earns most"}};

// Which of the six a step is when there are `steps`: the first is the worst, the last the best.
size_t Spread(size_t step, size_t steps, size_t among) {
  return steps < 2 ? among - 1 : step * (among - 1) / (steps - 1);
}

bool Tells(const Item& item, const v1::AnswerTable& answers) {
  return item.is_scored() && answers.parts_size() >= 2 &&
         static_cast<size_t>(answers.parts_size()) <= kMostSteps;
}

// Counts from what earns least to what earns most.
std::vector<int64_t> Ordered(const Item& item, const v1::AnswerTable& answers) {
  std::vector<int64_t> counts;
  for (const v1::AnswerPart& part : answers.parts()) counts.push_back(part.count());
  if (item.reversed) std::reverse(counts.begin(), counts.end());
  return counts;
}

}  // namespace

AnswerDistribution::AnswerDistribution(const Assessment& assessment, const v1::Bundle& bundle,
                                       Language language)
    : language_(language),
      table_{"distribution",
             {"การกระจายคำตอบ", "Distribution"},
             {{"item", {"ข้อ", "Item"}, ColumnKind::kId},
              {"text", {"ข้อคำถาม", "Question"}, ColumnKind::kText},
              {"answered", {"ผู้ตอบข้อนี้", "Answered"}, ColumnKind::kCount}},
             {}} {
  for (const v1::AnswerTable& answers : bundle.answers()) {
    const Item* item = assessment.FindItem(answers.item());
    if (item == nullptr || !Tells(*item, answers)) continue;
    steps_ = std::max(steps_, static_cast<size_t>(answers.parts_size()));
  }
  for (size_t step = 0; step < steps_; ++step) {
    table_.columns.push_back(
        {"step", kSteps[Spread(step, steps_, kMostSteps)], ColumnKind::kCount});
  }
  for (const v1::AnswerTable& answers : bundle.answers()) {
    const Item* item = assessment.FindItem(answers.item());
    if (item != nullptr && Tells(*item, answers)) AddRow(*item, answers);
  }
}

void AnswerDistribution::AddRow(const Item& item, const v1::AnswerTable& answers) {
  std::vector<std::string> row(kFirstStep + steps_);
  row[0] = item.id;
  row[1] = In(language_, item.text);
  row[2] = absl::StrCat(answers.answered());
  const std::vector<int64_t> counts = Ordered(item, answers);
  for (size_t part = 0; part < counts.size(); ++part) {
    row[kFirstStep + Spread(part, counts.size(), steps_)] = absl::StrCat(counts[part]);
  }
  table_.rows.push_back(std::move(row));
}

SheetChart AnswerDistribution::Chart(const std::string& sheet) const {
  constexpr Say kTitle{"การกระจายคำตอบรายข้อ", "How the answers lie"};
  constexpr int kPixelsOfABar = 26;
  constexpr int kPixelsAroundBars = 150;
  SheetChart chart;
  const auto last = static_cast<uint32_t>(table_.rows.size());
  chart.title = kTitle.In(language_);
  chart.categories = {sheet, 1, last, 0};
  chart.show_values = false;
  for (size_t step = 0; step < steps_; ++step) {
    const size_t color = Spread(step, steps_, kMostSteps);
    chart.series.push_back({kSteps[color].In(language_),
                            {sheet, 1, last, static_cast<uint16_t>(kFirstStep + step)},
                            kColors[color]});
  }
  chart.row = 1;
  chart.column = static_cast<uint16_t>(table_.columns.size() + 1);
  chart.width = 760;
  chart.height = kPixelsAroundBars + kPixelsOfABar * static_cast<int>(last);
  return chart;
}

}  // namespace sucharit
