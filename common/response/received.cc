// SPDX-License-Identifier: Apache-2.0
#include "common/response/received.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPurpose{"sucharit received v1\0", 21};

std::string SignedText(const v1::CheckReceivedRequest& request, const std::string& missing) {
  return absl::StrCat(kPurpose, request.round_id(), crypto::Sha256(request.box_ids()), missing);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> SplitBoxIds(const std::string& ids) {
  if (ids.size() % crypto::kSha256Size != 0 ||
      ids.size() > kMostReceivedIds * crypto::kSha256Size) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "not whole, or more than 10,000", "box_ids");
  }
  std::vector<std::string> split;
  for (size_t place = 0; place < ids.size(); place += crypto::kSha256Size) {
    split.push_back(ids.substr(place, crypto::kSha256Size));
  }
  return split;
}

absl::StatusOr<v1::CheckReceivedResponse> SignReceived(const v1::CheckReceivedRequest& request,
                                                       const std::vector<std::string>& missing,
                                                       const crypto::Secret& receipt_key) {
  v1::CheckReceivedResponse response;
  response.set_missing(absl::StrJoin(missing, ""));
  ASSIGN_OR_RETURN(*response.mutable_signature(),
                   crypto::Sign(SignedText(request, response.missing()), receipt_key));
  return response;
}

absl::StatusOr<std::vector<std::string>> VerifyReceived(const v1::CheckReceivedRequest& request,
                                                        const v1::CheckReceivedResponse& response,
                                                        const std::string& receipt_public_key) {
  auto missing = SplitBoxIds(response.missing());
  if (missing.ok() && crypto::VerifySignature(SignedText(request, response.missing()),
                                              response.signature(), receipt_public_key)) {
    return missing;
  }
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE,
                 "the signature isn't the round's");
}

}  // namespace sucharit
