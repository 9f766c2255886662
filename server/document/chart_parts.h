// SPDX-License-Identifier: Apache-2.0
//
// What the kinds of chart share: colors, the scale from 0 to 100, legends. Each DrawChart puts one
// chart into a drawing and returns its height in points. Only for this folder.
#pragma once

#include <string>
#include <vector>

#include "server/document/charts.h"
#include "server/document/drawing.h"

namespace sucharit::document {

// How a series is told from the others: by color, by pattern and, on lines, by the shape of points.
struct SeriesLook {
  Color color;
  Pattern pattern;
};

// `series` is below kMostSeries. Each color has a contrast of at least 4.5 to 1 on white.
SeriesLook LookOfSeries(size_t series);

// Sizes of text.
inline constexpr double kLabelSize = 11;
inline constexpr double kSmallSize = 9.5;
inline constexpr double kGap = 6;

// Text of a chart in the document's digits.
class ChartText {
 public:
  ChartText(const Drawing& drawing, Digits digits) : drawing_(drawing), digits_(digits) {}

  TextOutline Label(const std::string& text, double width) const;
  TextOutline Small(const std::string& text, double width = 0) const;
  TextOutline Bold(const std::string& text, double width = 0) const;
  TextOutline InColor(const std::string& text, Color color) const;

 private:
  TextOutline Styled(const std::string& text, const TextStyle& style) const;

  const Drawing& drawing_;
  Digits digits_;
};

// A sample of how something is drawn, and what it is.
struct LegendEntry {
  std::string label;
  SeriesLook look;
};

// Entries side by side, in as many lines as they need between `left` and kChartWidth. Returns the
// bottom.
double DrawLegend(Drawing& drawing, const ChartText& text, const std::vector<LegendEntry>& entries,
                  double left, double top);

// Upright lines at 0, 20 … 100 from `top` to `bottom`, and their numbers below. Returns the bottom
// of the numbers.
double DrawScale(Drawing& drawing, const ChartText& text, const Box& box);

// `value` brought between 0 and 100, as a share of 100.
double ShareOf(double value);

double DrawChart(Drawing& drawing, const ChartText& text, const BarChart& chart);
double DrawChart(Drawing& drawing, const ChartText& text, const GroupedBarChart& chart);
double DrawChart(Drawing& drawing, const ChartText& text, const DistributionChart& chart);
double DrawChart(Drawing& drawing, const ChartText& text, const TrendChart& chart);

}  // namespace sucharit::document
