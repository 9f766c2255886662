// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "server/rounds/key_folder.h"
#include "server/store/round_store.h"

namespace sucharit {

// The key pair that opens a round's boxes.
struct OpeningKey {
  std::string public_key;
  crypto::Secret private_key;
};

// From the key folder. FAILED_PRECONDITION `REASON_ROUND_KEY_MISSING`, or
// `REASON_ROUND_KEY_MISMATCH` if it holds another round's key.
absl::StatusOr<OpeningKey> OpeningKeyOf(const RoundRecord& round, const KeyFolder& keys);

}  // namespace sucharit
