// SPDX-License-Identifier: Apache-2.0
#include "server/export/workbook_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

// On every computer with Excel, and with Thai letters.
constexpr char kFont[] = "Tahoma";
constexpr double kFontSize = 10;
constexpr double kTitleSize = 16;
constexpr uint32_t kDark = 0x1F3A5F;
constexpr uint32_t kWhite = 0xFFFFFF;
constexpr uint32_t kLine = 0xC8CED6;
constexpr size_t kStyles = static_cast<size_t>(CellStyle::kSubject) + 1;
constexpr size_t kMostCharacters = 32'767;
constexpr size_t kMostOfAName = 31;
constexpr uint8_t kPaperA4 = 9;
constexpr uint16_t kGapPercent = 50;  // Between bars, of a bar.
constexpr double kDefaultChartWidth = 480;
constexpr double kDefaultChartHeight = 288;

// At most `most` characters of UTF-8.
std::string CutTo(absl::string_view text, size_t most) {
  size_t characters = 0;
  for (size_t byte = 0; byte < text.size(); ++byte) {
    const bool begins = (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
    if (begins && characters++ == most) return std::string(text.substr(0, byte));
  }
  return std::string(text);
}

std::string SheetName(absl::string_view name) {
  std::string allowed = CutTo(name, kMostOfAName);
  for (char& c : allowed) {
    if (absl::string_view("[]:*?/\\'").find(c) != absl::string_view::npos) c = '_';
  }
  return allowed;
}

void StyleHead(lxw_format* format) {
  format_set_bold(format);
  format_set_text_wrap(format);
  format_set_font_color(format, kWhite);
  format_set_bg_color(format, kDark);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
}

bool IsNumeric(CellStyle style) {
  return style == CellStyle::kCount || style == CellStyle::kFigure || style == CellStyle::kStrong;
}

void Style(lxw_format* format, CellStyle style) {
  format_set_font_name(format, kFont);
  format_set_font_size(format, style == CellStyle::kTitle ? kTitleSize : kFontSize);
  if (style == CellStyle::kHead) return StyleHead(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (IsNumeric(style)) {
    format_set_num_format(format, style == CellStyle::kCount ? "#,##0" : "0.00");
    format_set_align(format, LXW_ALIGN_RIGHT);
  }
  // Between a number at the right and a text at the left of the next cell.
  if (style != CellStyle::kTitle && style != CellStyle::kBare) format_set_indent(format, 1);
  if (style == CellStyle::kText || style == CellStyle::kSubject) format_set_text_wrap(format);
  if (style == CellStyle::kTitle || style == CellStyle::kStrong || style == CellStyle::kSubject) {
    format_set_bold(format);
  }
  if (style == CellStyle::kTitle || style == CellStyle::kBare) return;
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kLine);
}

// libxlsxwriter takes `char*` where it changes nothing.
char* Mutable(const std::string& text) { return const_cast<char*>(text.c_str()); }

void AddSeries(lxw_chart* drawn, const SheetChart& chart, const ChartSeries& series,
               lxw_chart_font& font) {
  lxw_chart_series* added = chart_add_series(drawn, nullptr, nullptr);
  chart_series_set_categories(added, chart.categories.sheet.c_str(), chart.categories.first_row,
                              chart.categories.column, chart.categories.last_row,
                              chart.categories.column);
  chart_series_set_values(added, series.values.sheet.c_str(), series.values.first_row,
                          series.values.column, series.values.last_row, series.values.column);
  chart_series_set_name(added, series.name.c_str());
  lxw_chart_fill fill{};
  fill.color = series.color;
  chart_series_set_fill(added, &fill);
  if (!chart.show_values) return;
  chart_series_set_labels(added);
  chart_series_set_labels_font(added, &font);
}

// The library calls the horizontal axis x, also where bars lie.
void SetAxes(lxw_chart* drawn, const SheetChart& chart, lxw_chart_font& font) {
  chart_title_set_name(drawn, chart.title.c_str());
  lxw_chart_font title = font;
  title.size = kFontSize + 2;
  title.bold = LXW_TRUE;
  chart_title_set_name_font(drawn, &title);
  // The first row of the table at the top, as one reads, and the scale below the bars.
  chart_axis_set_reverse(drawn->y_axis);
  chart_axis_set_crossing_max(drawn->y_axis);
  lxw_chart_line line{};
  line.color = kLine;
  chart_axis_major_gridlines_set_line(drawn->x_axis, &line);
  chart_axis_set_num_font(drawn->y_axis, &font);
  chart_axis_set_num_font(drawn->x_axis, &font);
  chart_axis_set_min(drawn->x_axis, 0);
  if (chart.maximum > 0) chart_axis_set_max(drawn->x_axis, chart.maximum);
}

}  // namespace

struct WorkbookWriter::Impl {
  std::string path;
  std::string scratch_folder;
  std::string font = kFont;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::array<lxw_format*, kStyles> formats{};
  lxw_error error = LXW_NO_ERROR;

  lxw_format* Format(CellStyle style) { return formats[static_cast<size_t>(style)]; }
  void Note(lxw_error result) {
    if (error == LXW_NO_ERROR) error = result;
  }
};

