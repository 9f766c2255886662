// SPDX-License-Identifier: Apache-2.0
//
// Which receipt numbers stand in a published tally, as v1.ReceiptList defines it: signed at close,
// checked by whoever kept a number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// How a list names a number. 80 random bits can't be found by trying.
std::string ReceiptHash(absl::string_view round_id, absl::string_view number);

// How many responses a list stands for.
int64_t ReceiptCount(const v1::ReceiptList& list);

// The list of these hashes, in any order, signed by the round's receipt key.
absl::StatusOr<v1::ReceiptList> MakeReceiptList(absl::string_view round_id,
                                                absl::string_view questionnaire,
                                                std::vector<std::string> hashes,
                                                const crypto::Secret& receipt_key);

// Whether the round's key signed the list as it is, and its hashes are whole, sorted and different.
// DATA_LOSS `REASON_RECEIPT_LIST_FORGED`, the subject is the questionnaire. It can't tell whose key
// it is: that is the bundle's to say.
absl::Status VerifyReceiptList(absl::string_view round_id, const v1::ReceiptList& list);

// Whether the list holds the number. The list must be verified.
bool HoldsReceipt(absl::string_view round_id, const v1::ReceiptList& list,
                  absl::string_view number);

}  // namespace sucharit
