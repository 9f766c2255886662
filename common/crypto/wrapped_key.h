// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {

// Fewer bytes than this is no passphrase.
inline constexpr size_t kMinimumPassphraseSize = 12;

// Wraps a key so that it can be kept outside the server: Argon2id (RFC 9106; 256 MiB, 3 passes,
// libsodium's MODERATE) makes a key from the passphrase, XChaCha20-Poly1305 protects the secret.
// `label` names what the key is for and must be given again. The result is text that survives
// printing and copying:
//
//   sucharit-key-1 BASE64URL
//
// INVALID_ARGUMENT `REASON_ARGUMENT` if the passphrase is too short. Takes about a second.
absl::StatusOr<std::string> WrapKey(const Secret& key, absl::string_view label,
                                    absl::string_view passphrase);

// FAILED_PRECONDITION `REASON_ROUND_KEY_COPY_UNREAD` if the passphrase or label is another one, or
// the copy is damaged.
absl::StatusOr<Secret> UnwrapKey(absl::string_view wrapped, absl::string_view label,
                                 absl::string_view passphrase);

}  // namespace sucharit::crypto
