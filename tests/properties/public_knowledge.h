// SPDX-License-Identifier: Apache-2.0
//
// What somebody can work out who has read everything that is published of one questionnaire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"
#include "tests/properties/linear_program.h"

namespace sucharit::testing {

// All of it. A breakdown of each segment, in their order.
struct Published {
  int64_t respondents = 0;
  std::vector<v1::NodeScore> items;  // Those of the scores.
  std::vector<v1::AnswerTable> tables;
  std::vector<v1::Breakdown> breakdowns;
};

// The published figures as equations. Nothing is known of how the segments divide each other: there
// is a number of people for every combination of their groups, and of each combination for every
// scored item how many gave each answer.
class PublicKnowledge {
 public:
  // `assessment` has one questionnaire and at least one segment, and must outlive the object.
  PublicKnowledge(const Assessment& assessment, const Published& published);

  // A sentence for each promise that doesn't hold: of a hidden group, 0 and the minimum group are
  // possible as numbers of its people and of its answers to each item that is broken down, and its
  // mean isn't known to within 20 points; no table gives away how many took a choice that few took.
  std::vector<std::string> BrokenPromises(const v1::Tally& truth) const;

 private:
  void Describe(const v1::NodeScore& node, const std::vector<size_t>& cells);
  void DescribeGroups(size_t segment, const v1::Breakdown& breakdown);
  void DescribeTables();

  std::vector<size_t> CellsOf(size_t segment, const std::string& group) const;
  std::vector<size_t> AllCells() const;
  Terms People(const std::vector<size_t>& cells) const;
  Terms Answers(const std::string& item, const std::vector<size_t>& cells) const;
  Terms Points(const std::string& item, const std::vector<size_t>& cells) const;
  Terms Took(const std::string& item, size_t choice, const std::vector<size_t>& cells) const;

  void CheckGroup(size_t segment, const std::string& group, std::vector<std::string>& broken) const;
  void CheckRange(const std::string& what, const Terms& terms,
                  std::vector<std::string>& broken) const;
  void CheckTables(const v1::Tally& truth, std::vector<std::string>& broken) const;

  const Assessment& assessment_;
  const Published& published_;
  LinearProgram program_;
  std::vector<std::vector<size_t>> groups_;  // By cell and segment: the choice.
  std::vector<size_t> people_;               // By cell.
  std::map<std::string, std::vector<std::vector<size_t>>> took_;  // By item, cell and choice.
};

}  // namespace sucharit::testing
