// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "server/document/chart_parts.h"

namespace sucharit::document {
namespace {

constexpr double kLabelWidth = 178;
constexpr double kValueWidth = 48;  // Kept free for the text behind the longest bar.
constexpr double kBarsLeft = kLabelWidth + 2 * kGap;
constexpr double kBarsWidth = kChartWidth - kBarsLeft - kValueWidth;
constexpr double kThick = 14;
constexpr double kThin = 12;
constexpr double kRowGap = 8;

// Where a row of bars lies, once its label is measured.
struct RowPlace {
  TextOutline label;
  double top = 0;
  double height = 0;
};

std::vector<RowPlace> PlaceRows(const std::vector<std::string>& labels, const ChartText& text,
                                double bars_height) {
  std::vector<RowPlace> rows;
  double top = kRowGap / 2;
  for (const std::string& label : labels) {
    RowPlace row{.label = text.Label(label, kLabelWidth), .top = top};
    row.height = std::max(row.label.height, bars_height);
    top += row.height + kRowGap;
    rows.push_back(std::move(row));
  }
  return rows;
}

double BottomOf(const std::vector<RowPlace>& rows) {
  return rows.empty() ? 0 : rows.back().top + rows.back().height + kRowGap / 2;
}

void DrawBar(Drawing& drawing, const ChartText& text, const std::optional<ChartValue>& value,
             const Box& room, const SeriesLook& look) {
  const double width = value.has_value() ? kBarsWidth * ShareOf(value->value) : 0;
  if (width > 0) {
    drawing.Rectangle({room.x, room.y, width, room.height}, look.color, look.pattern);
  }
  const TextOutline printed = text.Bold(value.has_value() ? value->text : "–");
  drawing.Put(printed, {room.x + width + 4, room.y + room.height / 2 - printed.middle});
}

double DrawGroups(Drawing& drawing, const ChartText& text, const GroupedBarChart& chart,
                  double thickness) {
  std::vector<std::string> labels;
  for (const GroupedBarChart::Group& group : chart.groups) labels.push_back(group.label);
  const double bars_height = thickness * static_cast<double>(chart.series.size());
  const std::vector<RowPlace> rows = PlaceRows(labels, text, bars_height);
  const double bottom = BottomOf(rows);
  const double scale_bottom = DrawScale(drawing, text, {kBarsLeft, 0, kBarsWidth, bottom});
  for (size_t row = 0; row < rows.size(); ++row) {
    const RowPlace& place = rows[row];
    drawing.Put(place.label, {0, place.top + (place.height - place.label.height) / 2});
    double top = place.top + (place.height - bars_height) / 2;
    for (size_t series = 0; series < chart.series.size(); ++series) {
      DrawBar(drawing, text, chart.groups[row].values[series],
              {kBarsLeft, top, kBarsWidth, thickness - 1}, LookOfSeries(series));
      top += thickness;
    }
  }
  return scale_bottom;
}

}  // namespace

double DrawChart(Drawing& drawing, const ChartText& text, const BarChart& chart) {
  GroupedBarChart one_series{.series = {""}};
  for (const BarChart::Bar& bar : chart.bars) {
    one_series.groups.push_back({.label = bar.label, .values = {bar.value}});
  }
  return DrawGroups(drawing, text, one_series, kThick);
}

double DrawChart(Drawing& drawing, const ChartText& text, const GroupedBarChart& chart) {
  const double bottom = DrawGroups(drawing, text, chart, kThin);
  std::vector<LegendEntry> legend;
  for (size_t series = 0; series < chart.series.size(); ++series) {
    legend.push_back({.label = chart.series[series], .look = LookOfSeries(series)});
  }
  return DrawLegend(drawing, text, legend, 0, bottom + kGap);
}

}  // namespace sucharit::document
