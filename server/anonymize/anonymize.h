// SPDX-License-Identifier: Apache-2.0
//
// Where a response stops being anybody's: boxes in, counts out. Runs once a round, at close, over
// all boxes of a questionnaire together. The group in which nobody can be told apart is everybody
// who answered.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "common/response/sealed_content.h"
#include "server/anonymize/opening_key.h"
#include "server/store/box_store.h"
#include "server/store/card_store.h"
#include "server/store/result_store.h"

namespace sucharit {

// Answers without anything that could lead back: no receipt number, no box, no order. Only
// Anonymize makes one, and only counters take one.
class AnonymousResponse {
 public:
  const CheckedAnswers& answers() const { return answers_; }

 private:
  friend AnonymousResponse Anonymize(CheckedResponse response);
  explicit AnonymousResponse(CheckedAnswers answers) : answers_(std::move(answers)) {}

  CheckedAnswers answers_;
};

AnonymousResponse Anonymize(CheckedResponse response);

// Opens, checks and counts every box of one questionnaire that came in time. Counted twice by
// different code; INTERNAL if the two differ. Of boxes that share a receipt number one counts.
// Opened answers live in memory only, and only here. Writes nothing.
//
// Rows come with the counts only if the definition keeps them, texts and rows only if at least the
// minimum group answered: rows sorted by their bytes and without texts, the texts of each item
// masked and sorted by theirs. Groups of segments are coarsened before anything is counted or kept
// (coarsening.h).
//
// `cards` is there if the questionnaire takes cards: then a response needs one, and of those that
// used the same card one counts (card_draw.h).
absl::StatusOr<CountedQuestionnaire> CountQuestionnaire(BoxStore& boxes,
                                                        const ResponseContext& context,
                                                        const OpeningKey& key,
                                                        const std::optional<CountedCards>& cards);

}  // namespace sucharit
