// SPDX-License-Identifier: Apache-2.0
//
// The answer to a tablet that asks whether the server still has its boxes, as
// v1.CheckReceivedResponse defines it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Ids in one call.
inline constexpr size_t kMostReceivedIds = 10'000;

// The ids of a request or answer, one behind the other. INVALID_ARGUMENT `REASON_ARGUMENT` if they
// aren't whole or there are too many.
absl::StatusOr<std::vector<std::string>> SplitBoxIds(const std::string& ids);

// Signs `response`, which is whole but for its signature, as the answer to `request`.
absl::Status SignReceived(const v1::CheckReceivedRequest& request,
                          const crypto::Secret& receipt_key, v1::CheckReceivedResponse& response);

// The missing ids, after the signature was found to be over exactly this request's answer.
// DATA_LOSS `REASON_RECEIPT_NOT_GENUINE` otherwise.
absl::StatusOr<std::vector<std::string>> VerifyReceived(const v1::CheckReceivedRequest& request,
                                                        const v1::CheckReceivedResponse& response,
                                                        const std::string& receipt_public_key);

}  // namespace sucharit
