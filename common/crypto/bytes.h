// SPDX-License-Identifier: Apache-2.0
//
// The one place where text and bytes are taken for each other.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::crypto {

inline unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

inline const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Makes libsodium ready; aborts the program if it can't be. Cheap to call again, from any thread.
void RequireSodium();

}  // namespace sucharit::crypto
