// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/comparison.h"

#include <set>

namespace sucharit {
namespace {

bool IsEqual(const v1::NodeScore& node, const PublishedScore& published) {
  return node.exact() == published.exact && node.score() == published.score;
}

}  // namespace

Comparison CompareScores(const v1::Scores& scores, const std::vector<PublishedScore>& published) {
  Comparison comparison;
  std::map<ScoreKey, const PublishedScore*> expected;
  for (const PublishedScore& score : published) {
    const ScoreKey key(score.level, score.node);
    if (!expected.emplace(key, &score).second) comparison.different.push_back(key);
    comparison.printed[key] = score.printed.empty() ? score.score : score.printed;
  }
  for (const v1::NodeScore& node : scores.nodes()) {
    const ScoreKey key(node.level(), node.node());
    const auto found = expected.find(key);
    if (found == expected.end() || !IsEqual(node, *found->second)) {
      comparison.different.push_back(key);
    } else {
      ++comparison.equal;
    }
    if (found == expected.end()) continue;
    if (comparison.printed[key] != node.score()) comparison.misprints.push_back(key);
    expected.erase(found);
  }
  for (const auto& [key, unmatched] : expected) comparison.different.push_back(key);
  return comparison;
}

}  // namespace sucharit
