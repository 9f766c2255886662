// SPDX-License-Identifier: Apache-2.0
//
// The plaintext of a box: written on the tablet, read at close.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"

namespace sucharit {

inline constexpr size_t kRoundIdSize = 16;
inline constexpr size_t kReceiptNumberSize = 10;

// Larger boxes are refused before anything reads them.
inline constexpr size_t kMaximumBoxSize = size_t{64} * 1024;

// What a box belongs to. It stands outside the seal, and inside again: a sealed box has no
// associated data.
struct ResponseContext {
  std::string round_id;
  const Assessment* assessment = nullptr;
  const Instrument* instrument = nullptr;
};

// What one box held, after every check. Only DecodeContent makes one.
struct CheckedResponse {
  CheckedAnswers answers;
  std::string receipt_number;
  std::string card;  // Packed (common/crypto/card_code.h); empty if none was given.
};

// The size of every padded content of a questionnaire, whether a card is in it or not: a multiple
// of 16 bytes.
size_t PaddedContentSize(const Instrument& instrument);

// The padded plaintext to seal. `receipt_number` is kReceiptNumberSize random bytes, `card` a
// packed code or empty.
absl::StatusOr<std::string> EncodeContent(const ResponseContext& context,
                                          const CheckedAnswers& answers,
                                          absl::string_view receipt_number,
                                          absl::string_view card = "");

// Reads untrusted plaintext. INVALID_ARGUMENT: REASON_BOX_CONTENT_MALFORMED,
// REASON_BOX_CONTEXT_MISMATCH, or those of UnpackAnswers.
absl::StatusOr<CheckedResponse> DecodeContent(const ResponseContext& context,
                                              absl::string_view padded);

}  // namespace sucharit
