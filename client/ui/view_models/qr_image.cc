// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/qr_image.h"

#include "common/qr/read_qr.h"

namespace sucharit {

absl::StatusOr<std::string> ReadQrIn(const QImage& picture) {
  const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
  return ReadQr(
      {grey.constBits(), grey.width(), grey.height(), static_cast<int>(grey.bytesPerLine())});
}

}  // namespace sucharit
