// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/scoring.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/scoring/figures.h"
#include "server/scoring/node_score.h"
#include "server/scoring/published_leaves.h"
#include "server/scoring/score_tree.h"

namespace sucharit {
namespace {

// Decided on rounded figures, as they are published.
bool Reaches(const Level& level, const mpq_class& overall,
             const std::vector<mpq_class>& instruments) {
  if (overall < level.overall_minimum) return false;
  if (!level.instrument_minimum) return true;
  return std::all_of(instruments.begin(), instruments.end(), [&](const mpq_class& instrument) {
    return instrument >= *level.instrument_minimum;
  });
}

void SetLevel(const Assessment& assessment, const std::vector<const ScoreTree::Node*>& nodes,
              v1::Scores& scores) {
  std::vector<mpq_class> instruments;
  mpq_class overall;
  for (const ScoreTree::Node* node : nodes) {
    if (node->level == "instrument") instruments.push_back(Round(*node->score));
    if (node->level == "overall") overall = Round(*node->score);
  }
  for (const Level& level : assessment.levels()) {
    if (!Reaches(level, overall, instruments)) continue;
    scores.set_level(level.id);
    *scores.mutable_level_name() = level.name;
    return;
  }
}

// Given scores that no node shows: with them a reader can compute again what does.
void AddUnlisted(const GivenScores& given, const v1::Scores& listed,
                 google::protobuf::RepeatedPtrField<v1::ImportedScore>& imported) {
  std::set<std::pair<std::string, std::string>> shown;
  for (const v1::NodeScore& node : listed.nodes()) shown.emplace(node.part(), node.node());
  for (const auto& [place, score] : given) {
    if (shown.count(place) > 0) continue;
    v1::ImportedScore& added = *imported.Add();
    added.set_part(place.first);
    added.set_node(place.second);
    added.set_score(FormatFraction(score.score));
    added.set_evidence(score.evidence);
    added.set_note(score.note);
  }
}

v1::Scores ToScores(const Assessment& assessment, const ScoreTree& tree,
                    const ScoreTree::Leaves& leaves) {
  v1::Scores scores;
  scores.set_definition_id(assessment.id());
  scores.set_definition_digest(absl::BytesToHexString(assessment.definition_digest()));
  scores.set_counting_digest(absl::BytesToHexString(assessment.counting_digest()));
  scores.set_program_version(SUCHARIT_VERSION);
  std::vector<const ScoreTree::Node*> nodes;
  for (const ScoreTree::Node* node : tree.Listed()) {
    if (node->left_out && node->item != nullptr) scores.add_left_out(node->id);
    if (!node->score) continue;
    nodes.push_back(node);
    *scores.add_nodes() = ToNodeScore(*node);
  }
  AddUnlisted(leaves.given, scores, *scores.mutable_imported());
  SetLevel(assessment, nodes, scores);
  return scores;
}

absl::StatusOr<v1::Scores> ScoreLeaves(const Assessment& assessment,
                                       const ScoreTree::Leaves& leaves) {
  const ScoreTree tree(assessment, leaves);
  const std::vector<std::string> missing = tree.Missing();
  if (!missing.empty()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_INCOMPLETE,
                   "nodes have no figure", absl::StrJoin(missing, ", "));
  }
  return ToScores(assessment, tree, leaves);
}

}  // namespace

absl::StatusOr<v1::Scores> ComputeScores(const Assessment& assessment,
                                         const std::vector<v1::Tally>& tallies,
                                         const std::vector<v1::ImportedScore>& imported) {
  ASSIGN_OR_RETURN(const GivenScores given, CheckGivenScores(assessment, imported));
  ASSIGN_OR_RETURN(const ItemFigures figures, AddTallies(assessment, tallies));
  RETURN_IF_ERROR(CheckNothingIsGivenAndCounted(assessment, tallies, given));
  const std::set<std::string> left_out = ItemsToLeaveOut(figures, assessment.minimum_group());
  return ScoreLeaves(assessment, {figures, given, left_out});
}

absl::StatusOr<v1::Scores> RecomputeScores(const Assessment& assessment,
                                           const v1::Scores& published) {
  ASSIGN_OR_RETURN(const PublishedLeaves leaves, ReadPublishedLeaves(assessment, published));
  ASSIGN_OR_RETURN(v1::Scores scores,
                   ScoreLeaves(assessment, {leaves.figures, leaves.given, leaves.left_out}));
  // Who computed it first isn't a result.
  scores.set_program_version(published.program_version());
  return scores;
}

absl::Status CheckImportedScores(const Assessment& assessment,
                                 const std::vector<v1::ImportedScore>& imported) {
  return CheckGivenScores(assessment, imported).status();
}

}  // namespace sucharit
