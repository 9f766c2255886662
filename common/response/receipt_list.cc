// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt_list.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kNumberPurpose{"sucharit receipt number v1\0", 27};
constexpr absl::string_view kListPurpose{"sucharit receipt list v1\0", 25};
constexpr absl::string_view kEnd{"\0", 1};

std::string SignedText(absl::string_view round_id, const v1::ReceiptList& list) {
  return absl::StrCat(kListPurpose, round_id, list.questionnaire(), kEnd, list.hashes());
}

absl::string_view HashAt(const v1::ReceiptList& list, int64_t place) {
  return absl::string_view(list.hashes())
      .substr(static_cast<size_t>(place) * crypto::kSha256Size, crypto::kSha256Size);
}

absl::Status Forged(absl::string_view why, const v1::ReceiptList& list) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_LIST_FORGED, why,
                 list.questionnaire());
}

}  // namespace

std::string ReceiptHash(absl::string_view round_id, absl::string_view number) {
  return crypto::Sha256(absl::StrCat(kNumberPurpose, round_id, number));
}

int64_t ReceiptCount(const v1::ReceiptList& list) {
  return static_cast<int64_t>(list.hashes().size() / crypto::kSha256Size);
}

absl::StatusOr<v1::ReceiptList> MakeReceiptList(absl::string_view round_id,
                                                absl::string_view questionnaire,
                                                std::vector<std::string> hashes,
                                                const crypto::Secret& receipt_key) {
  std::sort(hashes.begin(), hashes.end());
  v1::ReceiptList list;
  list.set_questionnaire(std::string(questionnaire));
  for (const std::string& hash : hashes) list.mutable_hashes()->append(hash);
  ASSIGN_OR_RETURN(*list.mutable_receipt_key(), crypto::SigningPublicKey(receipt_key));
  ASSIGN_OR_RETURN(*list.mutable_signature(),
                   crypto::Sign(SignedText(round_id, list), receipt_key));
  return list;
}

absl::Status VerifyReceiptList(absl::string_view round_id, const v1::ReceiptList& list) {
  if (list.hashes().size() % crypto::kSha256Size != 0) return Forged("cut off", list);
  for (int64_t place = 1; place < ReceiptCount(list); ++place) {
    if (HashAt(list, place - 1) >= HashAt(list, place)) return Forged("not sorted", list);
  }
  if (!crypto::VerifySignature(SignedText(round_id, list), list.signature(), list.receipt_key())) {
    return Forged("the signature doesn't fit", list);
  }
  return absl::OkStatus();
}

bool HoldsReceipt(absl::string_view round_id, const v1::ReceiptList& list,
                  absl::string_view number) {
  const std::string hash = ReceiptHash(round_id, number);
  int64_t first = 0;
  int64_t end = ReceiptCount(list);
  while (first < end) {
    const int64_t middle = first + (end - first) / 2;
    if (HashAt(list, middle) < hash) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first < ReceiptCount(list) && HashAt(list, first) == hash;
}

}  // namespace sucharit
