// SPDX-License-Identifier: Apache-2.0
#include "server/document/drawing.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "server/document/outline_formats.h"

namespace sucharit::document {
namespace {

constexpr char kFamilies[] = "Laksaman,Sarabun,Loma,Noto Sans Thai,sans-serif";
constexpr double kHatchDistance = 5;
constexpr double kHatchWidth = 0.9;

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unreference>;

PathStep StepFrom(const cairo_path_data_t* data) {
  const auto place = [data](int i) { return Place{data[i].point.x, data[i].point.y}; };
  switch (data->header.type) {
    case CAIRO_PATH_MOVE_TO:
      return {PathStep::Kind::kMove, {}, {}, place(1)};
    case CAIRO_PATH_LINE_TO:
      return {PathStep::Kind::kLine, {}, {}, place(1)};
    case CAIRO_PATH_CURVE_TO:
      return {PathStep::Kind::kCurve, place(1), place(2), place(3)};
    case CAIRO_PATH_CLOSE_PATH:
      break;
  }
  return {PathStep::Kind::kClose, {}, {}, {}};
}

Path PathOf(cairo_t* cairo) {
  Path result;
  cairo_path_t* path = cairo_copy_path(cairo);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    result.push_back(StepFrom(&path->data[i]));
  }
  cairo_path_destroy(path);
  return result;
}

Place Moved(Place place, Place by) { return {place.x + by.x, place.y + by.y}; }

Path Moved(Path path, Place by) {
  for (PathStep& step : path) {
    step.first = Moved(step.first, by);
    step.second = Moved(step.second, by);
    step.end = Moved(step.end, by);
  }
  return path;
}

Path ClosedPath(const std::vector<Place>& corners) {
  Path path;
  for (const Place& corner : corners) {
    path.push_back({path.empty() ? PathStep::Kind::kMove : PathStep::Kind::kLine, {}, {}, corner});
  }
  path.push_back({PathStep::Kind::kClose, {}, {}, {}});
  return path;
}

}  // namespace

// A font map of its own: pango's default one belongs to a thread. The surface has no bounds,
// because cairo leaves out letters that lie outside.
class Drawing::Fonts {
 public:
  Fonts()
      : map_(pango_cairo_font_map_new()),
        context_(pango_font_map_create_context(map_.get())),
        surface_(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr)) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string("th"));
  }
  ~Fonts() { cairo_surface_destroy(surface_); }
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  Owned<PangoLayout> Layout(absl::string_view text, const TextStyle& style) const {
    Owned<PangoLayout> layout(pango_layout_new(context_.get()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, kFamilies);
    pango_font_description_set_size(font, static_cast<int>(std::lround(style.size * PANGO_SCALE)));
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (style.width > 0) {
      pango_layout_set_width(layout.get(),
                             static_cast<int>(std::lround(style.width * PANGO_SCALE)));
      pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
  }

  Path PathOfLayout(PangoLayout* layout) const {
    cairo_t* cairo = cairo_create(surface_);
    pango_cairo_layout_path(cairo, layout);
    Path path = PathOf(cairo);
    cairo_destroy(cairo);
    return path;
  }

 private:
  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
  cairo_surface_t* surface_;
};

Drawing::Drawing() : fonts_(std::make_unique<Fonts>()) {}

Drawing::~Drawing() = default;

absl::Status Drawing::CheckFonts() const {
  const Owned<PangoLayout> layout = fonts_->Layout("กี่น้ำ๑", {});
  if (pango_layout_get_unknown_glyphs_count(layout.get()) == 0) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_PROGRAM_MISSING,
                 "no font has Thai letters", "fonts-tlwg-laksaman-ttf");
}

TextOutline Drawing::Outline(absl::string_view text, const TextStyle& style) const {
  const Owned<PangoLayout> layout = fonts_->Layout(text, style);
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_extents(layout.get(), &ink, &logical);
  return {.path = fonts_->PathOfLayout(layout.get()),
          .color = style.color,
          .width = static_cast<double>(logical.width) / PANGO_SCALE,
          .height = static_cast<double>(logical.height) / PANGO_SCALE,
          .middle = (ink.y + ink.height / 2.0) / PANGO_SCALE};
}

