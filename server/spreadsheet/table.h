// SPDX-License-Identifier: Apache-2.0
//
// A table with a head, whatever program wrote it: CSV, or the first sheet of a workbook.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

struct TableRow {
  int64_t number = 0;              // The line or the row, counted from 1, for a person to find it.
  std::vector<std::string> cells;  // As many as the head has; blanks around a cell are part of it.
};

struct Table {
  TableRow head;               // Names of the columns; none is empty.
  std::vector<TableRow> rows;  // Of a workbook: without the rows in which every cell is empty.
  bool is_workbook = false;
};

// Where a cell is: "line 3, column score", or "cell C3" of a workbook.
std::string TablePlace(const Table& table, const TableRow& row, size_t column);

// Reads CSV (common/csv) or a workbook, told apart by what the bytes begin with, not by a name.
// Refuses what ForEachCsvRow and ParseWorkbook refuse; REASON_FILE_EMPTY if there is no head;
// REASON_CSV_ROW_LENGTH with the cell if something stands outside of the head's columns or the head
// has a gap.
absl::StatusOr<Table> ParseTable(absl::string_view bytes);

// The same of a file; subjects begin with the path. REASON_FILE_UNREADABLE, REASON_FILE_TOO_LARGE.
absl::StatusOr<Table> ReadTable(const std::string& path);

// Positions of `required` in the head, in the order of `required`. REASON_CSV_COLUMN_MISSING,
// REASON_CSV_COLUMN_UNKNOWN and REASON_CSV_COLUMN_REPEATED with the column's place; a column named
// in `optional` may be there or not.
absl::StatusOr<std::vector<size_t>> FindTableColumns(const Table& table,
                                                     const std::vector<std::string>& required,
                                                     const std::vector<std::string>& optional = {});

}  // namespace sucharit
