// SPDX-License-Identifier: Apache-2.0
#include "server/document/outline_formats.h"

#include <cairo.h>

#include <cmath>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace sucharit::document {
namespace {

// SVG coordinates are whole numbers of this share of a point: small files, and no rounding that
// could differ between two runs.
constexpr double kSteps = 50;

int64_t Rounded(double value) { return std::llround(value * kSteps); }

// Writes a path with relative whole numbers.
class SvgPath {
 public:
  void Add(const PathStep& step) {
    switch (step.kind) {
      case PathStep::Kind::kMove:
        Begin('M');
        AppendAbsolute(step.end);
        start_x_ = x_;
        start_y_ = y_;
        break;
      case PathStep::Kind::kLine:
        Begin('l');
        AppendRelative(step.end, /*last=*/true);
        break;
      case PathStep::Kind::kCurve:
        Begin('c');
        AppendRelative(step.first, /*last=*/false);
        AppendRelative(step.second, /*last=*/false);
        AppendRelative(step.end, /*last=*/true);
        break;
      case PathStep::Kind::kClose:
        Begin('z');
        x_ = start_x_;
        y_ = start_y_;
        break;
    }
  }

  const std::string& text() const { return text_; }

 private:
  void Begin(char letter) {
    text_.push_back(letter);
    first_number_ = true;
  }

  void AppendNumber(int64_t number) {
    if (!first_number_ && number >= 0) text_.push_back(' ');
    first_number_ = false;
    absl::StrAppend(&text_, number);
  }

  void AppendAbsolute(Place place) {
    x_ = Rounded(place.x);
    y_ = Rounded(place.y);
    AppendNumber(x_);
    AppendNumber(y_);
  }

  void AppendRelative(Place place, bool last) {
    const int64_t x = Rounded(place.x);
    const int64_t y = Rounded(place.y);
    AppendNumber(x - x_);
    AppendNumber(y - y_);
    if (last) {
      x_ = x;
      y_ = y;
    }
  }

  std::string text_;
  int64_t x_ = 0;
  int64_t y_ = 0;
  int64_t start_x_ = 0;
  int64_t start_y_ = 0;
  bool first_number_ = true;
};

std::string SvgColor(Color color) {
  return absl::StrFormat("#%02x%02x%02x", color.red, color.green, color.blue);
}

// At most two decimals, whatever the locale.
std::string Points(double value) {
  const int64_t hundredths = std::llround(value * 100);
  return absl::StrFormat("%d.%02d", hundredths / 100, hundredths % 100);
}

std::string ShapeToSvg(const Shape& shape) {
  SvgPath path;
  for (const PathStep& step : shape.path) path.Add(step);
  const std::string color = SvgColor(shape.color);
  if (shape.stroke == 0)
    return absl::StrCat("<path fill=\"", color, "\" d=\"", path.text(), "\"/>");
  return absl::StrCat("<path fill=\"none\" stroke=\"", color, "\" stroke-width=\"",
                      Rounded(shape.stroke), "\" d=\"", path.text(), "\"/>");
}

void DrawStep(cairo_t* cairo, const PathStep& step) {
  switch (step.kind) {
    case PathStep::Kind::kMove:
      cairo_move_to(cairo, step.end.x, step.end.y);
      break;
    case PathStep::Kind::kLine:
      cairo_line_to(cairo, step.end.x, step.end.y);
      break;
    case PathStep::Kind::kCurve:
      cairo_curve_to(cairo, step.first.x, step.first.y, step.second.x, step.second.y, step.end.x,
                     step.end.y);
      break;
    case PathStep::Kind::kClose:
      cairo_close_path(cairo);
      break;
  }
}

void DrawShape(cairo_t* cairo, const Shape& shape) {
  cairo_set_source_rgb(cairo, shape.color.red / 255.0, shape.color.green / 255.0,
                       shape.color.blue / 255.0);
  for (const PathStep& step : shape.path) DrawStep(cairo, step);
  if (shape.stroke > 0) {
    cairo_set_line_width(cairo, shape.stroke);
    cairo_stroke(cairo);
  } else {
    cairo_fill(cairo);
  }
}

cairo_status_t AppendBytes(void* target, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string ShapesToSvg(const std::vector<Shape>& shapes, double width, double height) {
  std::string svg =
      absl::StrCat("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", Points(width),
                   "pt\" height=\"", Points(height), "pt\" viewBox=\"0 0 ", Rounded(width), " ",
                   Rounded(height), "\" aria-hidden=\"true\" focusable=\"false\">");
  for (const Shape& shape : shapes) svg += ShapeToSvg(shape);
  svg += "</svg>";
  return svg;
}

absl::StatusOr<std::string> ShapesToPng(const std::vector<Shape>& shapes, double width,
                                        double height, double scale) {
  cairo_surface_t* surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(width * scale)),
                                 static_cast<int>(std::ceil(height * scale)));
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  for (const Shape& shape : shapes) DrawShape(cairo, shape);
  std::string png;
  cairo_status_t status = cairo_status(cairo);
  if (status == CAIRO_STATUS_SUCCESS) {
    status = cairo_surface_write_to_png_stream(surface, AppendBytes, &png);
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) return absl::InternalError(cairo_status_to_string(status));
  return png;
}

}  // namespace sucharit::document
