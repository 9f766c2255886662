// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {

inline constexpr size_t kAeadKeySize = 32;

Secret GenerateAeadKey();

// XChaCha20-Poly1305 with a random nonce in front. Nobody without `key` can read or change the
// result, or pass it off under another `context`. The length is not hidden.
absl::StatusOr<std::string> Encrypt(absl::string_view plaintext, absl::string_view context,
                                    const Secret& key);

// DATA_LOSS if `ciphertext` wasn't made with this key and context, or was changed.
absl::StatusOr<std::string> Decrypt(absl::string_view ciphertext, absl::string_view context,
                                    const Secret& key);

}  // namespace sucharit::crypto
