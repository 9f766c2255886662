// SPDX-License-Identifier: Apache-2.0
//
// Workbooks as spreadsheet programs save them (Office Open XML, `.xlsx`), read from bytes that
// nobody vouches for. Only what cells say is kept: no formats, pictures or formulas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// A cell that isn't empty.
struct SheetCell {
  int column = 0;  // Counted from 0: column C is 2.
  // What stands there. Numbers without needless zeros ("80", "66.6", "85%"), dates and times as
  // "2024-10-01", "2024-10-01 14:30" or "14:30" however they are shown, truth as "TRUE" or "FALSE".
  std::string text;
};

// A row that has a cell which isn't empty.
struct SheetRow {
  int number = 0;                // As the program shows it, from 1.
  std::vector<SheetCell> cells;  // From left to right.

  // What a cell says; empty if there is none.
  const std::string& Text(int column) const;
};

struct Sheet {
  std::string name;
  bool is_hidden = false;
  std::vector<SheetRow> rows;  // From top to bottom.
};

struct Workbook {
  std::vector<Sheet> sheets;  // In the order of their tabs, hidden ones too.

  // Null if there is none of that name; upper and lower case are the same.
  const Sheet* Find(absl::string_view name) const;
};

// What is read at most. Beyond it a workbook is refused, however small its file is.
constexpr size_t kMaximumWorkbookBytes = size_t{32} << 20;  // The file.
constexpr size_t kMaximumPartBytes = size_t{64} << 20;      // One part of it, unpacked.
constexpr size_t kMaximumUnpackedBytes = size_t{128} << 20;
constexpr size_t kMaximumParts = 10'000;
constexpr size_t kMaximumSheets = 64;
constexpr int kMaximumSheetRows = 100'000;  // The number of the last row that says something.
constexpr int kMaximumSheetColumns = 256;
constexpr size_t kMaximumCells = 1'000'000;              // Of all sheets.
constexpr size_t kMaximumCellBytes = 100'000;            // More than a program lets one type.
constexpr size_t kMaximumCellText = size_t{64} << 20;    // Of all cells.
constexpr size_t kMaximumSharedStrings = kMaximumCells;  // Texts that cells refer to.

// Whether these bytes are, or pretend to be, a workbook: they begin as a zip file or as an old
// binary file does.
bool LooksLikeWorkbook(absl::string_view bytes);

// Refuses with INVALID_ARGUMENT: REASON_SPREADSHEET_MALFORMED (no workbook, truncated, broken XML,
// one with a document type), REASON_SPREADSHEET_ENCRYPTED, REASON_SPREADSHEET_OLD_FORMAT (`.xls`),
// REASON_SPREADSHEET_TOO_LARGE, REASON_SPREADSHEET_NO_VALUE (a formula that was never calculated).
// The subject is the sheet and the cell ("sheet survey, cell C7"), or the part and line
// ("xl/workbook.xml, line 3") where there is one.
absl::StatusOr<Workbook> ParseWorkbook(absl::string_view bytes);

// The same of a file; subjects begin with the path. REASON_FILE_UNREADABLE.
absl::StatusOr<Workbook> ReadWorkbook(const std::string& path);

// "C7": the name of column 2 in row 7.
std::string CellAddress(int row, int column);

// "C" for column 2.
std::string ColumnLetters(int column);

// "sheet survey, cell C7", the form of every place in a workbook.
std::string CellPlace(const Sheet& sheet, int row, int column);

}  // namespace sucharit
