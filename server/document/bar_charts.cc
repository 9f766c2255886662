// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "server/document/chart_parts.h"

namespace sucharit::document {
namespace {

constexpr double kWidestLabel = 178;
constexpr double kValueWidth = 48;  // Kept free for the text behind the longest bar.
constexpr double kThick = 14;
constexpr double kThin = 12;
constexpr double kRowGap = 8;

// Where a row of bars lies, once its label is measured.
struct RowPlace {
  TextOutline label;
  double top = 0;
  double height = 0;
};

// Short labels take only the room that they need.
double LabelWidth(const std::vector<std::string>& labels, const ChartText& text) {
  double width = 0;
  for (const std::string& label : labels) width = std::max(width, text.Label(label, 0).width);
  return std::min(std::ceil(width) + 1, kWidestLabel);
}

std::vector<RowPlace> PlaceRows(const std::vector<std::string>& labels, const ChartText& text,
                                double label_width, double bars_height) {
  std::vector<RowPlace> rows;
  double top = kRowGap / 2;
  for (const std::string& label : labels) {
    RowPlace row{.label = text.Label(label, label_width), .top = top};
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
  const double width = value.has_value() ? room.width * ShareOf(value->value) : 0;
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
  const double label_width = LabelWidth(labels, text);
  const std::vector<RowPlace> rows = PlaceRows(labels, text, label_width, bars_height);
  const double left = label_width + 2 * kGap;
  const double width = kChartWidth - left - kValueWidth;
  const double scale_bottom = DrawScale(drawing, text, {left, 0, width, BottomOf(rows)});
  for (size_t row = 0; row < rows.size(); ++row) {
    const RowPlace& place = rows[row];
    drawing.Put(place.label, {0, place.top + (place.height - place.label.height) / 2});
    double top = place.top + (place.height - bars_height) / 2;
    for (size_t series = 0; series < chart.series.size(); ++series) {
      DrawBar(drawing, text, chart.groups[row].values[series], {left, top, width, thickness - 1},
              LookOfSeries(series));
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
