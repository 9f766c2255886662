// SPDX-License-Identifier: Apache-2.0
#include "server/publish/results.h"

#include <optional>
#include <utility>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/publication.h"
#include "server/scoring/scoring.h"

namespace sucharit {
namespace {

absl::Status WrongState(absl::string_view round_id) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "not possible in the state the round is in", crypto::ToHex(round_id));
}

// A mean over very few people tells what each of them said.
absl::Status RequireEnough(const std::vector<v1::Tally>& tallies, int64_t minimum_group) {
  for (const v1::Tally& tally : tallies) {
    if (tally.respondents() < minimum_group) {
      return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_TOO_FEW,
                     "fewer valid responses than the minimum group", tally.questionnaire());
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Results::Import(const v1::ImportScoresRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(request.round_id()));
  if (round.state >= v1::ROUND_STATE_PUBLISHED) return WrongState(round.round_id);
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  const std::vector<v1::ImportedScore> scores(request.scores().begin(), request.scores().end());
  RETURN_IF_ERROR(CheckImportedScores(assessment, scores));
  return results_.Import(round.round_id, scores);
}

absl::StatusOr<v1::Scores> Results::Compute(const RoundRecord& round,
                                            const Assessment& assessment) {
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  RETURN_IF_ERROR(RequireEnough(tallies, assessment.minimum_group()));
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> imported,
                   results_.Imported(round.round_id));
  return ComputeScores(assessment, tallies, imported);
}

absl::StatusOr<v1::GetScoresResponse> Results::Scores(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  if (round.state != v1::ROUND_STATE_CLOSED && round.state != v1::ROUND_STATE_PUBLISHED) {
    return WrongState(round_id);
  }
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  v1::GetScoresResponse response;
  ASSIGN_OR_RETURN(const std::optional<v1::Scores> published, results_.Publication(round_id));
  if (published.has_value()) {
    *response.mutable_scores() = *published;
  } else {
    ASSIGN_OR_RETURN(*response.mutable_scores(), Compute(round, assessment));
  }
  ASSIGN_OR_RETURN(const std::vector<v1::Totals> totals, rounds_.TotalsOf(round, assessment));
  *response.mutable_totals() = {totals.begin(), totals.end()};
  return response;
}

absl::StatusOr<v1::PublishRoundResponse> Results::Publish(absl::string_view round_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const v1::GetScoresResponse results, Scores(round_id));
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  const Publication publication = MakePublication(results.scores());
  if (round.state == v1::ROUND_STATE_CLOSED) {
    RETURN_IF_ERROR(results_.Publish(round_id, publication.scores()));
  }
  RETURN_IF_ERROR(keys_.DestroySealingKey(round_id));
  v1::PublishRoundResponse response;
  *response.mutable_scores() = publication.scores();
  *response.mutable_totals() = results.totals();
  return response;
}

absl::Status Results::DestroySpentKeys() {
  ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, round_store_.List(""));
  for (const RoundRecord& round : rounds) {
    if (round.state < v1::ROUND_STATE_PUBLISHED) continue;
    RETURN_IF_ERROR(keys_.DestroySealingKey(round.round_id));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
