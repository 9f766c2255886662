// SPDX-License-Identifier: Apache-2.0
#include "server/document/chart_parts.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace sucharit::document {
namespace {

constexpr double kSampleWidth = 22;
constexpr double kSampleHeight = 10;

constexpr std::array<SeriesLook, kMostSeries> kLooks = {{
    {{0x1F, 0x4E, 0x79}, Pattern::kPlain},
    {{0xB3, 0x4A, 0x00}, Pattern::kRising},
    {{0x2E, 0x6B, 0x2E}, Pattern::kFalling},
    {{0x6A, 0x3D, 0x9A}, Pattern::kUpright},
    {{0x7A, 0x1F, 0x3D}, Pattern::kCrossed},
    {{0x59, 0x59, 0x59}, Pattern::kLevel},
}};

}  // namespace

SeriesLook LookOfSeries(size_t series) { return kLooks.at(series); }

TextOutline ChartText::Styled(const std::string& text, const TextStyle& style) const {
  return drawing_.Outline(InDigits(text, digits_), style);
}

TextOutline ChartText::Label(const std::string& text, double width) const {
  return Styled(text, {.size = kLabelSize, .width = width});
}

TextOutline ChartText::Small(const std::string& text, double width) const {
  return Styled(text, {.size = kSmallSize, .color = kGrey, .width = width});
}

TextOutline ChartText::Bold(const std::string& text, double width) const {
  return Styled(text, {.size = kLabelSize, .bold = true, .width = width});
}

TextOutline ChartText::InColor(const std::string& text, Color color) const {
  return Styled(text, {.size = kLabelSize, .bold = true, .color = color});
}

double DrawLegend(Drawing& drawing, const ChartText& text, const std::vector<LegendEntry>& entries,
                  double left, double top) {
  double x = left;
  double y = top;
  double line_height = 0;
  for (const LegendEntry& entry : entries) {
    const double most = kChartWidth - left - kSampleWidth - kGap;
    TextOutline label = text.Label(entry.label, 0);
    if (label.width > most) label = text.Label(entry.label, most);
    const double width = kSampleWidth + kGap + label.width;
    if (x > left && x + width > kChartWidth) {
      x = left;
      y += line_height;
      line_height = 0;
    }
    const double middle = y + std::min(label.height, kLabelSize * 1.6) / 2;
    drawing.Rectangle({x, middle - kSampleHeight / 2, kSampleWidth, kSampleHeight},
                      entry.look.color, entry.look.pattern);
    drawing.Put(label, {x + kSampleWidth + kGap, y});
    line_height = std::max(line_height, label.height);
    x += width + 2 * kGap;
  }
  return y + line_height;
}

double DrawScale(Drawing& drawing, const ChartText& text, const Box& box) {
  double height = 0;
  for (int value = 0; value <= 100; value += 20) {
    const double x = box.x + box.width * value / 100;
    drawing.Line({x, box.y}, {x, box.y + box.height}, value == 0 ? kGrey : kPaleGrey, 0.6);
    const TextOutline number = text.Small(absl::StrCat(value));
    drawing.Put(number, {x - number.width / 2, box.y + box.height + 1});
    height = std::max(height, number.height);
  }
  return box.y + box.height + 1 + height;
}

double ShareOf(double value) { return std::clamp(value, 0.0, 100.0) / 100; }

}  // namespace sucharit::document
