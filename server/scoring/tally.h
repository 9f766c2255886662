// SPDX-License-Identifier: Apache-2.0
//
// Counting. Two counters that share no code, so that a fault in one shows as a difference.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Counts answers one response at a time. Not thread-safe.
class TallyCounter {
 public:
  // `assessment` and `instrument` must outlive the counter.
  TallyCounter(const Assessment& assessment, const Instrument& instrument);

  void Add(const CheckedAnswers& answers);

  v1::Tally Tally() const;

 private:
  const Assessment& assessment_;
  const Instrument& instrument_;
  int64_t respondents_ = 0;
  std::vector<std::vector<int64_t>> counts_;  // By item of the instrument and choice.
};

// Counts packed answer rows (CheckedAnswers::Pack) column by column: sorts each column and measures
// the runs. For checking a TallyCounter. INTERNAL if a row isn't valid.
absl::StatusOr<v1::Tally> CountPackedRows(const Assessment& assessment,
                                          const Instrument& instrument,
                                          const std::vector<std::string>& rows);

}  // namespace sucharit
