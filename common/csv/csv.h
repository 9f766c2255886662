// SPDX-License-Identifier: Apache-2.0
//
// Tables in files: RFC 4180, UTF-8 with or without a byte order mark, lines ending in LF or CR LF.
// Strict: what could be read in two ways is refused by line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// One row as it stands in the file; blanks around a cell are part of it.
struct CsvRow {
  int64_t line = 0;  // Where the row begins, counted from 1; quoted line breaks count as lines.
  std::vector<std::string> cells;
};

// A whole small table. Every row has as many cells as the head.
struct CsvTable {
  CsvRow head;
  std::vector<CsvRow> rows;
};

constexpr size_t kMaximumCsvBytes = size_t{64} << 20;
constexpr size_t kMaximumCsvColumns = 10'000;

// Calls `on_row` for each row in order, the head first, and stops at the first error. Refuses with
// INVALID_ARGUMENT and "line L" as subject: REASON_FILE_EMPTY, REASON_FILE_TOO_LARGE,
// REASON_FILE_NOT_TEXT (NUL bytes, not UTF-8), REASON_CSV_ROW_LENGTH, REASON_CSV_MALFORMED (quotes,
// blank lines, a carriage return within a line, too many columns).
absl::Status ForEachCsvRow(absl::string_view bytes,
                           const std::function<absl::Status(const CsvRow&)>& on_row);

absl::StatusOr<CsvTable> ParseCsv(absl::string_view bytes);

// The bytes of a file of at most kMaximumCsvBytes. REASON_FILE_UNREADABLE, REASON_FILE_TOO_LARGE.
absl::StatusOr<std::string> ReadCsvFile(const std::string& path);

// ParseCsv of a file; subjects begin with the path.
absl::StatusOr<CsvTable> ReadCsv(const std::string& path);

// "line 3, column I10", the form of every place in a table.
std::string CsvPlace(const CsvRow& row, absl::string_view column);

// Positions of `required` in the head, in the order of `required`. REASON_CSV_COLUMN_MISSING,
// REASON_CSV_COLUMN_UNKNOWN and REASON_CSV_COLUMN_REPEATED with the column as subject; a column
// named in `optional` may be there or not.
absl::StatusOr<std::vector<size_t>> FindCsvColumns(const CsvRow& head,
                                                   const std::vector<std::string>& required,
                                                   const std::vector<std::string>& optional = {});

}  // namespace sucharit
