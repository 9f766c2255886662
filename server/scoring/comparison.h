// SPDX-License-Identifier: Apache-2.0
//
// Computed scores beside those of a table.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/scoring/score_files.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What names a node among scores: its level and id ("indicator", "1").
using ScoreKey = std::pair<std::string, std::string>;

struct Comparison {
  size_t equal = 0;                         // Nodes whose exact and rounded score are the same.
  std::vector<ScoreKey> different;          // Or on one side only.
  std::map<ScoreKey, std::string> printed;  // What the report printed, for every node of the table.
  std::vector<ScoreKey> misprints;          // Nodes for which that isn't the computed score.
};

Comparison CompareScores(const v1::Scores& scores, const std::vector<PublishedScore>& published);

}  // namespace sucharit
