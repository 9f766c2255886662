// SPDX-License-Identifier: Apache-2.0
//
// What an answer to an item may be. Only for this folder.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/assessment/answer_value.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// Checks an answered value of the item's kind whose choices exist. INVALID_ARGUMENT with the item
// as subject: REASON_ANSWER_OUT_OF_RANGE. A text that was left out passes.
absl::Status CheckRange(const Item& item, const AnswerValue& value);

// Checks each item in turn: what is asked, given the answers before it, is answered unless it is
// optional, and its constraint holds; what isn't asked is unanswered. REASON_ANSWER_MISSING,
// REASON_ANSWER_NOT_ASKED, REASON_ANSWER_CONSTRAINT.
absl::Status CheckRules(const Assessment& assessment, const Instrument& instrument,
                        const std::vector<AnswerValue>& values);

}  // namespace sucharit
