// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/csv/csv.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/workbook.h"

namespace sucharit {
namespace {

absl::Status Refuse(v1::Reason reason, absl::string_view message, absl::string_view place) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, place);
}

absl::StatusOr<Table> TableOfCsv(absl::string_view bytes) {
  ASSIGN_OR_RETURN(CsvTable csv, ParseCsv(bytes));
  Table table;
  table.head = {csv.head.line, std::move(csv.head.cells)};
  for (CsvRow& row : csv.rows) table.rows.push_back({row.line, std::move(row.cells)});
  return table;
}

// The tab that a person sees first.
const Sheet* FirstSheet(const Workbook& workbook) {
  for (const Sheet& sheet : workbook.sheets) {
    if (!sheet.is_hidden) return &sheet;
  }
  return nullptr;
}

absl::StatusOr<TableRow> HeadOf(const SheetRow& row) {
  TableRow head{row.number, {}};
  for (const SheetCell& cell : row.cells) {
    if (static_cast<size_t>(cell.column) != head.cells.size()) {
      return Refuse(
          v1::REASON_CSV_ROW_LENGTH, "a gap in the head",
          absl::StrCat("cell ", CellAddress(row.number, static_cast<int>(head.cells.size()))));
    }
    head.cells.push_back(cell.text);
  }
  return head;
}

absl::StatusOr<TableRow> RowOf(const SheetRow& row, size_t columns) {
  TableRow result{row.number, std::vector<std::string>(columns)};
  for (const SheetCell& cell : row.cells) {
    const auto column = static_cast<size_t>(cell.column);
    if (column >= columns) {
      return Refuse(v1::REASON_CSV_ROW_LENGTH, "a cell outside of the head's columns",
                    absl::StrCat("cell ", CellAddress(row.number, cell.column)));
    }
    result.cells[column] = cell.text;
  }
  return result;
}

absl::StatusOr<Table> TableOfWorkbook(absl::string_view bytes) {
  ASSIGN_OR_RETURN(const Workbook workbook, ParseWorkbook(bytes));
  const Sheet* sheet = FirstSheet(workbook);
  if (sheet == nullptr || sheet->rows.empty()) {
    return Refuse(v1::REASON_FILE_EMPTY, "nothing in the first sheet", "");
  }
  Table table;
  table.is_workbook = true;
  ASSIGN_OR_RETURN(table.head, HeadOf(sheet->rows.front()));
  // Rows are filled up to the head's width: few cells may stand for many.
  if (sheet->rows.size() * table.head.cells.size() > kMaximumCells) {
    return Refuse(v1::REASON_SPREADSHEET_TOO_LARGE, "too many cells", "");
  }
  for (size_t index = 1; index < sheet->rows.size(); ++index) {
    ASSIGN_OR_RETURN(TableRow row, RowOf(sheet->rows[index], table.head.cells.size()));
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string TablePlace(const Table& table, const TableRow& row, size_t column) {
  if (table.is_workbook) {
    return absl::StrCat("cell ",
                        CellAddress(static_cast<int>(row.number), static_cast<int>(column)));
  }
  return absl::StrCat("line ", row.number, ", column ", table.head.cells[column]);
}

absl::StatusOr<Table> ParseTable(absl::string_view bytes) {
  return LooksLikeWorkbook(bytes) ? TableOfWorkbook(bytes) : TableOfCsv(bytes);
}

absl::StatusOr<Table> ReadTable(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(path, kMaximumCsvBytes));
  absl::StatusOr<Table> table = ParseTable(bytes);
  if (!table.ok()) return Within(path, table.status());
  return table;
}

absl::StatusOr<std::vector<size_t>> FindTableColumns(const Table& table,
                                                     const std::vector<std::string>& required,
                                                     const std::vector<std::string>& optional) {
  const std::vector<std::string>& names = table.head.cells;
  std::set<std::string> seen;
  for (size_t column = 0; column < names.size(); ++column) {
    const std::string place = TablePlace(table, table.head, column);
    if (!Holds(required, names[column]) && !Holds(optional, names[column])) {
      return Refuse(v1::REASON_CSV_COLUMN_UNKNOWN, "a column of no use", place);
    }
    if (!seen.insert(names[column]).second) {
      return Refuse(v1::REASON_CSV_COLUMN_REPEATED, "a column twice", place);
    }
  }
  std::vector<size_t> positions;
  for (const std::string& name : required) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      return Refuse(v1::REASON_CSV_COLUMN_MISSING, "a column is missing",
                    absl::StrCat("column ", name));
    }
    positions.push_back(static_cast<size_t>(found - names.begin()));
  }
  return positions;
}

}  // namespace sucharit
