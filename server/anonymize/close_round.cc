// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/close_round.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/crypto/digest.h"
#include "common/response/receipt_code.h"
#include "common/response/receipt_list.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// More failed boxes than one in so many, and a person has to look.
constexpr size_t kFailedLimit = 100;

absl::Status RequireFewFailed(const std::vector<CountedQuestionnaire>& counted) {
  for (const CountedQuestionnaire& each : counted) {
    const size_t all =
        each.failed.size() + static_cast<size_t>(each.tally.respondents() + each.cards.refused);
    if (each.failed.size() * kFailedLimit > all) {
      return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_TOO_MANY_FAILED,
                     "more than 1 % of the boxes failed", each.tally.questionnaire());
    }
  }
  return absl::OkStatus();
}

}  // namespace

RoundCloser::RoundCloser(ServerDatabase& database, const KeyFolder& keys, Rounds& rounds)
    : boxes_(database),
      cards_(database),
      devices_(database),
      results_(database),
      round_store_(database),
      turns_(database),
      keys_(keys),
      rounds_(rounds) {}

absl::StatusOr<std::vector<v1::Totals>> RoundCloser::Close(const v1::CloseRoundRequest& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ASSIGN_OR_RETURN(const Turn turn, turns_.Take("close", request.round_id()));
  ASSIGN_OR_RETURN(RoundRecord round, round_store_.Find(request.round_id()));
  ASSIGN_OR_RETURN(const Assessment assessment, rounds_.AssessmentOf(round));
  if (round.state == v1::ROUND_STATE_OPEN) {
    RETURN_IF_ERROR(
        round_store_.Move(round.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSING));
    round.state = v1::ROUND_STATE_CLOSING;
  }
  if (round.state == v1::ROUND_STATE_CLOSING) {
    if (!round.counting) RETURN_IF_ERROR(RequireNothingWaiting(request));
    RETURN_IF_ERROR(RequireCardsReconciled(round.round_id));
    RETURN_IF_ERROR(CountAndClose(round, assessment, request));
  } else if (round.state != v1::ROUND_STATE_CLOSED && round.state != v1::ROUND_STATE_PUBLISHED) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round was never open", crypto::ToHex(round.round_id));
  }
  return rounds_.TotalsOf(round, assessment);
}

absl::Status RoundCloser::RequireNothingWaiting(const v1::CloseRoundRequest& request) {
  ASSIGN_OR_RETURN(std::vector<v1::Device> waiting, devices_.NotDone(request.round_id()));
  const auto& given_up = request.given_up_devices();
  waiting.erase(std::remove_if(waiting.begin(), waiting.end(),
                               [&](const v1::Device& device) {
                                 return std::find(given_up.begin(), given_up.end(),
                                                  device.device_id()) != given_up.end();
                               }),
                waiting.end());
  if (waiting.empty()) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_TABLETS_WAITING,
                 "tablets may still hold responses",
                 absl::StrJoin(waiting, ", ", [](std::string* out, const v1::Device& device) {
                   out->append(device.name());
                 }));
}

// Where no number was shown there is nothing to check, and no list. Too few make none either.
absl::Status RoundCloser::AddReceiptList(const RoundRecord& round, const Instrument& instrument,
                                         CountedQuestionnaire& counted) {
  if (counted.receipt_hashes.empty()) return absl::OkStatus();
  if (!ShowsReceipts(instrument.collection.receipts, round.custody)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const crypto::Secret key, keys_.ReceiptKey(round.round_id));
  ASSIGN_OR_RETURN(counted.receipts,
                   MakeReceiptList(round.round_id, instrument.id, counted.receipt_hashes, key));
  return absl::OkStatus();
}

// Once the round is closed, everybody knows how many were used, and could make the rest fit.
absl::Status RoundCloser::RequireCardsReconciled(absl::string_view round_id) {
  ASSIGN_OR_RETURN(const std::vector<v1::QuestionnaireCards> accounts, cards_.Accounts(round_id));
  for (const v1::QuestionnaireCards& each : accounts) {
    if (each.reconciled() || each.account().printed() == 0) continue;
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_RECONCILED,
                   "the left-over cards weren't entered", each.questionnaire());
  }
  return absl::OkStatus();
}

absl::Status RoundCloser::CountAndClose(const RoundRecord& round, const Assessment& assessment,
                                        const v1::CloseRoundRequest& request) {
  ASSIGN_OR_RETURN(const OpeningKey key, OpeningKeyOf(round, keys_, request.key()));
  // From here on nothing is added to what is counted.
  RETURN_IF_ERROR(round_store_.BeginCounting(round.round_id));
  std::vector<CountedQuestionnaire> counted;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    const ResponseContext context{round.round_id, &assessment,
                                  assessment.FindInstrument(questionnaire)};
    ASSIGN_OR_RETURN(const std::optional<CountedCards> cards,
                     cards_.ToCount(round.round_id, questionnaire));
    ASSIGN_OR_RETURN(counted.emplace_back(), CountQuestionnaire(boxes_, context, key, cards));
    RETURN_IF_ERROR(AddReceiptList(round, *context.instrument, counted.back()));
  }
  if (!request.accept_failed()) RETURN_IF_ERROR(RequireFewFailed(counted));
  return results_.Close(round.round_id, counted);
}

}  // namespace sucharit
