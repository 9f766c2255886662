// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/scoring/score_tree.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A node of the tree as it is shown; it has a score.
v1::NodeScore ToNodeScore(const ScoreTree::Node& node);

}  // namespace sucharit
