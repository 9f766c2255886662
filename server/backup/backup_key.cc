// SPDX-License-Identifier: Apache-2.0
#include "server/backup/backup_key.h"

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/wrapped_key.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr absl::string_view kKeyLabel = "sucharit backup";

}  // namespace

std::string FormatBackupKey(absl::string_view public_key) { return crypto::ToHex(public_key); }

absl::StatusOr<std::string> ParseBackupKey(absl::string_view text) {
  std::string key = crypto::FromHex(text, crypto::kSealingKeySize);
  if (!key.empty()) return key;
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED,
                 "not 64 hexadecimal digits", "backup_key");
}

absl::StatusOr<std::string> WrapBackupKey(const crypto::Secret& private_key,
                                          absl::string_view passphrase) {
  return crypto::WrapKey(private_key, kKeyLabel, passphrase);
}

absl::StatusOr<crypto::Secret> UnwrapBackupKey(absl::string_view wrapped,
                                               absl::string_view passphrase) {
  auto key = crypto::UnwrapKey(wrapped, kKeyLabel, passphrase);
  if (ReasonOf(key.status()) != v1::REASON_ROUND_KEY_COPY_UNREAD) return key;
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_BACKUP_KEY,
                 "not a backup key, or another passphrase");
}

}  // namespace sucharit
