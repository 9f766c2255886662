// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/scoring.h"

#include <algorithm>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/scoring/figures.h"
#include "server/scoring/score_tree.h"

namespace sucharit {
namespace {

v1::NodeScore ToNodeScore(const ScoreTree::Node& node) {
  v1::NodeScore result;
  result.set_level(node.level);
  result.set_node(node.id);
  *result.mutable_name() = *node.name;
  result.set_exact(FormatFraction(*node.score));
  result.set_score(RoundToText(*node.score));
  result.set_origin(node.origin);
  if (node.counts == nullptr) return result;
  int64_t answers = 0;
  for (size_t choice = 0; choice < node.counts->size(); ++choice) {
    v1::ChoiceCount* count = result.add_counts();
    count->set_choice(node.item->choices[choice].id);
    count->set_count((*node.counts)[choice]);
    answers += count->count();
  }
  result.set_n(answers);
  return result;
}

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

v1::Scores ToScores(const Assessment& assessment, const ScoreTree& tree) {
  v1::Scores scores;
  scores.set_definition_id(assessment.id());
  scores.set_definition_digest(absl::BytesToHexString(assessment.definition_digest()));
  scores.set_counting_digest(absl::BytesToHexString(assessment.counting_digest()));
  scores.set_program_version(SUCHARIT_VERSION);
  std::vector<const ScoreTree::Node*> nodes;
  for (const ScoreTree::Node* node : tree.Listed()) {
    if (!node->score) continue;
    nodes.push_back(node);
    *scores.add_nodes() = ToNodeScore(*node);
  }
  SetLevel(assessment, nodes, scores);
  return scores;
}

}  // namespace

absl::StatusOr<v1::Scores> ComputeScores(const Assessment& assessment,
                                         const std::vector<v1::Tally>& tallies,
                                         const std::vector<v1::ImportedScore>& imported) {
  ASSIGN_OR_RETURN(const GivenScores given, CheckGivenScores(assessment, imported));
  ASSIGN_OR_RETURN(const ItemCounts counts, AddTallies(assessment, tallies));
  RETURN_IF_ERROR(CheckNothingIsGivenAndCounted(assessment, tallies, given));
  const ScoreTree tree(assessment, counts, given);
  const std::vector<std::string> missing = tree.Missing();
  if (!missing.empty()) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_INCOMPLETE,
                   "nodes have no figure", absl::StrJoin(missing, ", "));
  }
  return ToScores(assessment, tree);
}

absl::Status CheckImportedScores(const Assessment& assessment,
                                 const std::vector<v1::ImportedScore>& imported) {
  return CheckGivenScores(assessment, imported).status();
}

}  // namespace sucharit
