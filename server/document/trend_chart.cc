// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/document/chart_parts.h"

namespace sucharit::document {
namespace {

constexpr double kHeight = 210;
constexpr double kLeft = 34;
constexpr double kRight = kChartWidth - 52;  // The texts of the last year stand behind it.
constexpr double kTop = 12;
constexpr double kMarker = 4.2;
constexpr double kTextDistance = 13;  // From one text of a year to the next below it.

// Lines over a part of the scale, so that changes can be seen; its ends are printed beside it.
class TrendPlot {
 public:
  TrendPlot(Drawing& drawing, const ChartText& text, const TrendChart& chart)
      : drawing_(drawing), text_(text), chart_(chart) {
    double least = 100;
    for (const TrendChart::Line& line : chart.lines) {
      for (const auto& point : line.points) {
        if (point.has_value()) least = std::min(least, 100 * ShareOf(point->value.value));
      }
    }
    lowest_ = std::max(0.0, std::floor((least - 5) / 20) * 20);
  }

  // Returns the bottom.
  double Draw() {
    DrawScaleAtLeft();
    const double bottom = DrawYears();
    for (size_t line = 0; line < chart_.lines.size(); ++line) DrawLine(line);
    for (size_t year = 0; year < chart_.years.size(); ++year) DrawTexts(year);
    return bottom;
  }

 private:
  // What is printed beside one point.
  struct PointText {
    double y = 0;
    TextOutline text;
  };

  double X(size_t year) const {
    const size_t count = chart_.years.size();
    if (count < 2) return (kLeft + kRight) / 2;
    const double inset = 16;
    return kLeft + inset +
           (kRight - kLeft - inset) * static_cast<double>(year) / static_cast<double>(count - 1);
  }

  double Y(double value) const {
    return kTop + kHeight * (100 - std::clamp(value, lowest_, 100.0)) / (100 - lowest_);
  }

  Place PlaceOf(size_t year, const TrendChart::Point& point) const {
    return {X(year), Y(point.value.value)};
  }

  void DrawScaleAtLeft() {
    const int step = lowest_ >= 80 ? 5 : lowest_ >= 60 ? 10 : 20;
    for (int value = static_cast<int>(lowest_); value <= 100; value += step) {
      const double y = Y(value);
      drawing_.Line({kLeft, y}, {kRight + 8, y}, kPaleGrey, 0.6);
      const TextOutline number = text_.Small(absl::StrCat(value));
      drawing_.Put(number, {kLeft - number.width - 5, y - number.middle});
    }
    drawing_.Line({kLeft, kTop}, {kLeft, kTop + kHeight}, kGrey, 0.8);
  }

  double DrawYears() {
    double bottom = kTop + kHeight;
    for (size_t year = 0; year < chart_.years.size(); ++year) {
      const TextOutline label = text_.Bold(chart_.years[year]);
      drawing_.Put(label, {X(year) - label.width / 2, kTop + kHeight + 4});
      bottom = std::max(bottom, kTop + kHeight + 4 + label.height);
    }
    return bottom;
  }

  void DrawLine(size_t line) {
    const auto& points = chart_.lines[line].points;
    const Color color = LookOfSeries(line).color;
    for (size_t year = 1; year < points.size(); ++year) {
      const auto& from = points[year - 1];
      const auto& to = points[year];
      if (!from.has_value() || !to.has_value() || !to->comparable) continue;
      drawing_.Line(PlaceOf(year - 1, *from), PlaceOf(year, *to), color, 1.8);
    }
    for (size_t year = 0; year < points.size(); ++year) {
      if (points[year].has_value()) {
        DrawMarker(drawing_, line, PlaceOf(year, *points[year]), color);
      }
    }
  }

  void DrawTexts(size_t year) {
    std::vector<PointText> texts;
    for (size_t line = 0; line < chart_.lines.size(); ++line) {
      const auto& point = chart_.lines[line].points[year];
      if (!point.has_value()) continue;
      texts.push_back({.y = Y(point->value.value),
                       .text = text_.InColor(point->value.text, LookOfSeries(line).color)});
    }
    std::stable_sort(texts.begin(), texts.end(),
                     [](const PointText& a, const PointText& b) { return a.y < b.y; });
    Spread(texts);
    for (const PointText& printed : texts) {
      drawing_.PutOver(printed.text, {X(year) + kMarker + 3, printed.y - printed.text.middle});
    }
  }

  // Moves texts apart, downwards, and then up again as far as they hang over the bottom.
  static void Spread(std::vector<PointText>& texts) {
    for (size_t i = 1; i < texts.size(); ++i) {
      texts[i].y = std::max(texts[i].y, texts[i - 1].y + kTextDistance);
    }
    double most = kTop + kHeight - 2;
    for (size_t i = texts.size(); i-- > 0;) {
      texts[i].y = std::min(texts[i].y, most);
      most = texts[i].y - kTextDistance;
    }
  }

 public:
  static void DrawMarker(Drawing& drawing, size_t line, Place at, Color color) {
    const auto corner = [at](double x, double y) {
      return Place{at.x + x * kMarker, at.y + y * kMarker};
    };
    switch (line) {
      case 0:
        drawing.Circle(at, kMarker, color);
        break;
      case 1:
        drawing.Polygon({corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)}, color);
        break;
      case 2:
        drawing.Polygon({corner(0, -1.2), corner(1.1, 0.9), corner(-1.1, 0.9)}, color);
        break;
      case 3:
        drawing.Polygon({corner(0, -1.3), corner(1.3, 0), corner(0, 1.3), corner(-1.3, 0)}, color);
        break;
      case 4:
        drawing.Polygon({corner(0, 1.2), corner(1.1, -0.9), corner(-1.1, -0.9)}, color);
        break;
      default:
        drawing.Circle(at, kMarker, color);
        drawing.Circle(at, kMarker / 2, kWhite);
        break;
    }
  }

 private:
  Drawing& drawing_;
  const ChartText& text_;
  const TrendChart& chart_;
  double lowest_ = 0;
};

// A piece of line with the line's marker, and its name.
double DrawTrendLegend(Drawing& drawing, const ChartText& text, const TrendChart& chart,
                       double top) {
  constexpr double kSample = 30;
  double x = kLeft;
  double y = top;
  double line_height = 0;
  for (size_t line = 0; line < chart.lines.size(); ++line) {
    const Color color = LookOfSeries(line).color;
    TextOutline label = text.Label(chart.lines[line].label, 0);
    const double most = kChartWidth - kLeft - kSample - kGap;
    if (label.width > most) label = text.Label(chart.lines[line].label, most);
    const double width = kSample + kGap + label.width;
    if (x > kLeft && x + width > kChartWidth) {
      x = kLeft;
      y += line_height;
    }
    const double middle = y + std::min(label.height, kLabelSize * 1.6) / 2;
    drawing.Line({x, middle}, {x + kSample, middle}, color, 1.8);
    TrendPlot::DrawMarker(drawing, line, {x + kSample / 2, middle}, color);
    drawing.Put(label, {x + kSample + kGap, y});
    line_height = label.height;
    x += width + 2 * kGap;
  }
  return y + line_height;
}

}  // namespace

double DrawChart(Drawing& drawing, const ChartText& text, const TrendChart& chart) {
  const double bottom = TrendPlot(drawing, text, chart).Draw();
  return DrawTrendLegend(drawing, text, chart, bottom + kGap);
}

}  // namespace sucharit::document
