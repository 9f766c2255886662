// SPDX-License-Identifier: Apache-2.0
//
// QR codes drawn for a terminal, a screen and paper. Each drawing but QrSvgPath has the light
// border of four modules that readers need.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/qr/write_qr.h"

namespace sucharit {

// Modules of light border on each side of a picture, as readers expect.
inline constexpr int kQrBorder = 4;

// The same in a terminal, where columns are few and the ground around is even.
inline constexpr int kQrTextBorder = 2;

// Lines of half blocks, two modules in a character. With `colours` each line sets black on white
// itself and is right on every terminal; without, the text is right where it is light on dark.
std::string QrAsText(const QrCode& code, bool colours);

// A greyscale PNG with squares of `pixels` pixels. INTERNAL if the picture can't be made.
absl::StatusOr<std::string> QrAsPng(const QrCode& code, int pixels);

// An SVG document without a size of its own: its unit is one module.
std::string QrAsSvg(const QrCode& code);

// The dark modules as the `d` of an SVG path, one unit a module, from (0, 0) and without a border.
std::string QrSvgPath(const QrCode& code);

}  // namespace sucharit
