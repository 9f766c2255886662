// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Whether a bundle's receipt lists are what the round's key signed at close: genuine and sorted,
// one for a questionnaire, all by one key, each as long as the number of counted responses.
// `bundle` is untrusted. DATA_LOSS `REASON_RECEIPT_LIST_FORGED`, the subject is the questionnaire.
absl::Status VerifyReceiptLists(const v1::Bundle& bundle);

// Id of the questionnaire in whose list the receipt's code stands, after the lists were verified.
// NOT_FOUND `REASON_RECEIPT_NOT_COUNTED`; INVALID_ARGUMENT `REASON_RECEIPT_MALFORMED`; the errors
// of VerifyReceiptLists().
absl::StatusOr<std::string> CheckReceipt(const v1::Bundle& bundle, absl::string_view code);

}  // namespace sucharit
