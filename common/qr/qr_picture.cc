// SPDX-License-Identifier: Apache-2.0
#include "common/qr/qr_picture.h"

#include <png.h>

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr absl::string_view kBlackOnWhite = "\x1b[30;107m";
constexpr absl::string_view kOwnColours = "\x1b[0m";

// Where the text is light on dark, ink is what is light.
absl::string_view HalfBlock(bool upper_inked, bool lower_inked) {
  if (upper_inked && lower_inked) return "█";
  if (upper_inked) return "▀";
  return lower_inked ? "▄" : " ";
}

std::vector<std::uint8_t> Pixels(const QrCode& code, int pixels, int side) {
  std::vector<std::uint8_t> grey;
  grey.reserve(static_cast<size_t>(side) * static_cast<size_t>(side));
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      grey.push_back(code.dark(x / pixels - kQrBorder, y / pixels - kQrBorder) ? 0 : 255);
    }
  }
  return grey;
}

}  // namespace

std::string QrAsText(const QrCode& code, bool colours) {
  std::string text;
  for (int row = -kQrTextBorder; row < code.size() + kQrTextBorder; row += 2) {
    if (colours) absl::StrAppend(&text, kBlackOnWhite);
    for (int column = -kQrTextBorder; column < code.size() + kQrTextBorder; ++column) {
      absl::StrAppend(&text, HalfBlock(code.dark(column, row) == colours,
                                       code.dark(column, row + 1) == colours));
    }
    absl::StrAppend(&text, colours ? kOwnColours : "", "\n");
  }
  return text;
}

absl::StatusOr<std::string> QrAsPng(const QrCode& code, int pixels) {
  const int side = (code.size() + 2 * kQrBorder) * pixels;
  const std::vector<std::uint8_t> grey = Pixels(code, pixels, side);
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(side);
  image.height = static_cast<png_uint_32>(side);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string png(size, '\0');
  if (png_image_write_to_memory(&image, png.data(), &size, 0, grey.data(), 0, nullptr) == 0) {
    return absl::InternalError("the PNG picture can't be made");
  }
  png.resize(size);
  return png;
}

std::string QrSvgPath(const QrCode& code) {
  std::string path;
  for (int row = 0; row < code.size(); ++row) {
    for (int column = 0; column < code.size(); ++column) {
      const int start = column;
      while (code.dark(column, row)) ++column;
      if (column == start) continue;
      absl::StrAppend(&path, "M", start, " ", row, "h", column - start, "v1H", start, "z");
    }
  }
  return path;
}

std::string QrAsSvg(const QrCode& code) {
  const int side = code.size() + 2 * kQrBorder;
  return absl::StrCat("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"", -kQrBorder, " ",
                      -kQrBorder, " ", side, " ", side, "\" shape-rendering=\"crispEdges\">\n",
                      "<rect x=\"", -kQrBorder, "\" y=\"", -kQrBorder, "\" width=\"", side,
                      "\" height=\"", side, "\" fill=\"#fff\"/>\n", "<path d=\"", QrSvgPath(code),
                      "\"/>\n</svg>\n");
}

}  // namespace sucharit
