// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/scored_year.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Means of means of many respondents have long denominators; nothing real comes near this.
constexpr size_t kMostDigits = 4000;

std::optional<mpz_class> ParseDigits(absl::string_view digits) {
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  const bool all_digits = std::all_of(digits.begin(), digits.end(), [](char letter) {
    return absl::ascii_isdigit(static_cast<unsigned char>(letter));
  });
  if (!all_digits) return std::nullopt;
  return mpz_class(std::string(digits), 10);
}

absl::Status NoScore(absl::string_view place) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED,
                 "a score that is no fraction from 0 to 100", place);
}

// "8620/93", from 0 to 100.
std::optional<mpq_class> ParseScore(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  if (parts.size() != 2) return std::nullopt;
  const std::optional<mpz_class> numerator = ParseDigits(parts[0]);
  const std::optional<mpz_class> denominator = ParseDigits(parts[1]);
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  mpq_class score(*numerator, *denominator);
  score.canonicalize();
  if (score > 100) return std::nullopt;
  return score;
}

absl::Status CheckDefinitionIs(const Assessment& assessment, const v1::Scores& scores) {
  const std::string& named = scores.counting_digest();
  if (named.empty() || named == absl::BytesToHexString(assessment.counting_digest())) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_MISMATCH,
                 "scores of another definition", assessment.id());
}

}  // namespace

absl::StatusOr<ScoredYear> ScoredYear::Make(const v1::Definition& definition,
                                            const v1::Scores& scores) {
  ASSIGN_OR_RETURN(Assessment assessment, Assessment::FromDefinition(definition));
  RETURN_IF_ERROR(CheckDefinitionIs(assessment, scores));
  ScoredYear year(std::move(assessment), scores);
  for (int index = 0; index < scores.nodes_size(); ++index) {
    const v1::NodeScore& node = scores.nodes(index);
    const std::optional<mpq_class> score = ParseScore(node.exact());
    if (!score) return NoScore(absl::StrCat(node.level(), " ", node.node()));
    year.places_.try_emplace({node.level(), node.node()}, Place{index, *score});
  }
  for (const v1::ImportedScore& imported : scores.imported()) {
    const std::optional<mpq_class> score = ParseScore(imported.score());
    if (!score) return NoScore(absl::StrCat(imported.part(), " ", imported.node()));
    year.given_.try_emplace({imported.part(), imported.node()}, *score);
  }
  return year;
}

const ScoredYear::Place* ScoredYear::Find(absl::string_view level, absl::string_view id) const {
  const auto found = places_.find({std::string(level), std::string(id)});
  return found == places_.end() ? nullptr : &found->second;
}

const mpq_class* ScoredYear::Score(absl::string_view level, absl::string_view id) const {
  const Place* place = Find(level, id);
  return place == nullptr ? nullptr : &place->score;
}

const mpq_class* ScoredYear::Given(absl::string_view part, absl::string_view id) const {
  const auto found = given_.find({std::string(part), std::string(id)});
  return found == given_.end() ? nullptr : &found->second;
}

const v1::NodeScore* ScoredYear::Node(absl::string_view level, absl::string_view id) const {
  const Place* place = Find(level, id);
  return place == nullptr ? nullptr : &scores_.nodes(place->node);
}

}  // namespace sucharit
