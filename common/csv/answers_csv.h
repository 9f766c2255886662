// SPDX-License-Identifier: Apache-2.0
//
// Responses from a table: one column an item, one row a respondent. What a cell holds follows from
// the item's kind:
// - one choice: its id, or the score that exactly one choice earns, as integer, decimal or fraction
//   ("80", "66.6", "100/3")
// - several choices: their ids, joined by ';' ("counter;web")
// - number: a decimal ("42", "-1.5")
// - text: the text
// An empty cell is no answer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/response.pb.h"

namespace sucharit {

// Calls `on_response` with each row's answers in the questionnaire's order, as the table is read.
// Refuses with the place as subject ("line 3, column I10"): what ForEachCsvRow and FindCsvColumns
// refuse, REASON_CELL_UNKNOWN (no choice that the item has), REASON_CELL_AMBIGUOUS (fits two
// choices), REASON_ANSWER_OUT_OF_RANGE, REASON_FILE_EMPTY (no rows), and what CheckAnswers refuses,
// for example REASON_ANSWER_MISSING for an empty cell of an item that must be answered. Never says
// what a cell holds.
absl::Status ForEachResponse(
    absl::string_view bytes, const Assessment& assessment, const Instrument& instrument,
    const std::function<absl::Status(const std::vector<v1::Answer>&)>& on_response);

// All responses of a file; subjects begin with the path.
absl::StatusOr<std::vector<std::vector<v1::Answer>>> ReadAnswersCsv(const std::string& path,
                                                                    const Assessment& assessment,
                                                                    const Instrument& instrument);

}  // namespace sucharit
