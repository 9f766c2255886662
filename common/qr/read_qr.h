// SPDX-License-Identifier: Apache-2.0
//
// Finds and reads a QR code in a picture, for example a camera's frame.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace sucharit {

// A greyscale picture that its owner keeps: `height` rows of `width` bytes, 0 is black, each row
// `stride` bytes after the one before.
struct GreyPicture {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
};

// The text of a QR code in `picture`, turned, bent or damaged as it may be; untrusted. NOT_FOUND
// `REASON_QR_NOT_FOUND` if there is none or it can't be read. May run on any thread.
absl::StatusOr<std::string> ReadQr(const GreyPicture& picture);

}  // namespace sucharit
