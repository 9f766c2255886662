// SPDX-License-Identifier: Apache-2.0
#include "server/publish/results.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/answer_tables.h"
#include "server/publish/bundle.h"
#include "server/publish/completeness.h"
#include "server/publish/evidence.h"
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

// The place of a node in the definition: indicators before what they are divided into.
std::pair<size_t, size_t> PlaceOf(const Assessment& assessment, const std::string& node) {
  const auto position = [&](const auto& nodes) {
    return static_cast<size_t>(std::find_if(nodes.begin(), nodes.end(),
                                            [&](const auto& each) { return each.id == node; }) -
                               nodes.begin());
  };
  const size_t indicator = position(assessment.indicators());
  if (indicator < assessment.indicators().size()) return {0, indicator};
  const size_t sub_indicator = position(assessment.sub_indicators());
  if (sub_indicator < assessment.sub_indicators().size()) return {1, sub_indicator};
  return {2, position(assessment.items())};
}

// By part as the instruments come, then by node. Part ids begin with their instrument's.
void SortAsDefined(const Assessment& assessment, std::vector<v1::ImportedScore>& scores) {
  const auto instrument_of = [&](const v1::ImportedScore& score) {
    return assessment.InstrumentPosition(score.part().substr(0, score.part().find('-')));
  };
  const auto key = [&](const v1::ImportedScore& score) {
    return std::make_tuple(instrument_of(score), score.part(), PlaceOf(assessment, score.node()));
  };
  std::sort(scores.begin(), scores.end(),
            [&](const auto& left, const auto& right) { return key(left) < key(right); });
}

}  // namespace

absl::Status Results::Import(const v1::ImportScoresRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const Turn turn, turns_.Take("results", request.round_id()));
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(request.round_id()));
  if (round.state >= v1::ROUND_STATE_PUBLISHED) return WrongState(round.round_id);
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  const std::vector<v1::ImportedScore> scores(request.scores().begin(), request.scores().end());
  RETURN_IF_ERROR(CheckImportedScores(assessment, scores));
  RETURN_IF_ERROR(CheckEvidence(scores));
  return results_.Import(round.round_id, scores, request.merge());
}

absl::StatusOr<v1::ListImportedScoresResponse> Results::Imported(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  ASSIGN_OR_RETURN(std::vector<v1::ImportedScore> imported, results_.Imported(round_id));
  v1::ListImportedScoresResponse response;
  for (PartCompleteness& part : CompletenessOf(assessment, imported)) {
    response.set_needed(response.needed() + part.needed);
    response.set_present(response.present() + part.present);
    for (std::string& node : part.missing) response.add_missing(std::move(node));
  }
  SortAsDefined(assessment, imported);
  *response.mutable_scores() = {imported.begin(), imported.end()};
  return response;
}

absl::StatusOr<v1::Scores> Results::Compute(const RoundRecord& round,
                                            const Assessment& assessment) {
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  RETURN_IF_ERROR(RequireEnough(tallies, assessment.minimum_group()));
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> imported,
                   results_.Imported(round.round_id));
  return ComputeScores(assessment, tallies, imported);
}

absl::StatusOr<v1::Bundle> Results::BundleOf(const RoundRecord& round, const Assessment& assessment,
                                             const std::vector<v1::Totals>& totals) {
  ASSIGN_OR_RETURN(const v1::Agency agency, agencies_.Find(round.agency_code));
  ASSIGN_OR_RETURN(v1::Scores scores, Compute(round, assessment));
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round.round_id));
  const std::vector<v1::AnswerTable> answers = MakeAnswerTables(assessment, tallies);
  v1::Bundle bundle =
      MakeBundle({round, agency, assessment, totals, answers}, MakePublication(std::move(scores)));
  ASSIGN_OR_RETURN(const std::vector<v1::ReceiptList> receipts,
                   results_.ReceiptLists(round.round_id));
  *bundle.mutable_receipts() = {receipts.begin(), receipts.end()};
  ASSIGN_OR_RETURN(const std::vector<v1::Conduct> conduct, conduct_.Of(round, assessment));
  *bundle.mutable_conduct() = {conduct.begin(), conduct.end()};
  return bundle;
}

absl::StatusOr<v1::GetScoresResponse> Results::Scores(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  if (round.state != v1::ROUND_STATE_CLOSED && round.state != v1::ROUND_STATE_PUBLISHED) {
    return WrongState(round_id);
  }
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  v1::GetScoresResponse response;
  ASSIGN_OR_RETURN(const std::optional<v1::Bundle> published, publications_.Publication(round_id));
  if (published.has_value()) {
    *response.mutable_scores() = published->scores();
  } else {
    ASSIGN_OR_RETURN(*response.mutable_scores(), Compute(round, assessment));
  }
  ASSIGN_OR_RETURN(const std::vector<v1::Totals> totals, rounds_.TotalsOf(round, assessment));
  *response.mutable_totals() = {totals.begin(), totals.end()};
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> tallies, results_.Tallies(round_id));
  // A publication that was taken from its bundle after a loss brings what it was counted from.
  if (published.has_value() && tallies.empty()) *response.mutable_totals() = published->totals();
  return response;
}

absl::Status Results::PublishClosed(const RoundRecord& round) {
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  ASSIGN_OR_RETURN(const std::vector<v1::Totals> totals, rounds_.TotalsOf(round, assessment));
  ASSIGN_OR_RETURN(const v1::Bundle bundle, BundleOf(round, assessment, totals));
  if (keeper_ != nullptr) RETURN_IF_ERROR(keeper_->BeforePublication(round.round_id));
  return publications_.Publish(round.round_id, bundle);
}

absl::StatusOr<v1::PublishRoundResponse> Results::Publish(absl::string_view round_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const Turn turn, turns_.Take("results", round_id));
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  if (round.rehearsal) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_REHEARSAL,
                   "a rehearsal can't be published", crypto::ToHex(round_id));
  }
  if (round.state == v1::ROUND_STATE_CLOSED) {
    RETURN_IF_ERROR(PublishClosed(round));
  } else if (round.state != v1::ROUND_STATE_PUBLISHED) {
    return WrongState(round_id);
  }
  if (keeper_ != nullptr) RETURN_IF_ERROR(keeper_->AfterPublication(round_id));
  RETURN_IF_ERROR(keys_.DestroySealingKey(round_id));
  ASSIGN_OR_RETURN(const v1::GetScoresResponse results, Scores(round_id));
  v1::PublishRoundResponse response;
  *response.mutable_scores() = results.scores();
  *response.mutable_totals() = results.totals();
  ASSIGN_OR_RETURN(const std::vector<std::string> copies, round_store_.KeyCopies(round_id));
  *response.mutable_copies_to_destroy() = {copies.begin(), copies.end()};
  return response;
}

absl::Status Results::DestroySpentKeys() {
  ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, round_store_.List(""));
  for (const RoundRecord& round : rounds) {
    const bool kept_off = round.custody == v1::KEY_CUSTODY_OFFLINE;
    if (round.state < (kept_off ? v1::ROUND_STATE_OPEN : v1::ROUND_STATE_PUBLISHED)) continue;
    RETURN_IF_ERROR(keys_.DestroySealingKey(round.round_id));
  }
  return absl::OkStatus();
}

}  // namespace sucharit
