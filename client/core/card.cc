// SPDX-License-Identifier: Apache-2.0
#include "client/core/card.h"

#include "absl/strings/ascii.h"
#include "common/crypto/card_code.h"
#include "common/response/card_list.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::StatusOr<bool> IsUsedHere(TabletDatabase& tablet, absl::string_view round_id,
                                absl::string_view questionnaire, absl::string_view hash) {
  auto database = tablet.Lock();
  sqlite::Statement query(*database,
                          "SELECT 1 FROM used_card WHERE round_id = ? AND questionnaire = ? AND "
                          "hash = ?");
  query.BindBlob(round_id).BindText(questionnaire).BindBlob(hash);
  const bool used = query.Step();
  RETURN_IF_ERROR(query.status());
  return used;
}

absl::Status CheckHash(TabletDatabase& database, const CollectedRound& round,
                       absl::string_view questionnaire, absl::string_view hash) {
  const v1::CardList* cards = round.CardsOf(questionnaire);
  if (cards == nullptr || !HoldsCard(*cards, hash)) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN,
                   "no card of this round, or a void one", questionnaire);
  }
  ASSIGN_OR_RETURN(const bool used,
                   IsUsedHere(database, round.offer.round_id(), questionnaire, hash));
  if (!used) return absl::OkStatus();
  return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_CARD_USED,
                 "a response was finished with this card", questionnaire);
}

}  // namespace

absl::StatusOr<std::string> CheckCard(TabletDatabase& database, const CollectedRound& round,
                                      absl::string_view questionnaire, absl::string_view typed) {
  const bool given = !absl::StripAsciiWhitespace(typed).empty();
  const bool taken = round.TakesCard(questionnaire);
  if (!given && !taken) return std::string();
  if (given != taken) {
    return Refused(absl::StatusCode::kInvalidArgument,
                   taken ? v1::REASON_CARD_MISSING : v1::REASON_CARDS_NOT_USED,
                   "a card where none is taken, or none where one is", questionnaire);
  }
  ASSIGN_OR_RETURN(std::string packed, crypto::ParseCard(typed));
  RETURN_IF_ERROR(CheckHash(database, round, questionnaire,
                            crypto::CardHash(packed, round.offer.round_id(), questionnaire)));
  return packed;
}

}  // namespace sucharit
