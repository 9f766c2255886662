// SPDX-License-Identifier: Apache-2.0
//
// Which groups of a segment may be told apart. Only for this folder. README.md gives the rule.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// Where the group of one segment stands.
struct SegmentColumn {
  const Segment* segment = nullptr;
  size_t place = 0;   // Of its item in the questionnaire.
  size_t offset = 0;  // Of its byte in a packed row: 0 for none, else the choice's position plus 1.
};

// The questionnaire's segments, in the definition's order.
std::vector<SegmentColumn> SegmentColumns(const Assessment& assessment,
                                          const Instrument& instrument);

// Joins and takes away groups until none is told apart by fewer people than the minimum group. What
// becomes of a respondent's groups depends on them and on how many there are of each combination,
// on nothing else: neither on other answers nor on the order of rows. Immutable.
class Coarsening {
 public:
  // Decides from `rows`, the packed rows of everybody who is counted. All must outlive the object
  // but the rows.
  Coarsening(const Assessment& assessment, const Instrument& instrument,
             const std::vector<std::string>& rows);

  // What is left of the groups: in answers, and in a packed row.
  CheckedAnswers Apply(const CheckedAnswers& answers) const;
  void Apply(std::string& row) const;

 private:
  std::string CombinationOf(const std::string& row) const;

  const Assessment& assessment_;
  const Instrument& instrument_;
  const std::vector<SegmentColumn> columns_;
  std::map<std::string, std::string> coarse_;  // By combination, a byte for each segment.
};

// Looks at coarsened rows in another way than the coarsening made them: INTERNAL if fewer than the
// minimum group share a group or stand in none, or, where rows are kept, share a combination of
// groups. Fewer rows than the minimum group may tell nothing apart.
absl::Status CheckCoarsened(const Assessment& assessment, const Instrument& instrument,
                            const std::vector<std::string>& rows);

}  // namespace sucharit
