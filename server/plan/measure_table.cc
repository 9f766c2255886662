// SPDX-License-Identifier: Apache-2.0
#include "server/plan/measure_table.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/plan/plan_dates.h"
#include "server/spreadsheet/table.h"

namespace sucharit {
namespace {

struct StatusNameEntry {
  v1::MeasureStatus status;
  Say name;
};

constexpr StatusNameEntry kStatuses[] = {
    {v1::MEASURE_STATUS_PLANNED, {"ยังไม่เริ่ม", "planned"}},
    {v1::MEASURE_STATUS_UNDER_WAY, {"กำลังดำเนินการ", "under way"}},
    {v1::MEASURE_STATUS_DONE, {"แล้วเสร็จ", "done"}},
    {v1::MEASURE_STATUS_DROPPED, {"ยกเลิก", "dropped"}}};

constexpr char kStatus[] = "status";
constexpr char kNumber[] = "number";

// One row, read by the names of its columns.
class Row {
 public:
  Row(const Table& table, const TableRow& row) : table_(table), row_(row) {}

  // Empty if there is no such column.
  std::string Text(absl::string_view column) const {
    const std::optional<size_t> position = PositionOf(column);
    return position ? std::string(absl::StripAsciiWhitespace(row_.cells[*position])) : "";
  }

  absl::StatusOr<int32_t> Number(absl::string_view column) const {
    int32_t number = 0;
    const std::string text = Text(column);
    if (!text.empty() && !absl::SimpleAtoi(text, &number)) return Refuse(column);
    return number;
  }

  absl::StatusOr<v1::Date> Date(absl::string_view column) const {
    auto date = ParsePlanDate(Text(column));
    if (!date.ok()) return Refuse(column);
    return date;
  }

  absl::StatusOr<v1::MeasureStatus> Status() const {
    const std::string text = Text(kStatus);
    const std::optional<v1::MeasureStatus> status = ParseMeasureStatus(text);
    if (status) return *status;
    return text.empty() ? absl::StatusOr<v1::MeasureStatus>(v1::MEASURE_STATUS_PLANNED)
                        : Refuse(kStatus);
  }

 private:
  std::optional<size_t> PositionOf(absl::string_view column) const {
    const auto& names = table_.head.cells;
    const auto found = std::find(names.begin(), names.end(), std::string(column));
    if (found == names.end()) return std::nullopt;
    return static_cast<size_t>(found - names.begin());
  }

  absl::Status Refuse(absl::string_view column) const {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE, "the cell can't be read",
                   TablePlace(table_, row_, *PositionOf(column)));
  }

  const Table& table_;
  const TableRow& row_;
};

absl::StatusOr<v1::Measure> ReadMeasure(const Row& row) {
  v1::Measure measure;
  ASSIGN_OR_RETURN(const int32_t number, row.Number(kNumber));
  measure.set_number(number);
  ASSIGN_OR_RETURN(const int32_t topic, row.Number("topic"));
  measure.set_topic(topic);
  measure.set_measure(row.Text("measure"));
  measure.set_responsible(row.Text("responsible"));
  for (std::string& step : SplitSteps(row.Text("steps"))) measure.add_steps(std::move(step));
  ASSIGN_OR_RETURN(*measure.mutable_begins(), row.Date("begins"));
  ASSIGN_OR_RETURN(*measure.mutable_ends(), row.Date("ends"));
  ASSIGN_OR_RETURN(const v1::MeasureStatus status, row.Status());
  measure.set_status(status);
  return measure;
}

}  // namespace

absl::StatusOr<std::vector<v1::Measure>> ReadMeasures(const std::string& path) {
  ASSIGN_OR_RETURN(const Table table, ReadTable(path));
  const auto columns = FindTableColumns(
      table, {"topic", "measure", "responsible", "steps", "begins", "ends"}, {kStatus, kNumber});
  if (!columns.ok()) return Within(path, columns.status());
  std::vector<v1::Measure> measures;
  for (const TableRow& row : table.rows) {
    auto measure = ReadMeasure(Row(table, row));
    if (!measure.ok()) return Within(path, measure.status());
    measures.push_back(*std::move(measure));
  }
  return measures;
}

std::optional<v1::MeasureStatus> ParseMeasureStatus(absl::string_view text) {
  for (const StatusNameEntry& entry : kStatuses) {
    const std::string name = absl::StrReplaceAll(text, {{"_", " "}});
    if (name == entry.name.th || absl::EqualsIgnoreCase(name, entry.name.en)) return entry.status;
  }
  return std::nullopt;
}

const char* MeasureStatusName(v1::MeasureStatus status, Language language) {
  for (const StatusNameEntry& entry : kStatuses) {
    if (entry.status == status) return entry.name.In(language);
  }
  return Say{"ไม่ทราบ", "unknown"}.In(language);
}

std::vector<std::string> SplitSteps(absl::string_view text) {
  std::vector<std::string> steps;
  for (absl::string_view step : absl::StrSplit(text, absl::ByAnyChar("\n\r;"))) {
    step = absl::StripAsciiWhitespace(step);
    if (!step.empty()) steps.emplace_back(step);
  }
  return steps;
}

}  // namespace sucharit
