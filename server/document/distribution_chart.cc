// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/document/chart_parts.h"

namespace sucharit::document {
namespace {

using Part = DistributionChart::Part;
using Item = DistributionChart::Item;

constexpr double kBarHeight = 20;
constexpr double kItemGap = 12;

Color Between(Color from, Color to, double share) {
  const auto mix = [share](uint8_t a, uint8_t b) {
    return static_cast<uint8_t>(std::lround(a + (b - a) * share));
  };
  return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue)};
}

// From rust over pale to blue, which people who confuse red and green can tell apart too.
Color ColorOfTone(double tone) {
  constexpr Color kLow = {0xA6, 0x3A, 0x1E};
  constexpr Color kMiddle = {0xF0, 0xE4, 0xC8};
  constexpr Color kHigh = {0x1F, 0x4E, 0x79};
  const double clamped = std::clamp(tone, 0.0, 1.0);
  return clamped < 0.5 ? Between(kLow, kMiddle, clamped * 2)
                       : Between(kMiddle, kHigh, clamped * 2 - 1);
}

// Without color the two ends are equally dark: lines mark the low one.
SeriesLook LookOfTone(double tone) {
  return {ColorOfTone(tone), tone < 0.4 ? Pattern::kRising : Pattern::kPlain};
}

// The relative luminance of WCAG 2.
double Luminance(Color color) {
  const auto linear = [](uint8_t value) {
    const double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

Color ReadableOn(Color background) {
  constexpr double kEquallyReadable = 0.18;
  return Luminance(background) > kEquallyReadable ? kBlack : kWhite;
}

bool SameLegend(const Item& a, const Item& b) {
  return std::equal(
      a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
      [](const Part& x, const Part& y) { return x.label == y.label && x.tone == y.tone; });
}

// The item whose legend all others share; null if they don't.
const Item* SharedLegend(const DistributionChart& chart) {
  const Item* first = nullptr;
  for (const Item& item : chart.items) {
    if (item.parts.empty()) continue;
    if (first == nullptr) first = &item;
    if (!SameLegend(*first, item)) return nullptr;
  }
  return first;
}

std::vector<LegendEntry> LegendOf(const Item& item, bool with_texts) {
  std::vector<LegendEntry> legend;
  for (const Part& part : item.parts) {
    const std::string label =
        with_texts ? absl::StrCat(part.label, " (", part.text, ")") : part.label;
    legend.push_back({.label = label, .look = LookOfTone(part.tone)});
  }
  return legend;
}

// Draws one bar; the texts that have no room in it stand above it, if `texts_above`.
class ItemBar {
 public:
  ItemBar(Drawing& drawing, const ChartText& text, const Item& item, bool texts_above)
      : drawing_(drawing), text_(text), item_(item), texts_above_(texts_above) {
    for (const Part& part : item.parts) total_ += static_cast<double>(part.count);
  }

  // Returns the bottom of the bar.
  double Draw(double top) {
    const double bar_top = top + (texts_above_ && AnyTextAbove() ? RoomAbove() : 0);
    double x = 0;
    double free_from = 0;  // Right end of what stands above so far.
    for (const Part& part : item_.parts) {
      const double width = WidthOf(part);
      if (width <= 0) continue;
      DrawPart(part, {x, bar_top, width, kBarHeight});
      if (!Fits(part) && texts_above_) DrawAbove(part, x + width / 2, bar_top, free_from);
      x += width;
    }
    return bar_top + kBarHeight;
  }

 private:
  double WidthOf(const Part& part) const {
    return total_ > 0 ? kChartWidth * static_cast<double>(part.count) / total_ : 0;
  }

  TextOutline Printed(const Part& part, Color color) const {
    return text_.InColor(part.text, color);
  }

  bool Fits(const Part& part) const { return Printed(part, kBlack).width + 8 <= WidthOf(part); }

  bool AnyTextAbove() const {
    return std::any_of(item_.parts.begin(), item_.parts.end(),
                       [&](const Part& part) { return part.count > 0 && !Fits(part); });
  }

  double RoomAbove() const { return text_.Small("0").height; }

  void DrawPart(const Part& part, const Box& box) {
    const SeriesLook look = LookOfTone(part.tone);
    const Box inner = {box.x, box.y, std::max(box.width - 1.2, 0.6), box.height};
    drawing_.Rectangle(inner, look.color, look.pattern);
    if (!Fits(part)) return;
    const TextOutline printed = Printed(part, ReadableOn(look.color));
    const Place place = {box.x + (box.width - printed.width) / 2,
                         box.y + box.height / 2 - printed.middle};
    if (look.pattern != Pattern::kPlain) {
      drawing_.Rectangle({place.x - 3, box.y + 2, printed.width + 6, box.height - 4}, look.color);
    }
    drawing_.Put(printed, place);
  }

  void DrawAbove(const Part& part, double middle, double bar_top, double& free_from) {
    const TextOutline printed = text_.Small(part.text);
    const double rightmost = kChartWidth - printed.width;
    const double x = std::min(std::max(middle - printed.width / 2, free_from), rightmost);
    drawing_.Put(printed, {x, bar_top - printed.height});
    free_from = x + printed.width + 4;
  }

  Drawing& drawing_;
  const ChartText& text_;
  const Item& item_;
  bool texts_above_;
  double total_ = 0;
};

double DrawItem(Drawing& drawing, const ChartText& text, const Item& item, bool own_legend,
                double top) {
  const TextOutline label = text.Bold(item.label, kChartWidth);
  drawing.Put(label, {0, top});
  double bottom = top + label.height + 2;
  if (!item.parts.empty()) {
    bottom = ItemBar(drawing, text, item, !own_legend).Draw(bottom);
    if (own_legend) {
      bottom = DrawLegend(drawing, text, LegendOf(item, /*with_texts=*/true), 0, bottom + 3);
    }
  }
  if (!item.note.empty()) {
    const TextOutline note = text.Small(item.note, kChartWidth);
    drawing.Put(note, {0, bottom + 1});
    bottom += 1 + note.height;
  }
  return bottom;
}

}  // namespace

double DrawChart(Drawing& drawing, const ChartText& text, const DistributionChart& chart) {
  const Item* shared = SharedLegend(chart);
  double bottom = 0;
  for (const Item& item : chart.items) {
    const double top = bottom > 0 ? bottom + kItemGap : 0;
    bottom = DrawItem(drawing, text, item, shared == nullptr, top);
  }
  if (shared == nullptr) return bottom;
  return DrawLegend(drawing, text, LegendOf(*shared, /*with_texts=*/false), 0, bottom + kItemGap);
}

}  // namespace sucharit::document
