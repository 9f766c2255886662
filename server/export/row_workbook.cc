// SPDX-License-Identifier: Apache-2.0
#include "server/export/row_workbook.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/export/display_width.h"

namespace sucharit {
namespace {

struct SheetColumn {
  RowColumn about;
  bool numeric = false;        // Whether choices are numbers.
  std::vector<int32_t> codes;  // Of the choices.
};

std::vector<SheetColumn> SheetColumns(std::vector<RowColumn> about_columns) {
  std::vector<SheetColumn> columns;
  for (RowColumn& about : about_columns) {
    const bool numeric = HasNumericChoices(*about.item);
    std::vector<int32_t> codes = ChoiceCodes(*about.item);
    columns.push_back({std::move(about), numeric, std::move(codes)});
  }
  return columns;
}

// The rows while they are written, sheet after sheet.
class RowSheets {
 public:
  RowSheets(std::vector<SheetColumn> columns, Language language, WorkbookWriter& workbook)
      : columns_(std::move(columns)), language_(language), workbook_(workbook) {
    Begin();
  }

  void Add(const CheckedAnswers& row) {
    if (row_ == WorkbookWriter::kMaximumRows) Begin();
    for (size_t column = 0; column < columns_.size(); ++column) {
      WriteCell(columns_[column], row, static_cast<uint16_t>(column));
    }
    ++row_;
  }

 private:
  void Begin() {
    constexpr Say kName{"คำตอบ ", "Rows "};
    constexpr double kLeastWidth = 8;
    workbook_.AddSheet(absl::StrCat(kName.In(language_), ++sheets_), 1);
    for (size_t column = 0; column < columns_.size(); ++column) {
      const std::string& name = columns_[column].about.name;
      workbook_.SetColumnWidth(static_cast<uint16_t>(column),
                               std::max(kLeastWidth, static_cast<double>(DisplayWidth(name)) + 3));
      workbook_.Text(0, static_cast<uint16_t>(column), name, CellStyle::kHead);
    }
    row_ = 1;
  }

  void WriteCell(const SheetColumn& column, const CheckedAnswers& row, uint16_t at) {
    const Item& item = *column.about.item;
    const AnswerValue& value = row.values()[column.about.place];
    if (const auto* choice = std::get_if<uint8_t>(&value)) {
      const bool is_number = column.numeric && column.about.joined.count(*choice) == 0;
      if (is_number) return workbook_.Number(row_, at, column.codes[*choice], kStyle);
      return workbook_.Text(row_, at, ChoiceCell(column.about, *choice), kStyle);
    }
    if (const auto* number = std::get_if<NumberAnswer>(&value)) {
      return workbook_.Number(row_, at, ScaledToDouble(number->scaled, item.number->decimals),
                              kStyle);
    }
    if (!column.about.choice.has_value() && item.kind != AnswerKind::kText) return;
    const std::optional<bool> yes = YesOrNo(column.about, row);
    if (yes.has_value()) workbook_.Number(row_, at, *yes ? 1 : 0, kStyle);
  }

  static constexpr CellStyle kStyle = CellStyle::kBare;

  const std::vector<SheetColumn> columns_;
  const Language language_;
  WorkbookWriter& workbook_;
  uint32_t row_ = 0;
  int sheets_ = 0;
};

}  // namespace

absl::Status WriteRowsWorkbook(const Assessment& assessment, const Instrument& instrument,
                               const RowSource& source, Language language,
                               const WorkbookOptions& options, const std::string& path) {
  std::vector<RowColumn> about = RowColumns(assessment, instrument);
  RETURN_IF_ERROR(FindJoinedGroups(assessment, instrument, source, about));
  std::vector<SheetColumn> columns = SheetColumns(std::move(about));
  if (columns.size() > WorkbookWriter::kMaximumColumns) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROWS_NOT_KEPT,
                   "more columns than a sheet has", instrument.id);
  }
  WorkbookOptions streaming = options;
  streaming.constant_memory = true;
  WorkbookWriter workbook(path, streaming);
  RowSheets sheets(std::move(columns), language, workbook);
  RETURN_IF_ERROR(ForEachRow(assessment, instrument, source, [&](const CheckedAnswers& row) {
    sheets.Add(row);
    return absl::OkStatus();
  }));
  return workbook.Finish();
}

}  // namespace sucharit
