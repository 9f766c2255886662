// SPDX-License-Identifier: Apache-2.0
//
// What scoring starts from, checked and keyed: counts per item and scores that were given.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "common/assessment/fraction.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A score that was given, and what was given with it.
struct GivenScore {
  mpq_class score;
  std::string evidence;
  std::string note;
};

// Given scores by part ("EIT-2", or the instrument's id) and node.
using GivenScores = std::map<std::pair<std::string, std::string>, GivenScore>;

// What was counted of an item that earns a score.
struct ItemFigure {
  int64_t answers = 0;          // That have a score.
  mpq_class sum;                // Of their scores.
  std::vector<int64_t> counts;  // By choice, all of them; empty if they aren't known.
  int64_t respondents = 0;      // Of the questionnaire.
};

// By item id.
using ItemFigures = std::map<std::string, ItemFigure>;

// Adds one given score of any size. The refusals of CheckGivenScores.
absl::Status AddGiven(const Assessment& assessment, const v1::ImportedScore& score,
                      const mpq_class& value, GivenScores& given);

// Refuses as ComputeScores in scoring.h says.
absl::StatusOr<GivenScores> CheckGivenScores(const Assessment& assessment,
                                             const std::vector<v1::ImportedScore>& imported);

// Adds the tallies up, those of the same questionnaire too. INVALID_ARGUMENT
// `REASON_QUESTIONNAIRE_UNKNOWN`, or `REASON_DEFINITION_MISMATCH` if a tally isn't one of this
// definition.
absl::StatusOr<ItemFigures> AddTallies(const Assessment& assessment,
                                       const std::vector<v1::Tally>& tallies);

// Ids of the items that fewer than the minimum group gave a scored answer to, though more answered
// the questionnaire.
std::set<std::string> ItemsToLeaveOut(const ItemFigures& figures, int64_t minimum_group);

// Refuses given scores of what is counted already.
absl::Status CheckNothingIsGivenAndCounted(const Assessment& assessment,
                                           const std::vector<v1::Tally>& tallies,
                                           const GivenScores& given);

}  // namespace sucharit
