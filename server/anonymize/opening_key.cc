// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/opening_key.h"

#include <utility>

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/rounds/key_copy.h"

namespace sucharit {

absl::StatusOr<OpeningKey> OpeningKeyOf(const RoundRecord& round, const KeyFolder& keys,
                                        const v1::KeyCopy& copy) {
  if (!copy.wrapped_key().empty()) {
    ASSIGN_OR_RETURN(crypto::Secret brought_back, UnwrapRoundKey(round, copy));
    return OpeningKey{round.sealing_key, std::move(brought_back)};
  }
  if (round.custody == v1::KEY_CUSTODY_OFFLINE) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_KEY_NEEDED,
                   "the key is kept off the server", crypto::ToHex(round.round_id));
  }
  ASSIGN_OR_RETURN(crypto::Secret private_key, keys.SealingKey(round.round_id));
  ASSIGN_OR_RETURN(const std::string public_key, crypto::SealingPublicKey(private_key));
  if (public_key != round.sealing_key) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISMATCH,
                   "the key folder holds another key", crypto::ToHex(round.round_id));
  }
  return OpeningKey{public_key, std::move(private_key)};
}

}  // namespace sucharit
