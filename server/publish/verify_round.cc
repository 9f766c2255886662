// SPDX-License-Identifier: Apache-2.0
#include "server/publish/verify_round.h"

#include <google/protobuf/util/message_differencer.h>

#include <optional>
#include <utility>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/publish/publication.h"
#include "server/scoring/scoring.h"

namespace sucharit {

// Boxes are gone and the key destroyed at publication; before it, a key that is
// missing or kept off the server leaves the rows.
absl::StatusOr<RoundVerifier::Recounted> RoundVerifier::Recount(const RoundRecord& round,
                                                                const Assessment& assessment,
                                                                const v1::Tally& kept) {
  const ResponseContext context{round.round_id, &assessment,
                                assessment.FindInstrument(kept.questionnaire())};
  Recounted recounted;
  if (round.state == v1::ROUND_STATE_CLOSED) {
    const auto key = OpeningKeyOf(round, keys_);
    if (key.ok()) {
      recounted.from = v1::COUNTED_FROM_BOXES;
      ASSIGN_OR_RETURN(const std::optional<CountedCards> cards,
                       cards_.ToCount(round.round_id, kept.questionnaire()));
      ASSIGN_OR_RETURN(recounted.tally, RecountBoxes(boxes_, context, *key, cards));
      return recounted;
    }
    const v1::Reason reason = ReasonOf(key.status());
    if (reason != v1::REASON_ROUND_KEY_MISSING && reason != v1::REASON_KEY_NEEDED) {
      return key.status();
    }
  }
  ASSIGN_OR_RETURN(const bool has_rows, rows_.HasRows(round.round_id, kept.questionnaire()));
  recounted.from = has_rows ? v1::COUNTED_FROM_ROWS : v1::COUNTED_FROM_TALLIES;
  if (has_rows) {
    ASSIGN_OR_RETURN(recounted.tally, RecountRows(rows_, context));
  } else {
    recounted.tally = kept;
  }
  return recounted;
}

absl::StatusOr<v1::Scores> RoundVerifier::ScoresOf(const RoundRecord& round,
                                                   const Assessment& assessment,
                                                   const std::vector<v1::Tally>& tallies) {
  ASSIGN_OR_RETURN(const std::vector<v1::ImportedScore> imported,
                   results_.Imported(round.round_id));
  ASSIGN_OR_RETURN(v1::Scores scores, ComputeScores(assessment, tallies, imported));
  return MakePublication(std::move(scores)).scores();
}

absl::StatusOr<v1::Scores> RoundVerifier::KeptScores(const RoundRecord& round,
                                                     const Assessment& assessment,
                                                     const std::vector<v1::Tally>& kept) {
  ASSIGN_OR_RETURN(const std::optional<v1::Bundle> published,
                   publications_.Publication(round.round_id));
  if (published.has_value()) return published->scores();
  return ScoresOf(round, assessment, kept);
}

absl::StatusOr<v1::VerifyRoundResponse> RoundVerifier::Verify(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const RoundRecord round, round_store_.Find(round_id));
  if (round.state != v1::ROUND_STATE_CLOSED && round.state != v1::ROUND_STATE_PUBLISHED) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "nothing is counted yet", crypto::ToHex(round_id));
  }
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  ASSIGN_OR_RETURN(const std::vector<v1::Tally> kept, results_.Tallies(round_id));
  v1::VerifyRoundResponse response;
  std::vector<v1::Tally> tallies;
  for (const v1::Tally& tally : kept) {
    ASSIGN_OR_RETURN(Recounted recounted, Recount(round, assessment, tally));
    v1::VerifiedQuestionnaire* verified = response.add_questionnaires();
    verified->set_questionnaire(tally.questionnaire());
    verified->set_counted_from(recounted.from);
    verified->set_respondents(recounted.tally.respondents());
    verified->set_equal(google::protobuf::util::MessageDifferencer::Equals(tally, recounted.tally));
    tallies.push_back(std::move(recounted.tally));
  }
  ASSIGN_OR_RETURN(const v1::Scores kept_scores, KeptScores(round, assessment, kept));
  ASSIGN_OR_RETURN(v1::Scores computed, ScoresOf(round, assessment, tallies));
  // Another version of the program computed what is kept: that alone is no difference.
  computed.set_program_version(kept_scores.program_version());
  response.set_kept_digest(crypto::Sha256(kept_scores.SerializeAsString()));
  response.set_computed_digest(crypto::Sha256(computed.SerializeAsString()));
  response.set_scores_equal(response.kept_digest() == response.computed_digest());
  return response;
}

}  // namespace sucharit
