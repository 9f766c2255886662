// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/aead.h"

#include <sodium.h>

#include "absl/strings/str_cat.h"
#include "common/crypto/bytes.h"
#include "common/crypto/random.h"

namespace sucharit::crypto {
namespace {

constexpr size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

}  // namespace

static_assert(kAeadKeySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

Secret GenerateAeadKey() {
  Secret key(kAeadKeySize);
  randombytes_buf(key.data(), key.size());
  return key;
}

absl::StatusOr<std::string> Encrypt(absl::string_view plaintext, absl::string_view context,
                                    const Secret& key) {
  if (key.size() != kAeadKeySize) return absl::InvalidArgumentError("key has the wrong length");
  const std::string nonce = RandomBytes(kNonceSize);
  std::string sealed(plaintext.size() + kTagSize, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed), nullptr, Bytes(plaintext),
                                                 plaintext.size(), Bytes(context), context.size(),
                                                 nullptr, Bytes(nonce), key.data()) != 0) {
    return absl::InternalError("encryption failed");
  }
  return absl::StrCat(nonce, sealed);
}

absl::StatusOr<std::string> Decrypt(absl::string_view ciphertext, absl::string_view context,
                                    const Secret& key) {
  if (key.size() != kAeadKeySize) return absl::InvalidArgumentError("key has the wrong length");
  if (ciphertext.size() < kNonceSize + kTagSize)
    return absl::DataLossError("ciphertext is cut off");
  const absl::string_view nonce = ciphertext.substr(0, kNonceSize);
  const absl::string_view sealed = ciphertext.substr(kNonceSize);
  std::string plaintext(sealed.size() - kTagSize, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(plaintext), nullptr, nullptr, Bytes(sealed),
                                                 sealed.size(), Bytes(context), context.size(),
                                                 Bytes(nonce), key.data()) != 0) {
    return absl::DataLossError("ciphertext is damaged, or of another key or context");
  }
  return plaintext;
}

}  // namespace sucharit::crypto
