// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include "absl/status/status.h"
#include "client/ui/view_models/display_view_model.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// The answer to one question as the screen knows it.
struct GivenAnswer {
  AnswerValue pressed;   // Of questions with choices.
  QString typed;         // Of numbers and texts.
  AnswerValue saved;     // On disk.
  int saving = 0;        // How many changes are on their way to the disk.
  absl::Status refusal;  // Why the last change can't be an answer.

  // Takes `value` as what is on disk and on the screen.
  static GivenAnswer Of(const Item& item, const AnswerValue& value);

  bool IsAnswered() const { return !std::holds_alternative<std::monostate>(saved); }

  // Whether what is on the screen is on disk, or needn't be.
  bool MayGoOn(const Item& item) const;
};

bool IsTyped(const Item& item);

// Positions of the choices taken; none for numbers and texts.
QList<int> Positions(const AnswerValue& value);

// What pressing `choice` makes of an answer that takes several: exclusive choices stand alone.
std::vector<size_t> Toggled(const Item& item, const AnswerValue& value, size_t choice);

// The answer in the words of the definition, for the review; empty if there is none.
QString InWords(const Item& item, const AnswerValue& value, const DisplayViewModel& display);

// What people type for numbers may have Thai digits.
QString WithArabicDigits(QString typed);

}  // namespace sucharit
