// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <QImage>

#include "absl/status/statusor.h"

namespace sucharit {

// The text of a QR code in a picture. NOT_FOUND `REASON_QR_NOT_FOUND`. Any thread.
absl::StatusOr<std::string> ReadQrIn(const QImage& picture);

}  // namespace sucharit
