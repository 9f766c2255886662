// SPDX-License-Identifier: Apache-2.0
#include "server/publish/past_results.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "common/assessment/assessment.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/evidence.h"
#include "server/scoring/scoring.h"

namespace sucharit {

absl::StatusOr<v1::Scores> PastResults::Put(const v1::PutPastResultRequest& request) {
  RETURN_IF_ERROR(agencies_.Find(request.agency_code()).status());
  ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromBytes(request.definition()));
  if (assessment.definition().fiscal_year_be() == 0) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "the definition has no fiscal year", "definition");
  }
  const std::vector<v1::ImportedScore> scores(request.scores().begin(), request.scores().end());
  RETURN_IF_ERROR(CheckEvidence(scores));
  v1::PastResult result;
  *result.mutable_definition() = assessment.definition();
  ASSIGN_OR_RETURN(*result.mutable_scores(), ComputeScores(assessment, {}, scores));
  RETURN_IF_ERROR(past_.Put(request.agency_code(), result));
  return std::move(*result.mutable_scores());
}

absl::Status PastResults::Remove(absl::string_view agency_code, int32_t fiscal_year_be) {
  RETURN_IF_ERROR(agencies_.Find(agency_code).status());
  return past_.Remove(agency_code, fiscal_year_be);
}

absl::StatusOr<std::vector<v1::PastResult>> PastResults::List(absl::string_view agency_code) {
  RETURN_IF_ERROR(agencies_.Find(agency_code).status());
  ASSIGN_OR_RETURN(std::vector<v1::PastResult> results, past_.List(agency_code));
  ASSIGN_OR_RETURN(std::vector<RoundRecord> rounds, rounds_.List(agency_code));
  std::reverse(rounds.begin(), rounds.end());  // The oldest first.
  for (const RoundRecord& round : rounds) {
    ASSIGN_OR_RETURN(std::optional<v1::Bundle> bundle, publications_.Publication(round.round_id));
    if (!bundle || bundle->definition().fiscal_year_be() == 0) continue;
    v1::PastResult& result = results.emplace_back();
    *result.mutable_definition() = std::move(*bundle->mutable_definition());
    *result.mutable_scores() = std::move(*bundle->mutable_scores());
  }
  std::stable_sort(results.begin(), results.end(), [](const auto& left, const auto& right) {
    return left.definition().fiscal_year_be() < right.definition().fiscal_year_be();
  });
  return results;
}

absl::StatusOr<std::vector<v1::PastResult>> PastResults::Before(absl::string_view agency_code,
                                                                const v1::Definition& definition) {
  ASSIGN_OR_RETURN(std::vector<v1::PastResult> all, List(agency_code));
  std::map<int32_t, v1::PastResult> by_year;
  for (v1::PastResult& result : all) {
    const int32_t year = result.definition().fiscal_year_be();
    if (year >= definition.fiscal_year_be()) continue;
    if (result.definition().overall_id() != definition.overall_id()) continue;
    by_year[year] = std::move(result);  // The last of a year is the one published last.
  }
  std::vector<v1::PastResult> past;
  past.reserve(by_year.size());
  for (auto& [year, result] : by_year) past.push_back(std::move(result));
  return past;
}

}  // namespace sucharit
