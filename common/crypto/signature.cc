// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/signature.h"

#include <sodium.h>

#include "common/crypto/bytes.h"

namespace sucharit::crypto {

static_assert(kSignatureSize == crypto_sign_BYTES);
static_assert(kSigningKeySize == crypto_sign_SECRETKEYBYTES);
static_assert(kVerificationKeySize == crypto_sign_PUBLICKEYBYTES);

SigningKeyPair GenerateSigningKeyPair() {
  SigningKeyPair pair{std::string(crypto_sign_PUBLICKEYBYTES, '\0'),
                      Secret(crypto_sign_SECRETKEYBYTES)};
  crypto_sign_keypair(Bytes(pair.public_key), pair.private_key.data());
  return pair;
}

absl::StatusOr<std::string> SigningPublicKey(const Secret& private_key) {
  std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  if (private_key.size() != crypto_sign_SECRETKEYBYTES ||
      crypto_sign_ed25519_sk_to_pk(Bytes(public_key), private_key.data()) != 0) {
    return absl::InvalidArgumentError("not a signing key");
  }
  return public_key;
}

absl::StatusOr<std::string> Sign(absl::string_view message, const Secret& private_key) {
  if (private_key.size() != crypto_sign_SECRETKEYBYTES) {
    return absl::InvalidArgumentError("signing key has the wrong length");
  }
  std::string signature(crypto_sign_BYTES, '\0');
  if (crypto_sign_detached(Bytes(signature), nullptr, Bytes(message), message.size(),
                           private_key.data()) != 0) {
    return absl::InternalError("signing failed");
  }
  return signature;
}

bool VerifySignature(absl::string_view message, absl::string_view signature,
                     absl::string_view public_key) {
  return signature.size() == crypto_sign_BYTES && public_key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(Bytes(signature), Bytes(message), message.size(),
                                     Bytes(public_key)) == 0;
}

}  // namespace sucharit::crypto