void Drawing::Put(const TextOutline& text, Place upper_left) {
  shapes_.push_back({.path = Moved(text.path, upper_left), .color = text.color});
}

void Drawing::PutOver(const TextOutline& text, Place upper_left) {
  constexpr double kEdge = 3.5;
  shapes_.push_back({.path = Moved(text.path, upper_left), .color = kWhite, .stroke = kEdge});
  Put(text, upper_left);
}

void Drawing::Rectangle(const Box& box, Color color, Pattern pattern) {
  const double right = box.x + box.width;
  const double bottom = box.y + box.height;
  Polygon({{box.x, box.y}, {right, box.y}, {right, bottom}, {box.x, bottom}}, color);
  if (pattern == Pattern::kCrossed) {
    Hatch(box, Pattern::kRising);
    Hatch(box, Pattern::kFalling);
  } else if (pattern != Pattern::kPlain) {
    Hatch(box, pattern);
  }
}

void Drawing::Line(Place from, Place to, Color color, double width) {
  Shape shape{.color = color, .stroke = width};
  shape.path.push_back({PathStep::Kind::kMove, {}, {}, from});
  shape.path.push_back({PathStep::Kind::kLine, {}, {}, to});
  shapes_.push_back(std::move(shape));
}

void Drawing::Polygon(const std::vector<Place>& corners, Color color) {
  shapes_.push_back({.path = ClosedPath(corners), .color = color});
}

void Drawing::Circle(Place center, double radius, Color color) {
  constexpr double kControl = 0.5523;  // Length of the handles of a quarter circle.
  const auto at = [&](double x, double y) {
    return Place{center.x + x * radius, center.y + y * radius};
  };
  Path path = {{PathStep::Kind::kMove, {}, {}, at(1, 0)},
               {PathStep::Kind::kCurve, at(1, kControl), at(kControl, 1), at(0, 1)},
               {PathStep::Kind::kCurve, at(-kControl, 1), at(-1, kControl), at(-1, 0)},
               {PathStep::Kind::kCurve, at(-1, -kControl), at(-kControl, -1), at(0, -1)},
               {PathStep::Kind::kCurve, at(kControl, -1), at(1, -kControl), at(1, 0)},
               {PathStep::Kind::kClose, {}, {}, {}}};
  shapes_.push_back({.path = std::move(path), .color = color});
}

// Lines are cut at the box by arithmetic: clipping would need ids in SVG.
void Drawing::Hatch(const Box& box, Pattern pattern) {
  const auto line = [&](double x1, double y1, double x2, double y2) {
    Line({box.x + x1, box.y + y1}, {box.x + x2, box.y + y2}, kWhite, kHatchWidth);
  };
  if (pattern == Pattern::kUpright) {
    for (double x = kHatchDistance / 2; x < box.width; x += kHatchDistance) {
      line(x, 0, x, box.height);
    }
  } else if (pattern == Pattern::kLevel) {
    for (double y = kHatchDistance / 2; y < box.height; y += kHatchDistance) {
      line(0, y, box.width, y);
    }
  } else {
    for (double start = kHatchDistance; start < box.width + box.height; start += kHatchDistance) {
      const double x1 = std::min(start, box.width);
      const double x2 = std::max(start - box.height, 0.0);
      const bool rising = pattern == Pattern::kRising;
      const auto y = [&](double x) { return rising ? start - x : box.height - (start - x); };
      line(x1, y(x1), x2, y(x2));
    }
  }
}

std::string Drawing::ToSvg(double width, double height) const {
  return ShapesToSvg(shapes_, width, height);
}

absl::StatusOr<std::string> Drawing::ToPng(double width, double height, double scale) const {
  return ShapesToPng(shapes_, width, height, scale);
}

}  // namespace sucharit::document
