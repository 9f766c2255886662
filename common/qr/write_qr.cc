// SPDX-License-Identifier: Apache-2.0
#include "common/qr/write_qr.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"

namespace sucharit {
namespace {

// MultiFormatWriter's scale from 0 to 8, which it halves for QR codes.
int EccLevel(QrRepair repair) { return 2 * (static_cast<int>(repair) + 1); }

QrCode ToQrCode(const ZXing::BitMatrix& matrix) {
  const int size = matrix.width();
  std::vector<bool> dark;
  dark.reserve(static_cast<size_t>(size) * static_cast<size_t>(size));
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) dark.push_back(matrix.get(column, row));
  }
  return QrCode(size, std::move(dark));
}

}  // namespace

absl::StatusOr<QrCode> WriteQr(absl::string_view text, QrRepair repair) {
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isprint(static_cast<unsigned char>(c));
  });
  if (text.empty() || !printable) {
    return absl::InvalidArgumentError("a QR code holds printable ASCII only");
  }
  try {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setMargin(0).setEccLevel(EccLevel(repair));
    return ToQrCode(writer.encode(std::string(text), 0, 0));
  } catch (const std::exception&) {
    return absl::InvalidArgumentError("too long for a QR code");
  }
}

}  // namespace sucharit
