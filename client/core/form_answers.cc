// SPDX-License-Identifier: Apache-2.0
#include "client/core/form_answers.h"

#include <utility>

#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status RefusedFor(v1::Reason reason, absl::string_view message, absl::string_view item) {
  return Refused(absl::StatusCode::kInvalidArgument, reason, message, item);
}

}  // namespace

FormAnswers::FormAnswers(const Assessment& assessment, const Instrument& instrument)
    : assessment_(assessment),
      instrument_(instrument),
      values_(instrument.items.size()),
      asked_(AskedItems(assessment, instrument, values_)) {
  for (size_t place = 0; place < values_.size(); ++place) {
    if (!ItemAt(place).answered_by_staff) questions_.push_back(place);
  }
}

absl::Status FormAnswers::TakeStaffAnswers(const std::vector<v1::Answer>& answers) {
  for (const v1::Answer& answer : answers) {
    const Item* item = assessment_.FindItem(answer.item());
    if (item == nullptr || item->instrument != instrument_.id || !item->answered_by_staff) {
      return RefusedFor(v1::REASON_ITEM_UNKNOWN, "not the staff's to answer", answer.item());
    }
  }
  for (size_t place = 0; place < values_.size(); ++place) {
    if (!ItemAt(place).answered_by_staff) continue;
    ASSIGN_OR_RETURN(values_[place], StaffAnswer(ItemAt(place), answers));
  }
  asked_ = AskedItems(assessment_, instrument_, values_);
  return absl::OkStatus();
}

absl::StatusOr<AnswerValue> FormAnswers::StaffAnswer(const Item& item,
                                                     const std::vector<v1::Answer>& answers) const {
  AnswerValue value;
  for (const v1::Answer& answer : answers) {
    if (answer.item() != item.id) continue;
    if (IsAnswered(value)) {
      return RefusedFor(v1::REASON_ITEM_ANSWERED_TWICE, "answered twice", item.id);
    }
    ASSIGN_OR_RETURN(value, ReadAnswer(item, answer));
  }
  if (IsAnswered(value) || item.optional) return value;
  return RefusedFor(v1::REASON_ANSWER_MISSING, "the staff answers it first", item.id);
}

void FormAnswers::TakeDraft(const v1::Draft& draft) {
  for (const v1::Answer& answer : draft.answers()) {
    for (size_t place = 0; place < values_.size(); ++place) {
      if (ItemAt(place).id != answer.item()) continue;
      absl::StatusOr<AnswerValue> value = ReadAnswer(ItemAt(place), answer);
      if (value.ok()) values_[place] = *std::move(value);
    }
  }
  asked_ = AskedItems(assessment_, instrument_, values_);
}

absl::Status FormAnswers::Check(size_t question, const AnswerValue& value) const {
  const size_t place = questions_[question];
  if (!asked_[place]) {
    return RefusedFor(v1::REASON_ANSWER_NOT_ASKED, "the question isn't asked", ItemAt(place).id);
  }
  std::vector<AnswerValue> values = values_;
  values[place] = value;
  return CheckConstraint(assessment_, instrument_, place, std::move(values));
}

AnswerValue FormAnswers::Exchange(size_t question, AnswerValue value) {
  AnswerValue earlier = std::exchange(values_[questions_[question]], std::move(value));
  asked_ = AskedItems(assessment_, instrument_, values_);
  return earlier;
}

bool FormAnswers::IsOpen(size_t question) const {
  const size_t place = questions_[question];
  if (!asked_[place]) return false;
  if (!IsAnswered(values_[place])) return !ItemAt(place).optional;
  return ItemAt(place).constraint != nullptr &&
         !CheckConstraint(assessment_, instrument_, place, values_).ok();
}

FormProgress FormAnswers::progress() const {
  FormProgress progress;
  for (size_t question = 0; question < size(); ++question) {
    if (!IsAsked(question) || item(question).optional) continue;
    ++progress.needed;
    if (!IsOpen(question)) ++progress.answered;
  }
  return progress;
}

std::vector<v1::Answer> FormAnswers::All() const {
  std::vector<v1::Answer> answers;
  for (size_t place = 0; place < values_.size(); ++place) {
    if (IsAnswered(values_[place])) answers.push_back(WriteAnswer(ItemAt(place), values_[place]));
  }
  return answers;
}

std::vector<v1::Answer> FormAnswers::Asked() const {
  std::vector<v1::Answer> answers;
  for (size_t place = 0; place < values_.size(); ++place) {
    if (!asked_[place] || !IsAnswered(values_[place])) continue;
    answers.push_back(WriteAnswer(ItemAt(place), values_[place]));
  }
  return answers;
}

}  // namespace sucharit
