// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/offers.h"

#include "common/assessment/assessment.h"
#include "common/crypto/sealed_box.h"
#include "common/response/card_list.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// How long tablets are told of a round that has ended.
constexpr int32_t kDaysAfterTheEnd = 60;

bool IsTold(const RoundRecord& round, int32_t today) {
  switch (round.state) {
    case v1::ROUND_STATE_OPEN:
    case v1::ROUND_STATE_CLOSING:
      return true;
    case v1::ROUND_STATE_CLOSED:
    case v1::ROUND_STATE_PUBLISHED:
    case v1::ROUND_STATE_CANCELLED:
      return !round.sealing_key.empty() && today <= round.last_day + kDaysAfterTheEnd;
    default:
      return false;
  }
}

}  // namespace

absl::StatusOr<v1::RoundOffer> Offers::Offer(const RoundRecord& round, const v1::Agency& agency) {
  v1::RoundOffer offer;
  offer.set_round_id(round.round_id);
  *offer.mutable_agency_name() = agency.name();
  offer.set_state(round.state);
  ASSIGN_OR_RETURN(*offer.mutable_definition(), rounds_.Definition(round.definition_digest));
  ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromBytes(offer.definition()));
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    offer.add_questionnaires(questionnaire);
  }
  offer.set_sealing_key(round.sealing_key);
  offer.set_key_id(crypto::KeyId(round.sealing_key));
  offer.set_receipt_key(round.receipt_key);
  offer.set_first_day(round.first_day);
  offer.set_last_day(round.last_day);
  offer.set_custody(round.custody);
  offer.set_rehearsal(round.rehearsal);
  RETURN_IF_ERROR(AddCards(round, offer));
  return offer;
}

// Lists are for beginning a response, which only an open round lets anybody do.
absl::Status Offers::AddCards(const RoundRecord& round, v1::RoundOffer& offer) {
  for (const std::string& questionnaire : round.card_questionnaires) {
    offer.add_card_questionnaires(questionnaire);
    if (round.state != v1::ROUND_STATE_OPEN) continue;
    ASSIGN_OR_RETURN(std::optional<CountedCards> cards,
                     cards_.ToCount(round.round_id, questionnaire));
    if (!cards.has_value() || cards->hashes.empty()) continue;
    ASSIGN_OR_RETURN(const crypto::Secret key, keys_.ReceiptKey(round.round_id));
    ASSIGN_OR_RETURN(*offer.add_cards(),
                     SignCardList(round.round_id, questionnaire, std::move(cards->hashes), key));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ListRoundsResponse> Offers::List(const DeviceRecord& device) {
  ASSIGN_OR_RETURN(const v1::Agency agency, agencies_.Find(device.agency_code));
  ASSIGN_OR_RETURN(const std::vector<RoundRecord> rounds, rounds_.List(device.agency_code));
  const int32_t today = DayInThailand(clock_.Now());
  v1::ListRoundsResponse response;
  response.set_server_unix(absl::ToUnixSeconds(clock_.Now()));
  for (const RoundRecord& round : rounds) {
    if (!IsTold(round, today)) continue;
    if (round.state == v1::ROUND_STATE_OPEN) {
      RETURN_IF_ERROR(devices_.NoteKnows(round.round_id, device.device.device_id()));
    }
    ASSIGN_OR_RETURN(*response.add_rounds(), Offer(round, agency));
  }
  return response;
}

absl::Status Offers::Report(const DeviceRecord& device, const v1::ReportWaitingRequest& request) {
  RETURN_IF_ERROR(rounds_.Find(request.round_id()).status());
  // A tablet that doesn't know yet that the round is closing may begin another response.
  const bool done = request.waiting() == 0 && request.drafts() == 0 &&
                    request.known_state() >= v1::ROUND_STATE_CLOSING;
  return devices_.NoteDone(request.round_id(), device.device.device_id(), done);
}

}  // namespace sucharit
