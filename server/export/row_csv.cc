// SPDX-License-Identifier: Apache-2.0
#include "server/export/row_csv.h"

#include <string>
#include <utility>
#include <vector>

#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// A column with what its choices are called in the file.
struct CsvColumn {
  RowColumn about;
  std::vector<std::string> cells;
};

std::vector<CsvColumn> CsvColumns(std::vector<RowColumn> about_columns) {
  std::vector<CsvColumn> columns;
  for (RowColumn& about : about_columns) {
    CsvColumn& column = columns.emplace_back();
    for (size_t choice = 0; choice < about.item->choices.size(); ++choice) {
      column.cells.push_back(NeutralizeFormula(ChoiceCell(about, choice)));
    }
    column.about = std::move(about);
  }
  return columns;
}

void WriteCell(const CsvColumn& column, const CheckedAnswers& row, CsvWriter& csv) {
  const AnswerValue& value = row.values()[column.about.place];
  if (const auto* choice = std::get_if<uint8_t>(&value)) {
    csv.Plain(column.cells[*choice]);
  } else if (const auto* number = std::get_if<NumberAnswer>(&value)) {
    csv.Plain(FormatScaled(number->scaled, column.about.item->number->decimals));
  } else if (column.about.choice.has_value() || column.about.item->kind == AnswerKind::kText) {
    const std::optional<bool> yes = YesOrNo(column.about, row);
    csv.Plain(!yes.has_value() ? "" : *yes ? "1" : "0");
  } else {
    csv.Plain("");
  }
}

}  // namespace

absl::Status WriteRowsCsv(const Assessment& assessment, const Instrument& instrument,
                          const RowSource& source, const ByteSink& sink, bool byte_order_mark) {
  std::vector<RowColumn> about = RowColumns(assessment, instrument);
  RETURN_IF_ERROR(FindJoinedGroups(assessment, instrument, source, about));
  const std::vector<CsvColumn> columns = CsvColumns(std::move(about));
  CsvWriter csv(sink, byte_order_mark);
  for (const CsvColumn& column : columns) csv.Cell(column.about.name);
  csv.EndRow();
  RETURN_IF_ERROR(ForEachRow(assessment, instrument, source, [&](const CheckedAnswers& row) {
    for (const CsvColumn& column : columns) WriteCell(column, row, csv);
    csv.EndRow();
    return csv.status();
  }));
  return csv.Finish();
}

}  // namespace sucharit
