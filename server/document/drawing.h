// SPDX-License-Identifier: Apache-2.0
//
// Shapes and the outlines of text, in points, y downwards; drawn once and written in two formats.
// Only for this folder.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit::document {

struct Color {
  uint8_t red = 0;
  uint8_t green = 0;
  uint8_t blue = 0;
};

inline constexpr Color kBlack = {0x1A, 0x1A, 0x1A};
inline constexpr Color kWhite = {0xFF, 0xFF, 0xFF};
inline constexpr Color kGrey = {0x59, 0x59, 0x59};
inline constexpr Color kPaleGrey = {0xD9, 0xD9, 0xD9};

struct Place {
  double x = 0;
  double y = 0;
};

struct PathStep {
  enum class Kind { kMove, kLine, kCurve, kClose };
  Kind kind = Kind::kMove;
  Place first;  // Control points of a curve.
  Place second;
  Place end;  // Where the step ends; nothing for kClose.
};

using Path = std::vector<PathStep>;

struct Shape {
  Path path{};
  Color color{};
  double stroke = 0;  // Width of the line; 0 fills the path.
};

// What a bar is filled with beside its color: white lines.
enum class Pattern { kPlain, kRising, kFalling, kUpright, kLevel, kCrossed };

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct TextStyle {
  double size = 12;
  bool bold = false;
  Color color = kBlack;
  double width = 0;  // Lines are broken at it; 0: one line.
};

// Text as outlines; its upper left corner is at 0, 0.
struct TextOutline {
  Path path{};
  Color color{};
  double width = 0;
  double height = 0;
  double middle = 0;  // Of what is inked, from the top: the middle of the digits of a number.
};

// Shapes and text with Thai fonts. Not thread-safe.
class Drawing {
 public:
  Drawing();
  ~Drawing();
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  // FAILED_PRECONDITION `REASON_PROGRAM_MISSING` if no font here has Thai letters.
  absl::Status CheckFonts() const;

  TextOutline Outline(absl::string_view text, const TextStyle& style) const;

  void Put(const TextOutline& text, Place upper_left);
  // On what was drawn before, kept readable by a white edge around each letter.
  void PutOver(const TextOutline& text, Place upper_left);
  void Rectangle(const Box& box, Color color, Pattern pattern = Pattern::kPlain);
  void Line(Place from, Place to, Color color, double width);
  void Polygon(const std::vector<Place>& corners, Color color);
  void Circle(Place center, double radius, Color color);

  std::string ToSvg(double width, double height) const;
  absl::StatusOr<std::string> ToPng(double width, double height, double scale) const;

 private:
  class Fonts;

  void Hatch(const Box& box, Pattern pattern);

  std::unique_ptr<Fonts> fonts_;
  std::vector<Shape> shapes_;
};

}  // namespace sucharit::document
