// SPDX-License-Identifier: Apache-2.0
//
// The pair of keys that backups are made for: the server has the public one, the operator keeps the
// private one elsewhere.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"

namespace sucharit {

// The public key as the configuration has it, 64 hexadecimal digits, and back. INVALID_ARGUMENT
// `REASON_CONFIG_MALFORMED` with the setting's name.
std::string FormatBackupKey(absl::string_view public_key);
absl::StatusOr<std::string> ParseBackupKey(absl::string_view text);

// The private key wrapped with a passphrase (common/crypto/wrapped_key.h), and back.
// FAILED_PRECONDITION `REASON_BACKUP_KEY` for another passphrase or another kind of key.
absl::StatusOr<std::string> WrapBackupKey(const crypto::Secret& private_key,
                                          absl::string_view passphrase);
absl::StatusOr<crypto::Secret> UnwrapBackupKey(absl::string_view wrapped,
                                               absl::string_view passphrase);

}  // namespace sucharit
