// SPDX-License-Identifier: Apache-2.0
#include "server/publish/publication.h"

namespace sucharit {

Publication MakePublication(v1::Scores scores) {
  for (v1::NodeScore& node : *scores.mutable_nodes()) node.clear_counts();
  return Publication(std::move(scores));
}

}  // namespace sucharit
