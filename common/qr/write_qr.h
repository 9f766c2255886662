// SPDX-License-Identifier: Apache-2.0
//
// A text as a QR code: a square of dark and light modules. qr_picture.h draws it.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// The modules alone, without the light border that every reader needs: each drawing adds it.
class QrCode {
 public:
  // `dark` holds size * size modules, row by row.
  QrCode(int size, std::vector<bool> dark) : size_(size), dark_(std::move(dark)) {}

  // Modules on each side: 21, 25, 29 ... 177.
  int size() const { return size_; }

  // Whether the module in `column` of `row` is dark; light anywhere outside.
  bool dark(int column, int row) const {
    if (column < 0 || row < 0 || column >= size_ || row >= size_) return false;
    return dark_[static_cast<size_t>(row) * static_cast<size_t>(size_) +
                 static_cast<size_t>(column)];
  }

 private:
  int size_;
  std::vector<bool> dark_;
};

// How much of a code may be dirty or torn and still be read; more makes a denser code.
enum class QrRepair { k7Percent, k15Percent, k25Percent, k30Percent };

// Codes of digits, capitals and " $%*+-./:" alone are a third smaller. INVALID_ARGUMENT if `text`
// is empty, holds anything but printable ASCII, or is too long for a code (2,953 characters at
// most).
absl::StatusOr<QrCode> WriteQr(absl::string_view text, QrRepair repair = QrRepair::k15Percent);

}  // namespace sucharit
