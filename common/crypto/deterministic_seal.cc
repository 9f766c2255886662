// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/deterministic_seal.h"

#include <sodium.h>

#include "absl/strings/str_cat.h"
#include "common/crypto/bytes.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"

namespace sucharit::crypto {
namespace {

constexpr absl::string_view kPurpose = "sucharit deterministic seal 1";

// The nonce of crypto_box_seal: BLAKE2b over both public keys.
std::string NonceOf(absl::string_view ephemeral_key, absl::string_view public_key) {
  const std::string both = absl::StrCat(ephemeral_key, public_key);
  std::string nonce(crypto_box_NONCEBYTES, '\0');
  crypto_generichash(Bytes(nonce), nonce.size(), Bytes(both), both.size(), nullptr, 0);
  return nonce;
}

// The seed of the ephemeral pair. Purpose and key have fixed lengths, so no two inputs run
// together.
Secret SeedOf(absl::string_view plaintext, absl::string_view public_key, absl::string_view salt) {
  std::string input = absl::StrCat(kPurpose, public_key, plaintext);
  std::string seed = KeyedHash(salt, input);
  Wipe(input);
  return Secret::Take(seed);
}

}  // namespace

absl::StatusOr<std::string> SealDeterministically(absl::string_view plaintext,
                                                  absl::string_view public_key,
                                                  absl::string_view salt) {
  RequireSodium();
  if (public_key.size() != crypto_box_PUBLICKEYBYTES || salt.size() != kSealSaltSize) {
    return absl::InvalidArgumentError("key or salt has the wrong length");
  }
  const Secret seed = SeedOf(plaintext, public_key, salt);
  std::string ephemeral_key(crypto_box_PUBLICKEYBYTES, '\0');
  Secret ephemeral_private(crypto_box_SECRETKEYBYTES);
  crypto_box_seed_keypair(Bytes(ephemeral_key), ephemeral_private.data(), seed.data());
  const std::string nonce = NonceOf(ephemeral_key, public_key);
  std::string box(plaintext.size() + crypto_box_MACBYTES, '\0');
  if (crypto_box_easy(Bytes(box), Bytes(plaintext), plaintext.size(), Bytes(nonce),
                      Bytes(public_key), ephemeral_private.data()) != 0) {
    return absl::InvalidArgumentError("not a public key");
  }
  return absl::StrCat(ephemeral_key, box);
}

}  // namespace sucharit::crypto
