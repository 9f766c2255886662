// SPDX-License-Identifier: Apache-2.0
//
// The rule of what a valid set of answers is. Tablets apply it before a response is sealed, the
// server again after it is opened.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/answer_value.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// Of an item that makes the groups of a segment: the place, and the position of the choice or
// nothing.
struct GroupAnswer {
  size_t place = 0;
  std::optional<uint8_t> choice;
};

// The valid answers of one respondent to one questionnaire. Only CheckAnswers, UnpackAnswers,
// UnpackRow and WithGroups make one.
class CheckedAnswers {
 public:
  // One for each item of the instrument, in order.
  const std::vector<AnswerValue>& values() const { return values_; }

  // Position of the choice taken, counted from 0, at a place where the item takes one; nothing if
  // it isn't answered.
  std::optional<uint8_t> choice(size_t place) const;

  // For sealing: texts included, so of no fixed size. Read again by UnpackAnswers. Of what
  // UnpackRow made, texts are missing.
  const std::string& Pack() const { return packed_; }

  // For kept rows: RowSize() bytes, that say of a text only whether there is one. Read again by
  // UnpackRow.
  const std::string& PackRow() const { return row_; }

 private:
  friend CheckedAnswers PackChecked(const Assessment&, const Instrument&, std::vector<AnswerValue>);
  CheckedAnswers(std::vector<AnswerValue> values, std::string packed, std::string row)
      : values_(std::move(values)), packed_(std::move(packed)), row_(std::move(row)) {}

  std::vector<AnswerValue> values_;
  std::string packed_;
  std::string row_;
};

// Bytes of CheckedAnswers::PackRow().
size_t RowSize(const Assessment& assessment, const Instrument& instrument);

// No CheckedAnswers::Pack() is longer.
size_t LargestPackedSize(const Assessment& assessment, const Instrument& instrument);

// What an answer by name says. INVALID_ARGUMENT with the item as subject: REASON_ANSWER_KIND if it
// is of another kind than the item, REASON_CHOICE_UNKNOWN, REASON_ANSWER_OUT_OF_RANGE for a number,
// a text or a number of choices that the item doesn't take. Rules aren't looked at.
absl::StatusOr<AnswerValue> ReadAnswer(const Item& item, const v1::Answer& answer);

// The same by name; `value` is one that ReadAnswer made for the item, and is answered.
v1::Answer WriteAnswer(const Item& item, const AnswerValue& value);

// Which items of the questionnaire are asked, given the answers. An item that isn't counts as
// unanswered where others ask for it. `values` has one value an item.
std::vector<bool> AskedItems(const Assessment& assessment, const Instrument& instrument,
                             std::vector<AnswerValue> values);

// REASON_ANSWER_CONSTRAINT if there is an answer at `place` and the item's constraint doesn't hold
// for it, given the other answers to items that are asked.
absl::Status CheckConstraint(const Assessment& assessment, const Instrument& instrument,
                             size_t place, std::vector<AnswerValue> values);

// Refuses with INVALID_ARGUMENT and the item as subject: REASON_ITEM_UNKNOWN,
// REASON_ITEM_ANSWERED_TWICE, those of ReadAnswer, REASON_ANSWER_MISSING (asked, not optional, no
// answer), REASON_ANSWER_NOT_ASKED (an answer where `show_if` doesn't hold),
// REASON_ANSWER_CONSTRAINT. The order of `answers` doesn't matter.
absl::StatusOr<CheckedAnswers> CheckAnswers(const Assessment& assessment,
                                            const Instrument& instrument,
                                            const std::vector<v1::Answer>& answers);

// Reads what Pack() wrote, from untrusted bytes. The same reasons; REASON_ITEM_UNKNOWN if there are
// more bytes than items need, REASON_ANSWER_MISSING if there are fewer.
absl::StatusOr<CheckedAnswers> UnpackAnswers(const Assessment& assessment,
                                             const Instrument& instrument,
                                             absl::string_view packed);

// The same answers with other groups, as anonymizing leaves them: joined with others, or none.
// Rules that look at the group need not hold any more.
CheckedAnswers WithGroups(const Assessment& assessment, const Instrument& instrument,
                          const CheckedAnswers& answers, const std::vector<GroupAnswer>& groups);

// Reads what PackRow() wrote. The same reasons, but where the questionnaire has segments rules
// aren't looked at, and a group may be missing (see WithGroups). A text that was given is an empty
// one.
absl::StatusOr<CheckedAnswers> UnpackRow(const Assessment& assessment, const Instrument& instrument,
                                         absl::string_view row);

}  // namespace sucharit
