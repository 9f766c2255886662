// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <QImage>
#include <QString>

#include "absl/status/statusor.h"

namespace sucharit {

// The text of a QR code in a picture. NOT_FOUND `REASON_QR_NOT_FOUND`. Any thread.
absl::StatusOr<std::string> ReadQrIn(const QImage& picture);

// `text` as a QR code, for the source of an Image; empty if it doesn't fit into one.
QString QrPictureOf(const QString& text);

}  // namespace sucharit
