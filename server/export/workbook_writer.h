// SPDX-License-Identifier: Apache-2.0
//
// Workbooks (.xlsx) by libxlsxwriter, which is named here alone. Texts are always written as texts,
// so no cell is ever a formula. The same calls give the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// How a cell looks.
enum class CellStyle {
  kBare,  // Without lines, for many cells.
  kPlain,
  kText,     // Wraps.
  kCount,    // 1,234.
  kFigure,   // 92.69.
  kHead,     // White on dark, wraps, in the middle.
  kTitle,    // Large.
  kStrong,   // Bold figure.
  kSubject,  // Bold text, wraps.
};

// Rows and columns are counted from 0.
struct CellRange {
  std::string sheet;
  uint32_t first_row = 0;
  uint32_t last_row = 0;
  uint16_t column = 0;
};

struct ChartSeries {
  std::string name;
  CellRange values;
  uint32_t color = 0;  // 0xRRGGBB.
};

struct SheetChart {
  std::string title;
  CellRange categories;
  std::vector<ChartSeries> series;  // Several are stacked to 100 %.
  double maximum = 0;               // Of the axis of values; 0 to let the program choose.
  bool show_values = true;
  uint32_t row = 0;  // Where its upper left corner is.
  uint16_t column = 0;
  int width = 640;  // Pixels.
  int height = 400;
};

struct WorkbookOptions {
  std::string title;
  std::string author;
  int64_t created = 0;  // Seconds since 1970; stands in the document's properties.
  // Rows go to disk as they are written, in order from left to right and top to bottom.
  bool constant_memory = false;
  std::string scratch_folder;  // For what is on disk meanwhile.
};

// One workbook while it is written. After an error the rest does nothing, and Finish() says so.
// Not thread-safe.
class WorkbookWriter {
 public:
  // The most that one sheet holds.
  static constexpr uint32_t kMaximumRows = 1'048'576;
  static constexpr uint16_t kMaximumColumns = 16'384;

  WorkbookWriter(const std::string& path, const WorkbookOptions& options);
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  // Begins a sheet; what follows is about it. Letters that names may not have become "_", and too
  // long ones are cut. Prints on A4 as wide as the page, `repeated_rows` at the head of each page.
  // Returns the name that it has.
  std::string AddSheet(absl::string_view name, uint32_t frozen_rows, uint16_t frozen_columns = 0);

  void SetColumnWidth(uint16_t column, double characters);
  void SetRowHeight(uint32_t row, double points);

  // Longer texts than a cell may hold (32,767 characters) are cut.
  void Text(uint32_t row, uint16_t column, const std::string& text, CellStyle style);
  void Number(uint32_t row, uint16_t column, double number, CellStyle style);
  void AddChart(const SheetChart& chart);

  // Lets the head of a table be filtered.
  void AddFilter(uint32_t head_row, uint32_t last_row, uint16_t last_column);

  // Writes the file. PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE`, RESOURCE_EXHAUSTED
  // `REASON_STORAGE_FULL` with the path.
  absl::Status Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sucharit
