// SPDX-License-Identifier: Apache-2.0
#include "common/response/received.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPurpose{"sucharit received v1\0", 21};

std::string EightBytes(int64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(static_cast<uint64_t>(number) >> shift & 0xff));
  }
  return bytes;
}

std::string SignedText(const v1::CheckReceivedRequest& request,
                       const v1::CheckReceivedResponse& response) {
  return absl::StrCat(kPurpose, request.round_id(), crypto::Sha256(request.box_ids()),
                      EightBytes(response.begun_backup()), EightBytes(response.good_backup()),
                      response.missing());
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

absl::Status SignReceived(const v1::CheckReceivedRequest& request,
                          const crypto::Secret& receipt_key, v1::CheckReceivedResponse& response) {
  ASSIGN_OR_RETURN(*response.mutable_signature(),
                   crypto::Sign(SignedText(request, response), receipt_key));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> VerifyReceived(const v1::CheckReceivedRequest& request,
                                                        const v1::CheckReceivedResponse& response,
                                                        const std::string& receipt_public_key) {
  auto missing = SplitBoxIds(response.missing());
  if (missing.ok() && crypto::VerifySignature(SignedText(request, response), response.signature(),
                                              receipt_public_key)) {
    return missing;
  }
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE,
                 "the signature isn't the round's");
}

}  // namespace sucharit
