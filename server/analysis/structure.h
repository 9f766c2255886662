// SPDX-License-Identifier: Apache-2.0
//
// What a score is made of. Two years can be compared at a node only if it was made of the same.
#pragma once

#include <string>
#include <vector>

#include "common/assessment/assessment.h"

namespace sucharit {

// For each node of a definition a text of all that its score depends on: the items' Thai texts,
// when they are asked, choices with labels and scores, weights, parts, and sub-indicators. Neither
// ids nor names of nodes are in it, nor the order of what is only averaged. Two nodes measure the
// same if their texts are equal.
struct Structures {
  std::vector<std::string> items;        // By position in Assessment::items().
  std::vector<std::string> indicators;   // By position in Assessment::indicators().
  std::vector<std::string> instruments;  // By position in Assessment::instruments().
  std::string overall;
};

Structures StructuresOf(const Assessment& assessment);

}  // namespace sucharit
