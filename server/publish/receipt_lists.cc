// SPDX-License-Identifier: Apache-2.0
#include "server/publish/receipt_lists.h"

#include <algorithm>
#include <set>

#include "common/crypto/digest.h"
#include "common/response/receipt_code.h"
#include "common/response/receipt_list.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status Forged(absl::string_view why, absl::string_view subject) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_LIST_FORGED, why, subject);
}

bool IsAsLongAsCounted(const v1::Bundle& bundle, const v1::ReceiptList& list) {
  return std::any_of(bundle.totals().begin(), bundle.totals().end(), [&](const v1::Totals& totals) {
    return totals.questionnaire() == list.questionnaire() && totals.counted() == ReceiptCount(list);
  });
}

}  // namespace

absl::Status VerifyReceiptLists(const v1::Bundle& bundle) {
  const std::string round_id = crypto::FromHex(bundle.round(), kRoundIdSize);
  std::set<std::string> seen;
  for (const v1::ReceiptList& list : bundle.receipts()) {
    RETURN_IF_ERROR(VerifyReceiptList(round_id, list));
    if (list.receipt_key() != bundle.receipts(0).receipt_key() ||
        !seen.insert(list.questionnaire()).second || !IsAsLongAsCounted(bundle, list)) {
      return Forged("not the list of what was counted", list.questionnaire());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> CheckReceipt(const v1::Bundle& bundle, absl::string_view code) {
  ASSIGN_OR_RETURN(const std::string number, ParseReceiptCode(code));
  RETURN_IF_ERROR(VerifyReceiptLists(bundle));
  const std::string round_id = crypto::FromHex(bundle.round(), kRoundIdSize);
  for (const v1::ReceiptList& list : bundle.receipts()) {
    if (HoldsReceipt(round_id, list, number)) return list.questionnaire();
  }
  return Refused(absl::StatusCode::kNotFound, v1::REASON_RECEIPT_NOT_COUNTED,
                 "no list holds the receipt");
}

}  // namespace sucharit
