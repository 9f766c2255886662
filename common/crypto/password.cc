// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/password.h"

#include <sodium.h>

#include <array>

namespace sucharit::crypto {

absl::StatusOr<std::string> HashPassword(absl::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return absl::ResourceExhaustedError("not enough memory for Argon2id");
  }
  return std::string(hash.data());
}

bool VerifyPassword(absl::string_view password, const std::string& hash) {
  return hash.size() < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace sucharit::crypto
