// SPDX-License-Identifier: Apache-2.0
#include "client/ui/view_models/qr_image.h"

#include <QByteArray>

#include "common/qr/qr_picture.h"
#include "common/qr/read_qr.h"
#include "common/qr/write_qr.h"

namespace sucharit {
namespace {

constexpr int kPixelsPerModule = 8;

}  // namespace

absl::StatusOr<std::string> ReadQrIn(const QImage& picture) {
  const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
  return ReadQr(
      {grey.constBits(), grey.width(), grey.height(), static_cast<int>(grey.bytesPerLine())});
}

QString QrPictureOf(const QString& text) {
  const auto code = WriteQr(text.toStdString());
  if (!code.ok()) return {};
  const auto png = QrAsPng(*code, kPixelsPerModule);
  if (!png.ok()) return {};
  return QStringLiteral("data:image/png;base64,") +
         QString::fromLatin1(QByteArray::fromStdString(*png).toBase64());
}

}  // namespace sucharit
