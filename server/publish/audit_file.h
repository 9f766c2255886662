// SPDX-License-Identifier: Apache-2.0
//
// Files for an auditor: the key pair, and the sealed counts behind a round.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

inline constexpr char kAuditFormat[] = "sucharit-audit-1, NOT FOR PUBLICATION";
inline constexpr size_t kLargestAuditFile = size_t{64} << 20;

// A public key as one line of text, and back. INVALID_ARGUMENT `REASON_AUDITOR_KEY`.
std::string FormatAuditorKey(absl::string_view public_key);
absl::StatusOr<std::string> ParseAuditorKey(absl::string_view text);

// The private key wrapped with a passphrase (common/crypto/wrapped_key.h), and back.
// FAILED_PRECONDITION `REASON_AUDITOR_KEY` for another passphrase or another kind of key.
absl::StatusOr<std::string> WrapAuditorKey(const crypto::Secret& private_key,
                                           absl::string_view passphrase);
absl::StatusOr<crypto::Secret> UnwrapAuditorKey(absl::string_view wrapped,
                                                absl::string_view passphrase);

// Seals to the auditor's public key; the same call gives the same bytes. `salt` is the round's
// (PublicationStore::AuditSalt). INVALID_ARGUMENT `REASON_AUDITOR_KEY`.
absl::StatusOr<std::string> SealAudit(const v1::AuditBundle& audit, absl::string_view auditor_key,
                                      absl::string_view salt);

// The sealed bundle as a file: its first line says to a person that it isn't for publication.
std::string AuditFile(absl::string_view sealed);

// Opens such a file. FAILED_PRECONDITION `REASON_AUDITOR_KEY` if it is sealed to another key or was
// changed; INVALID_ARGUMENT `REASON_BUNDLE_MALFORMED` if it isn't one.
absl::StatusOr<v1::AuditBundle> OpenAuditFile(absl::string_view file,
                                              const crypto::Secret& private_key);

}  // namespace sucharit
