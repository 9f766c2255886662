// SPDX-License-Identifier: Apache-2.0
//
// The receipt of a batch, as v1.PushResponsesResponse defines it: signed by the server, verified by
// the tablet.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// A box's id: its SHA-256. The same box is the same response, whoever sends it.
std::string BoxId(absl::string_view box);

// Signs what became of each box. `box_ids` and `outcomes` are in the order sent and of one length.
absl::StatusOr<v1::PushResponsesResponse> SignReceipt(absl::string_view round_id,
                                                      const std::vector<std::string>& box_ids,
                                                      const std::vector<v1::Outcome>& outcomes,
                                                      const crypto::Secret& receipt_key);

// The outcomes, after the signature was found to be over exactly these boxes. DATA_LOSS
// `REASON_RECEIPT_NOT_GENUINE` otherwise, also for unknown outcomes.
absl::StatusOr<std::vector<v1::Outcome>> VerifyReceipt(absl::string_view round_id,
                                                       const std::vector<std::string>& box_ids,
                                                       const v1::PushResponsesResponse& receipt,
                                                       absl::string_view receipt_public_key);

}  // namespace sucharit
