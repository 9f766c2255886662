// SPDX-License-Identifier: Apache-2.0
//
// The rule of what a valid set of answers is. Tablets apply it before a response is sealed, the
// server again after it is opened.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// The valid answers of one respondent to one questionnaire. Only CheckAnswers and UnpackAnswers
// make one.
class CheckedAnswers {
 public:
  // For each item of the instrument, in order, the position of the choice, counted from 0.
  const std::vector<uint8_t>& choices() const { return choices_; }

  // One byte an item: the position counted from 1. Read again by UnpackAnswers.
  std::string Pack() const;

 private:
  friend absl::StatusOr<CheckedAnswers> CheckAnswers(const Assessment&, const Instrument&,
                                                     const std::vector<v1::Answer>&);
  friend absl::StatusOr<CheckedAnswers> UnpackAnswers(const Assessment&, const Instrument&,
                                                      absl::string_view);
  explicit CheckedAnswers(std::vector<uint8_t> choices) : choices_(std::move(choices)) {}

  std::vector<uint8_t> choices_;
};

// Refuses with INVALID_ARGUMENT and the item as subject: REASON_ITEM_UNKNOWN,
// REASON_CHOICE_UNKNOWN, REASON_ITEM_ANSWERED_TWICE, REASON_ANSWER_MISSING. The order of `answers`
// doesn't matter.
absl::StatusOr<CheckedAnswers> CheckAnswers(const Assessment& assessment,
                                            const Instrument& instrument,
                                            const std::vector<v1::Answer>& answers);

// Reads what Pack() wrote, from untrusted bytes. The same reasons; REASON_ITEM_UNKNOWN if there are
// more bytes than items, REASON_ANSWER_MISSING if there are fewer.
absl::StatusOr<CheckedAnswers> UnpackAnswers(const Assessment& assessment,
                                             const Instrument& instrument,
                                             absl::string_view packed);

}  // namespace sucharit
