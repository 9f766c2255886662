// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/sealed_box.h"

#include <sodium.h>

#include "common/crypto/bytes.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"

namespace sucharit::crypto {
namespace {

constexpr char kPaddingMark = '\x80';

absl::Status Unreadable(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_UNREADABLE, why);
}

}  // namespace

static_assert(kSealingKeySize == crypto_box_PUBLICKEYBYTES);
static_assert(kSealOverhead == crypto_box_SEALBYTES);

SealingKeyPair GenerateSealingKeyPair() {
  SealingKeyPair pair{std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                      Secret(crypto_box_SECRETKEYBYTES)};
  crypto_box_keypair(Bytes(pair.public_key), pair.private_key.data());
  return pair;
}

absl::StatusOr<std::string> SealingPublicKey(const Secret& private_key) {
  std::string public_key(crypto_box_PUBLICKEYBYTES, '\0');
  if (private_key.size() != crypto_box_SECRETKEYBYTES ||
      crypto_scalarmult_base(Bytes(public_key), private_key.data()) != 0) {
    return absl::InvalidArgumentError("not a sealing key");
  }
  return public_key;
}

std::string KeyId(absl::string_view public_key) { return Sha256(public_key).substr(0, 8); }

absl::StatusOr<std::string> Seal(absl::string_view plaintext, absl::string_view public_key) {
  RequireSodium();
  if (public_key.size() != crypto_box_PUBLICKEYBYTES) {
    return absl::InvalidArgumentError("public key has the wrong length");
  }
  std::string box(plaintext.size() + crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal(Bytes(box), Bytes(plaintext), plaintext.size(), Bytes(public_key)) != 0) {
    return absl::InternalError("crypto_box_seal failed");
  }
  return box;
}

absl::StatusOr<std::string> OpenBox(absl::string_view box, absl::string_view public_key,
                                    const Secret& private_key) {
  if (box.size() < crypto_box_SEALBYTES) return Unreadable("shorter than an empty box");
  if (public_key.size() != crypto_box_PUBLICKEYBYTES ||
      private_key.size() != crypto_box_SECRETKEYBYTES) {
    return absl::InvalidArgumentError("key has the wrong length");
  }
  std::string plaintext(box.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(Bytes(plaintext), Bytes(box), box.size(), Bytes(public_key),
                           private_key.data()) != 0) {
    return Unreadable("sealed to another key, or damaged");
  }
  return plaintext;
}

absl::StatusOr<std::string> Pad(absl::string_view plaintext, size_t size) {
  if (plaintext.size() >= size) return absl::InvalidArgumentError("longer than its padded size");
  std::string padded(plaintext);
  padded.push_back(kPaddingMark);
  padded.resize(size, '\0');
  return padded;
}

absl::StatusOr<std::string> Unpad(absl::string_view padded) {
  const size_t mark = padded.find_last_not_of('\0');
  if (mark == absl::string_view::npos || padded[mark] != kPaddingMark) {
    return absl::InvalidArgumentError("no padding");
  }
  return std::string(padded.substr(0, mark));
}

}  // namespace sucharit::crypto
