// SPDX-License-Identifier: Apache-2.0
#include "common/qr/read_qr.h"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <exception>

#include "common/status/reason.h"

namespace sucharit {
namespace {

absl::Status NotFound() {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_QR_NOT_FOUND, "no readable QR code");
}

ZXing::DecodeHints Hints() {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  hints.setTryHarder(true);
  hints.setTryRotate(true);
  hints.setTryDownscale(true);
  return hints;
}

}  // namespace

absl::StatusOr<std::string> ReadQr(const GreyPicture& picture) {
  if (picture.pixels == nullptr || picture.width <= 0 || picture.height <= 0 ||
      picture.stride < picture.width) {
    return NotFound();
  }
  try {
    const ZXing::ImageView view(picture.pixels, picture.width, picture.height,
                                ZXing::ImageFormat::Lum, picture.stride);
    const ZXing::Result found = ZXing::ReadBarcode(view, Hints());
    if (!found.isValid()) return NotFound();
    return found.text();
  } catch (const std::exception&) {
    return NotFound();
  }
}

}  // namespace sucharit
