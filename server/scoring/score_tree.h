// SPDX-License-Identifier: Apache-2.0
//
// The tree in which scores are means of the scores below them.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/assessment/assessment.h"
#include "common/assessment/fraction.h"
#include "server/scoring/figures.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// All scores of one assessment, from the items up. Immutable once made.
class ScoreTree {
 public:
  struct Node {
    std::string level;  // As in v1.NodeScore.
    std::string part;   // Id of the part or instrument it is measured by.
    std::string id;
    const v1::Text* name = nullptr;
    std::vector<std::pair<size_t, mpq_class>> children;  // Position of the node, its share.
    std::optional<mpq_class> score;                      // Absent if figures are missing.
    v1::Origin origin = v1::ORIGIN_UNSPECIFIED;
    const Item* item = nullptr;          // Only for items.
    const ItemFigure* figure = nullptr;  // Only for counted items.
    const GivenScore* given = nullptr;   // Only for imported nodes.
    bool left_out = false;               // Has no score, and its group does without.
  };

  // What the scores come from. Items in `left_out` (by id) count as if the definition didn't have
  // them. All must outlive the tree.
  struct Leaves {
    const ItemFigures& figures;
    const GivenScores& given;
    const std::set<std::string>& left_out;
  };

  ScoreTree(const Assessment& assessment, const Leaves& leaves);

  const Node& overall() const { return nodes_.back(); }

  // The nodes that are published, in the order of ComputeScores. Some may lack a score.
  std::vector<const Node*> Listed() const;

  // The highest nodes below which there is no figure at all although one is needed: "EIT-2 6", "OIT
  // O19".
  std::vector<std::string> Missing() const;

 private:
  size_t AddItem(const std::string& part, bool listed, size_t position);
  size_t AddSubIndicator(const std::string& part, bool listed, size_t position);
  size_t AddIndicatorPart(const std::string& part, bool listed, const Indicator& indicator);
  size_t AddIndicator(const Instrument& instrument, size_t position);
  size_t AddInstrument(const Instrument& instrument);
  size_t AddOverall();
  size_t AddGroup(Node node);
  bool TakeGiven(Node& node) const;
  void TakeMean(Node& node) const;

  bool HasFigure(const Node& node) const;
  void CollectMissing(const Node& node, std::vector<std::string>& missing) const;

  const Assessment& assessment_;
  const Leaves leaves_;
  std::vector<Node> nodes_;                             // Children before parents.
  std::vector<std::vector<size_t>> listed_items_;       // By position of the item.
  std::vector<std::vector<size_t>> listed_indicators_;  // By position of the indicator.
  std::vector<size_t> listed_instruments_;
};

}  // namespace sucharit
