// SPDX-License-Identifier: Apache-2.0
#include "common/csv/csv.h"

#include <csv.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace sucharit {
namespace {

constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

absl::Status RefuseLine(v1::Reason reason, absl::string_view message, int64_t line) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, absl::StrCat("line ", line));
}

absl::Status RefuseFile(v1::Reason reason, absl::string_view message) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message);
}

absl::Status CheckText(absl::string_view bytes) {
  const size_t broken = FindBrokenText(bytes);
  if (broken == bytes.size()) return absl::OkStatus();
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(broken);
  return RefuseLine(v1::REASON_FILE_NOT_TEXT, "not UTF-8 text",
                    1 + std::count(bytes.begin(), end, '\n'));
}

// libcsv, fed line by line, so that every row knows where it began.
class RowParser {
 public:
  explicit RowParser(const std::function<absl::Status(const CsvRow&)>& on_row) : on_row_(on_row) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // Blanks belong to the cell.
  }
  ~RowParser() { csv_free(&parser_); }
  RowParser(const RowParser&) = delete;
  RowParser& operator=(const RowParser&) = delete;

  // Takes the next line without its end.
  absl::Status Feed(absl::string_view line) {
    ++line_;
    if (!within_row_) row_.line = line_;
    if (!within_row_ && line.empty()) {
      return RefuseLine(v1::REASON_CSV_MALFORMED, "a blank line", line_);
    }
    within_row_ = true;
    if (!Parse(line) || !Parse("\n")) {
      return RefuseLine(v1::REASON_CSV_MALFORMED, "a quote out of place", line_);
    }
    return row_ended_ ? EmitRow() : absl::OkStatus();
  }

  absl::Status Finish() {
    if (!within_row_) return absl::OkStatus();
    return RefuseLine(v1::REASON_CSV_MALFORMED, "a quote that never ends", row_.line);
  }

 private:
  static void OnCell(void* cell, size_t size, void* self) {
    CsvRow& row = static_cast<RowParser*>(self)->row_;
    // One more than allowed is kept, so that the row is known to be too long.
    if (row.cells.size() > kMaximumCsvColumns) return;
    row.cells.emplace_back(static_cast<const char*>(cell), size);
  }

  static void OnRow(int, void* self) { static_cast<RowParser*>(self)->row_ended_ = true; }

  bool Parse(absl::string_view text) {
    return csv_parse(&parser_, text.data(), text.size(), OnCell, OnRow, this) == text.size();
  }

  absl::Status EmitRow() {
    if (row_.cells.size() > kMaximumCsvColumns) {
      return RefuseLine(v1::REASON_CSV_MALFORMED, "too many columns", row_.line);
    }
    if (columns_ == 0) columns_ = row_.cells.size();
    if (row_.cells.size() != columns_) {
      return RefuseLine(v1::REASON_CSV_ROW_LENGTH,
                        absl::StrCat(row_.cells.size(), " cells instead of ", columns_), row_.line);
    }
    RETURN_IF_ERROR(on_row_(row_));
    row_.cells.clear();
    within_row_ = false;
    row_ended_ = false;
    return absl::OkStatus();
  }

  const std::function<absl::Status(const CsvRow&)>& on_row_;
  csv_parser parser_;
  CsvRow row_;
  int64_t line_ = 0;
  size_t columns_ = 0;
  bool within_row_ = false;
  bool row_ended_ = false;
};

// Cuts the next line off `rest`, without LF or CR LF.
absl::string_view CutLine(absl::string_view& rest) {
  const size_t end = std::min(rest.find('\n'), rest.size());
  absl::string_view line = rest.substr(0, end);
  const bool has_line_feed = end < rest.size();
  rest.remove_prefix(has_line_feed ? end + 1 : end);
  if (has_line_feed && absl::EndsWith(line, "\r")) line.remove_suffix(1);
  return line;
}

}  // namespace

absl::Status ForEachCsvRow(absl::string_view bytes,
                           const std::function<absl::Status(const CsvRow&)>& on_row) {
  if (bytes.size() > kMaximumCsvBytes) {
    return RefuseFile(v1::REASON_FILE_TOO_LARGE, "larger than 64 MiB");
  }
  if (absl::StartsWith(bytes, kByteOrderMark)) bytes.remove_prefix(3);
  if (bytes.empty()) return RefuseFile(v1::REASON_FILE_EMPTY, "the file is empty");
  RETURN_IF_ERROR(CheckText(bytes));
  RowParser parser(on_row);
  for (int64_t number = 1; !bytes.empty(); ++number) {
    const absl::string_view line = CutLine(bytes);
    if (absl::StrContains(line, '\r')) {
      return RefuseLine(v1::REASON_CSV_MALFORMED, "a carriage return within a line", number);
    }
    RETURN_IF_ERROR(parser.Feed(line));
  }
  return parser.Finish();
}

absl::StatusOr<CsvTable> ParseCsv(absl::string_view bytes) {
  CsvTable table;
  RETURN_IF_ERROR(ForEachCsvRow(bytes, [&](const CsvRow& row) {
    if (table.head.line == 0) {
      table.head = row;
    } else {
      table.rows.push_back(row);
    }
    return absl::OkStatus();
  }));
  return table;
}

absl::StatusOr<std::string> ReadCsvFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  std::vector<char> chunk(size_t{64} * 1024);
  while (file) {
    file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    bytes.append(chunk.data(), static_cast<size_t>(file.gcount()));
    if (bytes.size() > kMaximumCsvBytes) {
      return Within(path, RefuseFile(v1::REASON_FILE_TOO_LARGE, "larger than 64 MiB"));
    }
  }
  if (file.eof() && !file.bad()) return bytes;
  return Refused(absl::StatusCode::kNotFound, v1::REASON_FILE_UNREADABLE, "the file can't be read",
                 path);
}

absl::StatusOr<CsvTable> ReadCsv(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadCsvFile(path));
  absl::StatusOr<CsvTable> table = ParseCsv(bytes);
  if (!table.ok()) return Within(path, table.status());
  return table;
}

std::string CsvPlace(const CsvRow& row, absl::string_view column) {
  return absl::StrCat("line ", row.line, ", column ", column);
}

absl::StatusOr<std::vector<size_t>> FindCsvColumns(const CsvRow& head,
                                                   const std::vector<std::string>& required,
                                                   const std::vector<std::string>& optional) {
  std::set<std::string> seen;
  for (const std::string& column : head.cells) {
    const bool known = std::find(required.begin(), required.end(), column) != required.end() ||
                       std::find(optional.begin(), optional.end(), column) != optional.end();
    if (!known) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CSV_COLUMN_UNKNOWN,
                     "a column of no use", CsvPlace(head, column));
    }
    if (!seen.insert(column).second) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CSV_COLUMN_REPEATED,
                     "a column twice", CsvPlace(head, column));
    }
  }
  std::vector<size_t> positions;
  for (const std::string& column : required) {
    const auto found = std::find(head.cells.begin(), head.cells.end(), column);
    if (found == head.cells.end()) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CSV_COLUMN_MISSING,
                     "a column is missing", CsvPlace(head, column));
    }
    positions.push_back(static_cast<size_t>(found - head.cells.begin()));
  }
  return positions;
}

}  // namespace sucharit
