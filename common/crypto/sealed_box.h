// SPDX-License-Identifier: Apache-2.0
//
// Responses are sealed to a round's public key: X25519 and XSalsa20-Poly1305, libsodium's
// crypto_box_seal.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {

inline constexpr size_t kSealingKeySize = 32;

// What sealing adds to the plaintext's length.
inline constexpr size_t kSealOverhead = 48;

struct SealingKeyPair {
  std::string public_key;
  Secret private_key;
};

SealingKeyPair GenerateSealingKeyPair();

// The public half of a private key.
absl::StatusOr<std::string> SealingPublicKey(const Secret& private_key);

// How messages name a public key: the first 8 bytes of its SHA-256.
std::string KeyId(absl::string_view public_key);

// Encrypts `plaintext` so that only the holder of the private key can read it: not even the sender.
// The sender isn't authenticated: that is the job of the connection.
absl::StatusOr<std::string> Seal(absl::string_view plaintext, absl::string_view public_key);

// Opens a box. INVALID_ARGUMENT `REASON_BOX_UNREADABLE` if it was sealed to another key, changed or
// cut.
absl::StatusOr<std::string> OpenBox(absl::string_view box, absl::string_view public_key,
                                    const Secret& private_key);

// Appends 0x80 and zeros up to `size` (ISO/IEC 7816-4). INVALID_ARGUMENT if `plaintext` is too
// long.
absl::StatusOr<std::string> Pad(absl::string_view plaintext, size_t size);

// Removes what Pad() added. INVALID_ARGUMENT if there is no padding.
absl::StatusOr<std::string> Unpad(absl::string_view padded);

}  // namespace sucharit::crypto
