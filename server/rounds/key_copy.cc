// SPDX-License-Identifier: Apache-2.0
#include "server/rounds/key_copy.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/wrapped_key.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLongestPlace = 200;

// Each takes a second to unwrap.
constexpr size_t kMostCopies = 10;

// Names the round that a wrapped key belongs to.
std::string KeyLabel(absl::string_view round_id) {
  return absl::StrCat("sucharit round ", crypto::ToHex(round_id));
}

}  // namespace

absl::StatusOr<std::string> WrapRoundKey(absl::string_view round_id, const crypto::Secret& key,
                                         absl::string_view passphrase) {
  return crypto::WrapKey(key, KeyLabel(round_id), passphrase);
}

absl::StatusOr<crypto::Secret> UnwrapRoundKey(const RoundRecord& round, const v1::KeyCopy& copy) {
  ASSIGN_OR_RETURN(
      crypto::Secret key,
      crypto::UnwrapKey(copy.wrapped_key(), KeyLabel(round.round_id), copy.passphrase()));
  const auto public_key = crypto::SealingPublicKey(key);
  if (!public_key.ok() || *public_key != round.sealing_key) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISMATCH,
                   "the copy is of another key", crypto::ToHex(round.round_id));
  }
  return key;
}

absl::Status CheckKeyCopies(const RoundRecord& round, const std::vector<v1::KeyCopy>& copies) {
  std::set<std::string> bytes;
  std::set<std::string> places;
  for (const v1::KeyCopy& copy : copies) {
    if (copy.place().size() > kLongestPlace || copies.size() > kMostCopies) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                     "too long, or too many", "place");
    }
    bytes.insert(copy.wrapped_key());
    if (!copy.place().empty()) places.insert(copy.place());
  }
  const bool offline = round.custody == v1::KEY_CUSTODY_OFFLINE;
  if (bytes.size() >= (offline ? 2 : 1) && (!offline || places.size() >= 2)) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_KEY_COPIES_TOO_FEW,
                 "too few copies of the round's key", crypto::ToHex(round.round_id));
}

}  // namespace sucharit
