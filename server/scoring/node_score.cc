// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/node_score.h"

namespace sucharit {

v1::NodeScore ToNodeScore(const ScoreTree::Node& node) {
  v1::NodeScore result;
  result.set_level(node.level);
  result.set_node(node.id);
  *result.mutable_name() = *node.name;
  result.set_exact(FormatFraction(*node.score));
  result.set_score(RoundToText(*node.score));
  result.set_origin(node.origin);
  if (node.level != "overall") result.set_part(node.part);
  if (node.given != nullptr) {
    result.set_evidence(node.given->evidence);
    result.set_note(node.given->note);
  }
  if (node.figure == nullptr) return result;
  result.set_n(node.figure->answers);
  result.set_sum(FormatFraction(node.figure->sum));
  for (size_t choice = 0; choice < node.figure->counts.size(); ++choice) {
    v1::ChoiceCount& count = *result.add_counts();
    count.set_choice(node.item->choices[choice].id);
    count.set_count(node.figure->counts[choice]);
  }
  return result;
}

}  // namespace sucharit
