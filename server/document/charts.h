// SPDX-License-Identifier: Apache-2.0
//
// Charts of scores from 0 to 100, of counts, and of years. Each mark carries its own text, and
// marks that differ in color differ in pattern or shape too, so that nothing is said by color
// alone. Drawn with the fonts of this machine: the same chart gives the same bytes on the same
// machine. Values are only drawn; what is printed is the text beside them. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "server/document/digits.h"

namespace sucharit::document {

// A value from 0 to 100 (drawn as the nearer of them if outside) and how it is printed.
struct ChartValue {
  double value = 0;
  std::string text{};
};

// Horizontal bars, one below the other.
struct BarChart {
  struct Bar {
    std::string label{};
    std::optional<ChartValue> value{};  // None: the label stands alone, with "–".
  };
  std::vector<Bar> bars{};
};

// Horizontal bars in groups: for each label one bar a series.
struct GroupedBarChart {
  struct Group {
    std::string label{};
    std::vector<std::optional<ChartValue>> values{};  // As many as series.
  };
  std::vector<std::string> series{};  // Up to kMostSeries; named in the legend.
  std::vector<Group> groups{};
};

// For each item one bar of full length, cut into the shares of its answers.
struct DistributionChart {
  struct Part {
    std::string label{};  // The choice, or the choices joined.
    int64_t count = 0;    // Not negative; gives the length.
    std::string text{};   // Printed: "12" or "38.71 %".
    double tone = 0;      // From 0 (the least good answer) to 1 (the best): gives the color.
  };
  struct Item {
    std::string label{};
    std::vector<Part> parts{};  // Empty: only `note` stands there.
    std::string note{};  // Printed under the bar: how many answered, or why nothing is shown.
  };
  // One legend stands below them if all have the same labels and tones, else one under each bar.
  std::vector<Item> items{};
};

// Lines over years.
struct TrendChart {
  struct Point {
    ChartValue value{};
    bool comparable = true;  // With the point of the year before; if not, no line joins them.
  };
  struct Line {
    std::string label{};
    std::vector<std::optional<Point>>
        points{};  // As many as years; none: no line to or from there.
  };
  std::vector<std::string> years{};
  std::vector<Line> lines{};  // Up to kMostSeries.
};

using Chart = std::variant<BarChart, GroupedBarChart, DistributionChart, TrendChart>;

inline constexpr size_t kMostSeries = 6;

// Width of every chart in points (1/72 inch): it fits an upright A4 page.
inline constexpr double kChartWidth = 450;

struct ChartPicture {
  std::string bytes{};
  double width = 0;  // In points.
  double height = 0;
};

// An <svg> element to stand in HTML. Text is outlines: it needs no font where it is read. No ids,
// so that many can stand in one page. FAILED_PRECONDITION `REASON_PROGRAM_MISSING` if no installed
// font has Thai letters; INVALID_ARGUMENT `REASON_ARGUMENT` if there are too many series, or more
// or fewer values than series or years.
absl::StatusOr<ChartPicture> ChartToSvg(const Chart& chart, Digits digits);

// A PNG of `scale` pixels a point. The errors of ChartToSvg; INTERNAL if cairo fails.
absl::StatusOr<ChartPicture> ChartToPng(const Chart& chart, Digits digits, double scale = 3);

}  // namespace sucharit::document
