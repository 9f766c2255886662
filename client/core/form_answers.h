// SPDX-License-Identifier: Apache-2.0
//
// The answers of a response that is being given, and which questions follow from them. Only for
// FormSession.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// How far a respondent has come, in questions that are asked and must be answered.
struct FormProgress {
  size_t needed = 0;
  size_t answered = 0;
};

// Questions are the items that the staff doesn't answer, counted from 0 in the order asked. Keeps
// the answers to questions that other answers hide.
class FormAnswers {
 public:
  // Both must outlive this.
  FormAnswers(const Assessment& assessment, const Instrument& instrument);

  // INVALID_ARGUMENT: see FormSession::Begin.
  absl::Status TakeStaffAnswers(const std::vector<v1::Answer>& answers);

  // An answer that the definition doesn't know counts as none.
  void TakeDraft(const v1::Draft& draft);

  size_t size() const { return questions_.size(); }
  const Item& item(size_t question) const { return ItemAt(questions_[question]); }
  bool IsAsked(size_t question) const { return asked_[questions_[question]]; }
  const AnswerValue& value(size_t question) const { return values_[questions_[question]]; }

  // Whether `value` may be given to the question now: REASON_ANSWER_NOT_ASKED,
  // REASON_ANSWER_CONSTRAINT.
  absl::Status Check(size_t question, const AnswerValue& value) const;

  // Returns the earlier answer.
  AnswerValue Exchange(size_t question, AnswerValue value);

  // Whether the question is asked and lacks an answer that it must have, or has one that its
  // constraint forbids.
  bool IsOpen(size_t question) const;
  FormProgress progress() const;

  // By name: all answers, and those to items that are asked.
  std::vector<v1::Answer> All() const;
  std::vector<v1::Answer> Asked() const;

 private:
  const Item& ItemAt(size_t place) const { return assessment_.items()[instrument_.items[place]]; }
  absl::StatusOr<AnswerValue> StaffAnswer(const Item& item,
                                          const std::vector<v1::Answer>& answers) const;

  const Assessment& assessment_;
  const Instrument& instrument_;
  std::vector<size_t> questions_;    // Their places among the items of the questionnaire.
  std::vector<AnswerValue> values_;  // By place.
  std::vector<bool> asked_;          // By place; follows from the values.
};

}  // namespace sucharit
