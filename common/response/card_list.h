// SPDX-License-Identifier: Apache-2.0
//
// The list of a questionnaire's cards, as v1.CardList defines it: signed by the server, verified by
// the tablet, which then knows without a network whether a card is one of them.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// `hashes` are of the cards that aren't void (crypto::CardHash), in any order.
absl::StatusOr<v1::CardList> SignCardList(absl::string_view round_id,
                                          absl::string_view questionnaire,
                                          std::vector<std::string> hashes,
                                          const crypto::Secret& receipt_key);

// DATA_LOSS `REASON_RECEIPT_NOT_GENUINE` unless the round's key signed exactly this list of sorted
// hashes.
absl::Status VerifyCardList(absl::string_view round_id, const v1::CardList& list,
                            absl::string_view receipt_public_key);

// Whether `hash` stands in a verified list.
bool HoldsCard(const v1::CardList& list, absl::string_view hash);

}  // namespace sucharit
