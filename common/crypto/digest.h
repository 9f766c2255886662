// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::crypto {

inline constexpr size_t kSha256Size = 32;

// SHA-256 (FIPS 180-4), 32 bytes.
std::string Sha256(absl::string_view bytes);

// The same of bytes that come piece by piece.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();

  void Add(absl::string_view bytes);

  // Of all that was added. Once.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// BLAKE2b-256 keyed with `key` (16 to 64 bytes): a hash that only holders of the key can try values
// against.
std::string KeyedHash(absl::string_view key, absl::string_view bytes);

// Whether two secrets of the same kind are equal, in time that doesn't depend on where they differ.
bool SecretsEqual(absl::string_view a, absl::string_view b);

// Lower-case hexadecimal, and back; FromHex is empty if `text` isn't hexadecimal of `size` bytes.
std::string ToHex(absl::string_view bytes);
std::string FromHex(absl::string_view text, size_t size);

}  // namespace sucharit::crypto
