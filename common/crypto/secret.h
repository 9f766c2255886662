// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::crypto {

// Key material in memory that is locked against swapping, left out of core dumps, and wiped when it
// goes. Move only.
class Secret {
 public:
  // Zero bytes, to be filled through data().
  explicit Secret(size_t size);

  // A copy of `bytes`, which the caller still has to wipe.
  static Secret CopyOf(absl::string_view bytes);

  // Takes the bytes and wipes them where they were.
  static Secret Take(std::string& bytes);

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  unsigned char* data() { return data_; }
  const unsigned char* data() const { return data_; }
  size_t size() const { return size_; }
  absl::string_view view() const;

 private:
  unsigned char* data_ = nullptr;
  size_t size_ = 0;
};

// Overwrites `text` with zeros and empties it.
void Wipe(std::string& text);

}  // namespace sucharit::crypto
