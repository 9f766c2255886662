// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt.h"

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPurpose{"sucharit receipt v1\0", 20};

std::string SignedText(absl::string_view round_id, const std::vector<std::string>& box_ids,
                       absl::string_view outcomes) {
  std::string text = absl::StrCat(kPurpose, round_id);
  for (size_t i = 0; i < box_ids.size(); ++i) {
    absl::StrAppend(&text, box_ids[i], outcomes.substr(i, 1));
  }
  return text;
}

absl::Status NotGenuine(absl::string_view why) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE, why);
}

}  // namespace

std::string BoxId(absl::string_view box) { return crypto::Sha256(box); }

absl::StatusOr<v1::PushResponsesResponse> SignReceipt(absl::string_view round_id,
                                                      const std::vector<std::string>& box_ids,
                                                      const std::vector<v1::Outcome>& outcomes,
                                                      const crypto::Secret& receipt_key) {
  v1::PushResponsesResponse receipt;
  for (const v1::Outcome outcome : outcomes) {
    receipt.mutable_outcomes()->push_back(static_cast<char>(outcome));
  }
  ASSIGN_OR_RETURN(*receipt.mutable_signature(),
                   crypto::Sign(SignedText(round_id, box_ids, receipt.outcomes()), receipt_key));
  return receipt;
}

absl::StatusOr<std::vector<v1::Outcome>> VerifyReceipt(absl::string_view round_id,
                                                       const std::vector<std::string>& box_ids,
                                                       const v1::PushResponsesResponse& receipt,
                                                       absl::string_view receipt_public_key) {
  if (receipt.outcomes().size() != box_ids.size()) return NotGenuine("wrong number of outcomes");
  if (!crypto::VerifySignature(SignedText(round_id, box_ids, receipt.outcomes()),
                               receipt.signature(), receipt_public_key)) {
    return NotGenuine("the signature isn't the round's");
  }
  std::vector<v1::Outcome> outcomes;
  for (const char byte : receipt.outcomes()) {
    if (byte <= v1::OUTCOME_UNSPECIFIED || !v1::Outcome_IsValid(byte)) {
      return NotGenuine("unknown outcome");
    }
    outcomes.push_back(static_cast<v1::Outcome>(byte));
  }
  return outcomes;
}

}  // namespace sucharit