WorkbookWriter::WorkbookWriter(const std::string& path, const WorkbookOptions& options)
    : impl_(std::make_unique<Impl>()) {
  impl_->path = path;
  impl_->scratch_folder = options.scratch_folder;
  lxw_workbook_options library{};
  library.constant_memory = options.constant_memory ? LXW_TRUE : LXW_FALSE;
  library.use_zip64 = options.constant_memory ? LXW_TRUE : LXW_FALSE;
  if (!options.scratch_folder.empty()) library.tmpdir = Mutable(impl_->scratch_folder);
  impl_->workbook = workbook_new_opt(path.c_str(), &library);
  if (impl_->workbook == nullptr) {
    impl_->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    return;
  }
  lxw_doc_properties properties{};
  properties.title = Mutable(options.title);
  properties.author = Mutable(options.author);
  properties.created = static_cast<time_t>(options.created);
  impl_->Note(workbook_set_properties(impl_->workbook, &properties));
  for (size_t style = 0; style < kStyles; ++style) {
    impl_->formats[style] = workbook_add_format(impl_->workbook);
    Style(impl_->formats[style], static_cast<CellStyle>(style));
  }
}

WorkbookWriter::~WorkbookWriter() {
  if (impl_->workbook != nullptr) lxw_workbook_free(impl_->workbook);
}

std::string WorkbookWriter::AddSheet(absl::string_view name, uint32_t frozen_rows,
                                     uint16_t frozen_columns) {
  std::string allowed = SheetName(name);
  if (impl_->error != LXW_NO_ERROR) return allowed;
  impl_->sheet = workbook_add_worksheet(impl_->workbook, allowed.c_str());
  if (impl_->sheet == nullptr) {
    impl_->error = LXW_ERROR_SHEETNAME_ALREADY_USED;
    return allowed;
  }
  worksheet_freeze_panes(impl_->sheet, frozen_rows, frozen_columns);
  worksheet_set_paper(impl_->sheet, kPaperA4);
  worksheet_set_landscape(impl_->sheet);
  worksheet_fit_to_pages(impl_->sheet, 1, 0);
  if (frozen_rows > 0) impl_->Note(worksheet_repeat_rows(impl_->sheet, 0, frozen_rows - 1));
  return allowed;
}

void WorkbookWriter::SetColumnWidth(uint16_t column, double characters) {
  if (impl_->error != LXW_NO_ERROR) return;
  impl_->Note(worksheet_set_column(impl_->sheet, column, column, characters, nullptr));
}

void WorkbookWriter::SetRowHeight(uint32_t row, double points) {
  if (impl_->error != LXW_NO_ERROR) return;
  impl_->Note(worksheet_set_row(impl_->sheet, row, points, nullptr));
}

void WorkbookWriter::Text(uint32_t row, uint16_t column, const std::string& text, CellStyle style) {
  if (impl_->error != LXW_NO_ERROR) return;
  lxw_format* format = impl_->Format(style);
  if (text.size() <= kMostCharacters) {
    impl_->Note(worksheet_write_string(impl_->sheet, row, column, text.c_str(), format));
    return;
  }
  const std::string cut = CutTo(text, kMostCharacters);
  impl_->Note(worksheet_write_string(impl_->sheet, row, column, cut.c_str(), format));
}

void WorkbookWriter::Number(uint32_t row, uint16_t column, double number, CellStyle style) {
  if (impl_->error != LXW_NO_ERROR) return;
  impl_->Note(worksheet_write_number(impl_->sheet, row, column, number, impl_->Format(style)));
}

void WorkbookWriter::AddChart(const SheetChart& chart) {
  if (impl_->error != LXW_NO_ERROR) return;
  const bool stacked = chart.series.size() > 1;
  lxw_chart* drawn =
      workbook_add_chart(impl_->workbook, stacked ? LXW_CHART_BAR_STACKED_PERCENT : LXW_CHART_BAR);
  lxw_chart_font font{};
  font.name = Mutable(impl_->font);
  font.size = kFontSize - 1;
  for (const ChartSeries& series : chart.series) AddSeries(drawn, chart, series, font);
  SetAxes(drawn, chart, font);
  chart_set_series_gap(drawn, kGapPercent);
  chart_legend_set_position(drawn, stacked ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  chart_legend_set_font(drawn, &font);
  lxw_chart_options place{};
  place.x_scale = chart.width / kDefaultChartWidth;
  place.y_scale = chart.height / kDefaultChartHeight;
  impl_->Note(worksheet_insert_chart_opt(impl_->sheet, chart.row, chart.column, drawn, &place));
}

void WorkbookWriter::AddFilter(uint32_t head_row, uint32_t last_row, uint16_t last_column) {
  if (impl_->error != LXW_NO_ERROR) return;
  impl_->Note(worksheet_autofilter(impl_->sheet, head_row, 0, last_row, last_column));
}

absl::Status WorkbookWriter::Finish() {
  errno = 0;
  if (impl_->error == LXW_NO_ERROR) {
    impl_->error = workbook_close(impl_->workbook);
    impl_->workbook = nullptr;  // Closing frees it, whatever comes of it.
  }
  if (impl_->error == LXW_NO_ERROR) return absl::OkStatus();
  if (errno == ENOSPC || errno == EDQUOT) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                   std::strerror(errno), impl_->path);
  }
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                 lxw_strerror(impl_->error), impl_->path);
}

}  // namespace sucharit
