// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/wrapped_key.h"

#include <sodium.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/crypto/aead.h"
#include "common/crypto/bytes.h"
#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit::crypto {
namespace {

constexpr absl::string_view kPrefix = "sucharit-key-1 ";

absl::Status Unread(absl::string_view why) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_COPY_UNREAD, why);
}

absl::StatusOr<Secret> KeyFromPassphrase(absl::string_view passphrase, absl::string_view salt) {
  Secret key(kAeadKeySize);
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), Bytes(salt),
                    crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return absl::ResourceExhaustedError("not enough memory for Argon2id");
  }
  return key;
}

}  // namespace

absl::StatusOr<std::string> WrapKey(const Secret& key, absl::string_view label,
                                    absl::string_view passphrase) {
  if (passphrase.size() < kMinimumPassphraseSize) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "the passphrase is shorter than 12 bytes", "passphrase (12+)");
  }
  const std::string salt = RandomBytes(crypto_pwhash_SALTBYTES);
  ASSIGN_OR_RETURN(const Secret wrapping_key, KeyFromPassphrase(passphrase, salt));
  ASSIGN_OR_RETURN(const std::string sealed, Encrypt(key.view(), label, wrapping_key));
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape(absl::StrCat(salt, sealed)), "\n");
}

absl::StatusOr<Secret> UnwrapKey(absl::string_view wrapped, absl::string_view label,
                                 absl::string_view passphrase) {
  std::string bytes;
  absl::string_view text = absl::StripSuffix(wrapped, "\n");
  if (!absl::ConsumePrefix(&text, kPrefix) || !absl::WebSafeBase64Unescape(text, &bytes) ||
      bytes.size() < crypto_pwhash_SALTBYTES) {
    return Unread("not a wrapped key");
  }
  const absl::string_view salt = absl::string_view(bytes).substr(0, crypto_pwhash_SALTBYTES);
  ASSIGN_OR_RETURN(const Secret wrapping_key, KeyFromPassphrase(passphrase, salt));
  auto key = Decrypt(absl::string_view(bytes).substr(crypto_pwhash_SALTBYTES), label, wrapping_key);
  if (!key.ok()) return Unread("wrong passphrase, or a copy of another key");
  return Secret::Take(*key);
}

}  // namespace sucharit::crypto
