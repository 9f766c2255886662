// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/score_tree.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

// A definition's instruments can't be done without.
bool MayBeLeftOut(const ScoreTree::Node& node) {
  return node.level != "instrument" && node.level != "overall";
}

// "EIT-1" is the instrument's part 1.
std::string PartLevel(const Instrument& instrument, const std::string& part) {
  return absl::StrCat("indicator part ", part.substr(instrument.id.size() + 1));
}

}  // namespace

ScoreTree::ScoreTree(const Assessment& assessment, const Leaves& leaves)
    : assessment_(assessment),
      leaves_(leaves),
      listed_items_(assessment.items().size()),
      listed_indicators_(assessment.indicators().size()) {
  AddOverall();
}

// Whether the node's score was given.
bool ScoreTree::TakeGiven(Node& node) const {
  const auto given = leaves_.given.find({node.part, node.id});
  if (given == leaves_.given.end()) return false;
  node.given = &given->second;
  node.score = node.given->score;
  node.origin = v1::ORIGIN_IMPORTED;
  return true;
}

size_t ScoreTree::AddItem(const std::string& part, bool listed, size_t position) {
  const Item& item = assessment_.items()[position];
  Node node;
  node.level = "item";
  node.part = part;
  node.id = item.id;
  node.name = &item.text;
  node.item = &item;
  const auto figure = leaves_.figures.find(item.id);
  if (!TakeGiven(node) && listed) {
    if (leaves_.left_out.count(item.id) > 0) {
      node.left_out = true;
    } else if (figure != leaves_.figures.end() && figure->second.answers > 0) {
      node.figure = &figure->second;
      node.score = node.figure->sum / mpz_class(std::to_string(node.figure->answers));
      node.origin = v1::ORIGIN_COUNTED;
    }
  }
  nodes_.push_back(std::move(node));
  if (listed) listed_items_[position].push_back(nodes_.size() - 1);
  return nodes_.size() - 1;
}

// The mean of the children that aren't left out, if all of them have a score.
void ScoreTree::TakeMean(Node& node) const {
  mpq_class sum = 0;
  mpq_class shares = 0;
  for (const auto& [child, share] : node.children) {
    if (nodes_[child].left_out) continue;
    if (!nodes_[child].score) return;
    sum += *nodes_[child].score * share;
    shares += share;
  }
  if (shares == 0) {
    node.left_out = MayBeLeftOut(node);
    return;
  }
  node.score = sum / shares;
  node.origin = v1::ORIGIN_COMPUTED;
}

size_t ScoreTree::AddGroup(Node node) {
  if (!TakeGiven(node)) TakeMean(node);
  nodes_.push_back(std::move(node));
  return nodes_.size() - 1;
}

size_t ScoreTree::AddSubIndicator(const std::string& part, bool listed, size_t position) {
  const SubIndicator& sub_indicator = assessment_.sub_indicators()[position];
  Node node;
  node.level = "sub_indicator";
  node.part = part;
  node.id = sub_indicator.id;
  node.name = &sub_indicator.name;
  for (size_t item : sub_indicator.items) {
    node.children.emplace_back(AddItem(part, listed, item), assessment_.items()[item].weight);
  }
  return AddGroup(std::move(node));
}

// An indicator as one part measures it, or as a whole if its instrument has no parts.
size_t ScoreTree::AddIndicatorPart(const std::string& part, bool listed,
                                   const Indicator& indicator) {
  const Instrument& instrument = *assessment_.FindInstrument(indicator.instrument);
  const auto position = static_cast<size_t>(&indicator - assessment_.indicators().data());
  Node node;
  node.level = part == instrument.id ? "indicator" : PartLevel(instrument, part);
  node.part = part;
  node.id = indicator.id;
  node.name = &indicator.name;
  for (size_t sub_indicator : indicator.sub_indicators) {
    const size_t child = AddSubIndicator(part, listed, sub_indicator);
    node.children.emplace_back(child, assessment_.sub_indicators()[sub_indicator].weight);
    if (listed) listed_indicators_[position].push_back(child);
  }
  for (size_t item : indicator.items) {
    node.children.emplace_back(AddItem(part, listed, item), assessment_.items()[item].weight);
  }
  const size_t added = AddGroup(std::move(node));
  if (listed) listed_indicators_[position].push_back(added);
  return added;
}

size_t ScoreTree::AddIndicator(const Instrument& instrument, size_t position) {
  const Indicator& indicator = assessment_.indicators()[position];
  if (instrument.parts.empty()) return AddIndicatorPart(instrument.id, true, indicator);
  Node node;
  node.level = "indicator";
  node.part = instrument.id;
  node.id = indicator.id;
  node.name = &indicator.name;
  for (const Part& part : instrument.parts) {
    node.children.emplace_back(AddIndicatorPart(part.id, !part.imported, indicator), part.weight);
  }
  const size_t added = AddGroup(std::move(node));
  listed_indicators_[position].push_back(added);
  return added;
}

size_t ScoreTree::AddInstrument(const Instrument& instrument) {
  Node node;
  node.level = "instrument";
  node.part = instrument.id;
  node.id = instrument.id;
  node.name = &instrument.name;
  for (size_t indicator : instrument.indicators) {
    node.children.emplace_back(AddIndicator(instrument, indicator),
                               assessment_.indicators()[indicator].weight);
  }
  const size_t added = AddGroup(std::move(node));
  listed_instruments_.push_back(added);
  return added;
}

size_t ScoreTree::AddOverall() {
  Node node;
  node.level = "overall";
  node.part = assessment_.definition().overall_id();
  node.id = node.part;
  node.name = &assessment_.definition().overall_name();
  for (const Instrument& instrument : assessment_.instruments()) {
    node.children.emplace_back(AddInstrument(instrument), instrument.weight);
  }
  return AddGroup(std::move(node));
}

std::vector<const ScoreTree::Node*> ScoreTree::Listed() const {
  std::vector<const Node*> listed;
  const auto append = [&](const std::vector<size_t>& nodes) {
    for (size_t node : nodes) listed.push_back(&nodes_[node]);
  };
  for (const std::vector<size_t>& nodes : listed_items_) append(nodes);
  for (const std::vector<size_t>& nodes : listed_indicators_) append(nodes);
  append(listed_instruments_);
  listed.push_back(&overall());
  return listed;
}

bool ScoreTree::HasFigure(const Node& node) const {
  return node.score.has_value() ||
         std::any_of(node.children.begin(), node.children.end(),
                     [&](const auto& child) { return HasFigure(nodes_[child.first]); });
}

void ScoreTree::CollectMissing(const Node& node, std::vector<std::string>& missing) const {
  if (node.score || node.left_out) return;
  if (!HasFigure(node)) {
    missing.push_back(node.part == node.id ? node.id : absl::StrCat(node.part, " ", node.id));
    return;
  }
  for (const auto& [child, share] : node.children) CollectMissing(nodes_[child], missing);
}

std::vector<std::string> ScoreTree::Missing() const {
  std::vector<std::string> missing;
  CollectMissing(overall(), missing);
  return missing;
}

}  // namespace sucharit
