// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {

inline constexpr size_t kSignatureSize = 64;
inline constexpr size_t kSigningKeySize = 64;
inline constexpr size_t kVerificationKeySize = 32;

struct SigningKeyPair {
  std::string public_key;
  Secret private_key;
};

// Ed25519 (RFC 8032).
SigningKeyPair GenerateSigningKeyPair();

// The public half of a private key.
absl::StatusOr<std::string> SigningPublicKey(const Secret& private_key);

// 64 bytes.
absl::StatusOr<std::string> Sign(absl::string_view message, const Secret& private_key);

// False for a signature by another key, over another message, or of a wrong length.
bool VerifySignature(absl::string_view message, absl::string_view signature,
                     absl::string_view public_key);

}  // namespace sucharit::crypto
