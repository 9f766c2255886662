// SPDX-License-Identifier: Apache-2.0
#include "server/export/score_csv.h"

#include "absl/strings/str_cat.h"

namespace sucharit {

// Ids hold no character that would need quoting: a definition with others isn't accepted.
std::string ScoresToCsv(const v1::Scores& scores) {
  std::string csv = "level,node,exact,score\n";
  for (const v1::NodeScore& node : scores.nodes()) {
    absl::StrAppend(&csv, node.level(), ",", node.node(), ",", node.exact(), ",", node.score(),
                    "\n");
  }
  return csv;
}

}  // namespace sucharit
