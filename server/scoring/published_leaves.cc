// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/published_leaves.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// No sum or score that is published comes near it.
constexpr size_t kMostDigits = 2000;

absl::Status Malformed(absl::string_view message, absl::string_view node) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED, message, node);
}

bool IsNumber(absl::string_view text) {
  return !text.empty() && text.size() <= kMostDigits &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

// What FormatFraction wrote, of any size.
std::optional<mpq_class> ReadFraction(absl::string_view text) {
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) return std::nullopt;
  const absl::string_view above = text.substr(0, slash);
  const absl::string_view below = text.substr(slash + 1);
  if (!IsNumber(above) || !IsNumber(below)) return std::nullopt;
  const mpz_class denominator(std::string(below), 10);
  if (denominator == 0) return std::nullopt;
  mpq_class value(mpz_class(std::string(above), 10), denominator);
  value.canonicalize();
  return value;
}

absl::Status AddFigure(const Assessment& assessment, const v1::NodeScore& node,
                       PublishedLeaves& leaves) {
  const std::string place = absl::StrCat("item ", node.node());
  const Item* item = assessment.FindItem(node.node());
  if (item == nullptr || !item->is_scored() || node.level() != "item") {
    return Malformed("no item that is counted", place);
  }
  const std::optional<mpq_class> sum = ReadFraction(node.sum());
  if (node.n() < 1 || !sum || *sum > 100 * mpz_class(std::to_string(node.n()))) {
    return Malformed("not a sum of so many scores", place);
  }
  const ItemFigure figure{node.n(), *sum, {}, node.n()};
  if (!leaves.figures.emplace(item->id, figure).second) return Malformed("there twice", place);
  return absl::OkStatus();
}

absl::Status AddImported(const Assessment& assessment, const v1::ImportedScore& score,
                         PublishedLeaves& leaves) {
  const std::string place = absl::StrCat(score.part(), " ", score.node());
  const std::optional<mpq_class> value = ReadFraction(score.score());
  if (!value) return Malformed("not a fraction", place);
  const absl::Status added = AddGiven(assessment, score, *value, leaves.given);
  return added.ok() ? added : Malformed(added.message(), place);
}

v1::ImportedScore AsImported(const v1::NodeScore& node) {
  v1::ImportedScore score;
  score.set_part(node.part());
  score.set_node(node.node());
  score.set_score(node.exact());
  score.set_evidence(node.evidence());
  score.set_note(node.note());
  return score;
}

absl::Status AddLeftOut(const Assessment& assessment, const std::string& id,
                        PublishedLeaves& leaves) {
  const Item* item = assessment.FindItem(id);
  if (item == nullptr || !item->is_scored() || leaves.figures.count(id) > 0) {
    return Malformed("left out what has a figure or isn't there", absl::StrCat("item ", id));
  }
  leaves.left_out.insert(id);
  return absl::OkStatus();
}

// A questionnaire is counted or given, not both.
absl::Status CheckNothingIsBoth(const Assessment& assessment, const PublishedLeaves& leaves) {
  std::vector<v1::Tally> counted;
  for (const auto& [item, figure] : leaves.figures) {
    v1::Tally& tally = counted.emplace_back();
    tally.set_questionnaire(assessment.FindItem(item)->instrument);
    tally.set_respondents(figure.respondents);
  }
  const absl::Status checked = CheckNothingIsGivenAndCounted(assessment, counted, leaves.given);
  return checked.ok() ? checked : Malformed(checked.message(), SubjectOf(checked));
}

}  // namespace

absl::StatusOr<PublishedLeaves> ReadPublishedLeaves(const Assessment& assessment,
                                                    const v1::Scores& published) {
  PublishedLeaves leaves;
  for (const v1::NodeScore& node : published.nodes()) {
    if (node.origin() == v1::ORIGIN_COUNTED) {
      RETURN_IF_ERROR(AddFigure(assessment, node, leaves));
    } else if (node.origin() == v1::ORIGIN_IMPORTED) {
      RETURN_IF_ERROR(AddImported(assessment, AsImported(node), leaves));
    }
  }
  for (const v1::ImportedScore& score : published.imported()) {
    RETURN_IF_ERROR(AddImported(assessment, score, leaves));
  }
  for (const std::string& id : published.left_out()) {
    RETURN_IF_ERROR(AddLeftOut(assessment, id, leaves));
  }
  RETURN_IF_ERROR(CheckNothingIsBoth(assessment, leaves));
  return leaves;
}

}  // namespace sucharit
