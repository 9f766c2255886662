// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "server/rounds/key_folder.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// The key pair that opens a round's boxes.
struct OpeningKey {
  std::string public_key;
  crypto::Secret private_key;
};

// From `copy` if it holds anything, else from the key folder. FAILED_PRECONDITION
// `REASON_KEY_NEEDED` if the round's key is kept off the server and there is no copy,
// `REASON_ROUND_KEY_MISSING`, the errors of UnwrapRoundKey(), or `REASON_ROUND_KEY_MISMATCH` if the
// folder holds another round's key. The key stays in memory, and nowhere else.
absl::StatusOr<OpeningKey> OpeningKeyOf(const RoundRecord& round, const KeyFolder& keys,
                                        const v1::KeyCopy& copy = {});

}  // namespace sucharit
