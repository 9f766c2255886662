// SPDX-License-Identifier: Apache-2.0
#include "server/export/sheet_table.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "server/export/display_width.h"

namespace sucharit {
namespace {

constexpr double kLeastWidth = 9;
constexpr double kMostWidth = 55;
constexpr double kSlack = 4;  // The indent, the filter's arrow, letters wider than a digit.
constexpr double kPointsOfALine = 15;
constexpr double kMostPoints = 409;    // What Excel allows.
constexpr double kLetterWidth = 1.15;  // A letter of the font, in widths of a digit.
constexpr double kFilled = 0.88;       // How much of a line words fill before they wrap.

CellStyle StyleOf(ColumnKind kind) {
  if (kind == ColumnKind::kText) return CellStyle::kText;
  if (kind == ColumnKind::kCount) return CellStyle::kCount;
  return kind == ColumnKind::kFigure ? CellStyle::kFigure : CellStyle::kPlain;
}

bool IsNumeric(ColumnKind kind) {
  return kind == ColumnKind::kCount || kind == ColumnKind::kFigure;
}

std::string Shown(const std::string& cell, ColumnKind kind, Language language) {
  return kind == ColumnKind::kCode ? CodeName(cell, language) : cell;
}

// A short head stands in one line; of a long one, at least the widest word.
double HeadWidth(absl::string_view title) {
  constexpr size_t kMostInOneLine = 16;
  size_t widest = std::min(DisplayWidth(title), kMostInOneLine);
  for (const std::string& word : std::vector<std::string>(absl::StrSplit(title, ' '))) {
    widest = std::max(widest, DisplayWidth(word));
  }
  return static_cast<double>(widest) * kLetterWidth + kSlack;
}

double ColumnWidth(const ResultTable& table, size_t column, Language language) {
  const ResultColumn& about = table.columns[column];
  double widest = std::max(kLeastWidth, HeadWidth(about.title.In(language)));
  for (const std::vector<std::string>& row : table.rows) {
    const std::string shown = Shown(row[column], about.kind, language);
    widest = std::max(widest, static_cast<double>(DisplayWidth(shown)) * kLetterWidth + kSlack);
  }
  return std::min(widest, kMostWidth);
}

void WriteCell(const std::string& text, ColumnKind kind, uint32_t row, uint16_t column,
               WorkbookWriter& workbook) {
  double number = 0;
  if (IsNumeric(kind) && absl::SimpleAtod(text, &number)) {
    workbook.Number(row, column, number, StyleOf(kind));
  } else {
    workbook.Text(row, column, text, StyleOf(kind));
  }
}

std::vector<double> WriteHead(const ResultTable& table, Language language,
                              WorkbookWriter& workbook) {
  std::vector<double> widths;
  size_t lines = 1;
  for (size_t column = 0; column < table.columns.size(); ++column) {
    const char* title = table.columns[column].title.In(language);
    widths.push_back(ColumnWidth(table, column, language));
    lines = std::max(lines, WrappedLines(title, widths.back()));
    workbook.SetColumnWidth(static_cast<uint16_t>(column), widths.back());
    workbook.Text(0, static_cast<uint16_t>(column), title, CellStyle::kHead);
  }
  workbook.SetRowHeight(0, RowHeight(lines + 1));
  return widths;
}

}  // namespace

size_t WrappedLines(absl::string_view text, double width) {
  size_t lines = 0;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(text, '\n'))) {
    const double taken = static_cast<double>(DisplayWidth(line)) * kLetterWidth;
    const bool fits = taken + kSlack <= width + 0.001;
    lines +=
        fits ? 1 : std::max<size_t>(2, static_cast<size_t>(std::ceil(taken / (width * kFilled))));
  }
  return lines;
}

double RowHeight(size_t lines) {
  return std::min(kMostPoints, kPointsOfALine * static_cast<double>(lines) + 2);
}

std::string WriteSheet(const ResultTable& table, Language language, WorkbookWriter& workbook) {
  std::string sheet = workbook.AddSheet(table.title.In(language), 1, 1);
  const std::vector<double> widths = WriteHead(table, language, workbook);
  uint32_t number = 0;
  for (const std::vector<std::string>& row : table.rows) {
    ++number;
    size_t lines = 1;
    for (size_t column = 0; column < row.size(); ++column) {
      const ColumnKind kind = table.columns[column].kind;
      WriteCell(Shown(row[column], kind, language), kind, number, static_cast<uint16_t>(column),
                workbook);
      if (kind == ColumnKind::kText) {
        lines = std::max(lines, WrappedLines(row[column], widths[column]));
      }
    }
    workbook.SetRowHeight(number, RowHeight(lines));
  }
  workbook.AddFilter(0, number, static_cast<uint16_t>(table.columns.size() - 1));
  return sheet;
}

}  // namespace sucharit
