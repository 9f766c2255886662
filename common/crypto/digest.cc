// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/digest.h"

#include <sodium.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "common/crypto/bytes.h"

namespace sucharit::crypto {

std::string Sha256(absl::string_view bytes) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Bytes(digest), Bytes(bytes), bytes.size());
  return digest;
}

struct Sha256Stream::State {
  crypto_hash_sha256_state sha256;
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->sha256);
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::Add(absl::string_view bytes) {
  crypto_hash_sha256_update(&state_->sha256, Bytes(bytes), bytes.size());
}

std::string Sha256Stream::Finish() {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state_->sha256, Bytes(digest));
  return digest;
}

std::string KeyedHash(absl::string_view key, absl::string_view bytes) {
  std::string digest(crypto_generichash_BYTES, '\0');
  // Fails only for keys of a wrong length, which no input decides.
  if (crypto_generichash(Bytes(digest), digest.size(), Bytes(bytes), bytes.size(), Bytes(key),
                         key.size()) != 0) {
    abort();
  }
  return digest;
}

bool SecretsEqual(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string ToHex(absl::string_view bytes) { return absl::BytesToHexString(bytes); }

std::string FromHex(absl::string_view text, size_t size) {
  if (text.size() != 2 * size) return "";
  for (const char c : text) {
    if (!absl::ascii_isxdigit(static_cast<unsigned char>(c))) return "";
  }
  return absl::HexStringToBytes(text);
}

}  // namespace sucharit::crypto
