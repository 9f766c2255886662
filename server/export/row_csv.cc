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

std::vector<CsvColumn> CsvColumns(const Assessment& assessment, const Instrument& instrument) {
  std::vector<CsvColumn> columns;
  for (RowColumn& about : RowColumns(assessment, instrument)) {
    CsvColumn& column = columns.emplace_back();
    for (const Choice& choice : about.item->choices) {
      column.cells.push_back(NeutralizeFormula(choice.id));
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
  const std::vector<CsvColumn> columns = CsvColumns(assessment, instrument);
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
