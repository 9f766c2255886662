// SPDX-License-Identifier: Apache-2.0
//
// The tables that scores are computed from, and put beside.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Counts a file of responses (common/csv/answers_csv.h). Errors: those of ReadAnswersCsv, with the
// path and the place as subject.
absl::StatusOr<v1::Tally> ReadResponsesCsv(const std::string& path, const Assessment& assessment,
                                           const Instrument& instrument);

// Columns part, node, score and, if they are there, evidence and note. Whether the nodes exist and
// may be given is for ComputeScores to say.
absl::StatusOr<std::vector<v1::ImportedScore>> ReadImportedScoresCsv(const std::string& path);

// One line of a table of scores: what was computed elsewhere, and what a report printed instead.
struct PublishedScore {
  std::string level;
  std::string node;
  std::string exact;
  std::string score;
  std::string printed;  // Empty if the report prints `score`.
};

// Columns level, node, exact, score and, if it is there, printed_in_report_if_different.
absl::StatusOr<std::vector<PublishedScore>> ReadPublishedScoresCsv(const std::string& path);

}  // namespace sucharit
