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

// Given scores by part ("EIT-2", or the instrument's id) and node.
using GivenScores = std::map<std::pair<std::string, std::string>, mpq_class>;

// Counts by item id, for each of its choices.
using ItemCounts = std::map<std::string, std::vector<int64_t>>;

// Refuses as ComputeScores in scoring.h says.
absl::StatusOr<GivenScores> CheckGivenScores(const Assessment& assessment,
                                             const std::vector<v1::ImportedScore>& imported);

// Adds the tallies up, those of the same questionnaire too. INVALID_ARGUMENT
// `REASON_QUESTIONNAIRE_UNKNOWN`, or `REASON_DEFINITION_MISMATCH` if a tally isn't one of this
// definition.
absl::StatusOr<ItemCounts> AddTallies(const Assessment& assessment,
                                      const std::vector<v1::Tally>& tallies);

// Refuses given scores of what is counted already.
absl::Status CheckNothingIsGivenAndCounted(const Assessment& assessment,
                                           const std::vector<v1::Tally>& tallies,
                                           const GivenScores& given);

}  // namespace sucharit
