// SPDX-License-Identifier: Apache-2.0
//
// Sealing of which the same call gives the same bytes, so that two exports can be compared.
//
// crypto_box_seal takes a fresh random key pair for each box; here that pair is derived (BLAKE2b)
// from the recipient's key and the plaintext. Derived from these alone, anybody could guess a
// plaintext, seal it and compare: counts of a small agency are few enough to try them all. Hence
// the salt, a secret of the sender that enters the derivation as BLAKE2b's key. It must be random,
// as secret as what is sealed, and never leave with the box. Whoever holds both the salt and a box
// can still only confirm guesses.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit::crypto {

inline constexpr size_t kSealSaltSize = 32;

// A box as Seal() makes it (sealed_box.h), opened by OpenBox() and by libsodium's
// crypto_box_seal_open. The same plaintext, key and salt give the same bytes; another of any of
// them gives bytes that tell nothing about it. INVALID_ARGUMENT for a key or salt of a wrong
// length, or a key that no private key belongs to.
absl::StatusOr<std::string> SealDeterministically(absl::string_view plaintext,
                                                  absl::string_view public_key,
                                                  absl::string_view salt);

}  // namespace sucharit::crypto
