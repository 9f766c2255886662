// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/password.h"

#include <sodium.h>

#include <array>

namespace sucharit::crypto {

namespace {

struct Limits {
  unsigned long long operations;
  size_t memory;
};

Limits LimitsOf(PasswordCost cost) {
  switch (cost) {
    case PasswordCost::kModerate:
      return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};
    case PasswordCost::kLeast:
      return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
    case PasswordCost::kInteractive:
      break;
  }
  return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

}  // namespace

absl::StatusOr<std::string> HashPassword(absl::string_view password, PasswordCost cost) {
  const Limits limits = LimitsOf(cost);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), limits.operations,
                            limits.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return absl::ResourceExhaustedError("not enough memory for Argon2id");
  }
  return std::string(hash.data());
}

bool VerifyPassword(absl::string_view password, const std::string& hash) {
  return hash.size() < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace sucharit::crypto
