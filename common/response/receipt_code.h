// SPDX-License-Identifier: Apache-2.0
//
// The number that a respondent keeps, as people read and type it: 16 characters for its 80 bits and
// one check character, from 32 without 0, O, 1 and I.
//
//   7KQM-2XWP-9HTA-4RNC-E
//
// With the characters' positions 0 to 31 in "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" as elements of
// GF(32) = GF(2)[x] / (x^5 + x^2 + 1), the check character is the sum of x^(16-i) times the i-th of
// the 16 (i from 0). Each place has a weight of its own that isn't zero: every single wrong
// character and every swap of two different ones is found.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Whether respondents are shown their number. What `rule` leaves to the key depends on who holds
// it.
bool ShowsReceipts(v1::ReceiptRule rule, v1::KeyCustody custody);

// In groups of four. `number` must be kReceiptNumberSize bytes.
std::string FormatReceiptCode(absl::string_view number);

// What a person typed or a camera read, as the number. Takes small letters, and blanks and hyphens
// anywhere. INVALID_ARGUMENT `REASON_RECEIPT_MALFORMED`; the code isn't repeated in the message.
absl::StatusOr<std::string> ParseReceiptCode(absl::string_view typed);

}  // namespace sucharit
