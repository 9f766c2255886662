// SPDX-License-Identifier: Apache-2.0
//
// Copies of a round's private sealing key, wrapped with a passphrase, as officers keep them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// Wraps the key for one officer. Each call gives other bytes. The errors of crypto::WrapKey.
absl::StatusOr<std::string> WrapRoundKey(absl::string_view round_id, const crypto::Secret& key,
                                         absl::string_view passphrase);

// The key that a copy holds. FAILED_PRECONDITION `REASON_ROUND_KEY_COPY_UNREAD` if the passphrase
// is wrong, or the copy damaged or of another round; `REASON_ROUND_KEY_MISMATCH` if it isn't the
// key that tablets seal to. Takes about a second.
absl::StatusOr<crypto::Secret> UnwrapRoundKey(const RoundRecord& round, const v1::KeyCopy& copy);

// Whether these copies are enough for the round's custody: one; two, of different bytes and at
// different places that are named, if the server keeps none. FAILED_PRECONDITION
// `REASON_KEY_COPIES_TOO_FEW`; INVALID_ARGUMENT `REASON_ARGUMENT` for a place that is too long, or
// more copies than anybody keeps.
absl::Status CheckKeyCopies(const RoundRecord& round, const std::vector<v1::KeyCopy>& copies);

}  // namespace sucharit
