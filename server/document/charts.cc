// SPDX-License-Identifier: Apache-2.0
#include "server/document/charts.h"

#include <algorithm>

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/document/chart_parts.h"

namespace sucharit::document {
namespace {

// Room around a chart, for lines that are half outside.
constexpr double kBottomRoom = 2;

absl::Status BadChart(absl::string_view what) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, what, "chart");
}

absl::Status Check(const BarChart&) { return absl::OkStatus(); }

absl::Status Check(const GroupedBarChart& chart) {
  if (chart.series.empty() || chart.series.size() > kMostSeries) {
    return BadChart("no series, or more than can be told apart");
  }
  const bool fits = std::all_of(chart.groups.begin(), chart.groups.end(), [&](const auto& group) {
    return group.values.size() == chart.series.size();
  });
  return fits ? absl::OkStatus() : BadChart("a group has more or fewer values than series");
}

absl::Status Check(const DistributionChart& chart) {
  for (const DistributionChart::Item& item : chart.items) {
    for (const DistributionChart::Part& part : item.parts) {
      if (part.count < 0) return BadChart("a count below zero");
    }
  }
  return absl::OkStatus();
}

absl::Status Check(const TrendChart& chart) {
  if (chart.lines.size() > kMostSeries) return BadChart("more lines than can be told apart");
  const bool fits = std::all_of(chart.lines.begin(), chart.lines.end(), [&](const auto& line) {
    return line.points.size() == chart.years.size();
  });
  return fits ? absl::OkStatus() : BadChart("a line has more or fewer points than years");
}

// Draws the chart and returns its height.
absl::StatusOr<double> Draw(const Chart& chart, Digits digits, Drawing& drawing) {
  RETURN_IF_ERROR(std::visit([](const auto& kind) { return Check(kind); }, chart));
  RETURN_IF_ERROR(drawing.CheckFonts());
  const ChartText text(drawing, digits);
  return kBottomRoom +
         std::visit([&](const auto& kind) { return DrawChart(drawing, text, kind); }, chart);
}

}  // namespace

absl::StatusOr<ChartPicture> ChartToSvg(const Chart& chart, Digits digits) {
  Drawing drawing;
  ASSIGN_OR_RETURN(const double height, Draw(chart, digits, drawing));
  return ChartPicture{
      .bytes = drawing.ToSvg(kChartWidth, height), .width = kChartWidth, .height = height};
}

absl::StatusOr<ChartPicture> ChartToPng(const Chart& chart, Digits digits, double scale) {
  Drawing drawing;
  ASSIGN_OR_RETURN(const double height, Draw(chart, digits, drawing));
  ASSIGN_OR_RETURN(std::string png, drawing.ToPng(kChartWidth, height, scale));
  return ChartPicture{.bytes = std::move(png), .width = kChartWidth, .height = height};
}

}  // namespace sucharit::document
