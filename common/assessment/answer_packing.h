// SPDX-License-Identifier: Apache-2.0
//
// Answers as bytes. Only for this folder.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answer_value.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// Whether texts stand in the bytes, or only whether there is one.
enum class Texts { kKept, kLeftOut };

// One item after the other, in the order of the questionnaire:
// - one choice: a byte, the position counted from 1; 0 for none;
// - several choices: a bit each, the first in the lowest bit of the first byte; all 0 for none;
// - number: a byte that is 1 if there is one, and its scaled value in 8 bytes, little-endian;
// - text: its length in 2 bytes, little-endian, and its bytes; left out: a byte that is 1 if there
//   is one.
void AppendPacked(const Item& item, const AnswerValue& value, Texts texts, std::string& packed);

// At most this many bytes of an item; exactly as many if texts are left out.
size_t LargestPackedSize(const Item& item, Texts texts);

// Takes an item's bytes off the front of `rest`. INVALID_ARGUMENT with the item as subject:
// REASON_ANSWER_MISSING if they end too early, REASON_CHOICE_UNKNOWN, REASON_ANSWER_KIND for bytes
// that nothing is packed to.
absl::StatusOr<AnswerValue> TakePacked(const Item& item, Texts texts, absl::string_view& rest);

}  // namespace sucharit
