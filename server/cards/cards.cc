// SPDX-License-Identifier: Apache-2.0
#include "server/cards/cards.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/card_code.h"
#include "common/crypto/digest.h"
#include "common/crypto/secret.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int32_t kMostCardsACall = 10'000;
constexpr size_t kFewestWitnesses = 2;
constexpr size_t kLongestName = 200;

absl::Status BadCount(int64_t count) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_COUNT,
                 "a number of cards that can't be", absl::StrCat(count));
}

// In a state from `first` to `last`.
absl::Status RequireState(const RoundRecord& round, v1::RoundState first, v1::RoundState last) {
  if (round.state >= first && round.state <= last) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "not possible in the state the round is in", crypto::ToHex(round.round_id));
}

// The different names, without blanks around them.
absl::StatusOr<std::vector<std::string>> CheckWitnesses(const v1::ReconcileCardsRequest& request) {
  std::vector<std::string> names;
  for (const std::string& given : request.witnesses()) {
    const std::string name(absl::StripAsciiWhitespace(given));
    const bool is_line = name.find('\n') == std::string::npos;
    if (name.empty() || name.size() > kLongestName || !is_line) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_WITNESSES,
                     "not a witness's name");
    }
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (names.size() >= kFewestWitnesses) return names;
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_WITNESSES,
                 "fewer than two witnesses");
}

}  // namespace

absl::StatusOr<std::vector<v1::MadeCard>> Cards::Make(const v1::MakeCardsRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  RETURN_IF_ERROR(RequireState(round, v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
  if (request.count() < 1 || request.count() > kMostCardsACall) return BadCount(request.count());
  std::vector<v1::MadeCard> made;
  std::vector<std::string> hashes;
  for (int32_t i = 0; i < request.count(); ++i) {
    std::string card = crypto::MakeCard();
    made.emplace_back().set_code(crypto::FormatCard(card));
    hashes.push_back(crypto::CardHash(card, round.round_id, request.questionnaire()));
    crypto::Wipe(card);
  }
  ASSIGN_OR_RETURN(int32_t serial, cards_.Add(round.round_id, request.questionnaire(), hashes));
  for (v1::MadeCard& card : made) card.set_serial(serial++);
  return made;
}

absl::Status Cards::Void(const v1::VoidCardsRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  RETURN_IF_ERROR(RequireState(round, v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
  return cards_.Void(round.round_id, request.questionnaire(),
                     {request.serials().begin(), request.serials().end()});
}

absl::Status Cards::Reconcile(const v1::ReconcileCardsRequest& request) {
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(request.round_id()));
  RETURN_IF_ERROR(RequireState(round, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSING));
  ASSIGN_OR_RETURN(const std::vector<std::string> witnesses, CheckWitnesses(request));
  ASSIGN_OR_RETURN(const v1::CardAccount account,
                   AccountOf(round.round_id, request.questionnaire()));
  if (request.left_over() < 0 || request.left_over() > account.printed() - account.voided()) {
    return BadCount(request.left_over());
  }
  return cards_.Reconcile(round.round_id, request.questionnaire(), request.left_over(), witnesses);
}

absl::StatusOr<std::vector<v1::QuestionnaireCards>> Cards::Get(absl::string_view round_id) {
  RETURN_IF_ERROR(rounds_.Find(round_id).status());
  return cards_.Accounts(round_id);
}

absl::StatusOr<v1::CardAccount> Cards::AccountOf(absl::string_view round_id,
                                                 absl::string_view questionnaire) {
  ASSIGN_OR_RETURN(const auto accounts, cards_.Accounts(round_id));
  for (const v1::QuestionnaireCards& each : accounts) {
    if (each.questionnaire() == questionnaire) return each.account();
  }
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_USED,
                 "the questionnaire takes no card", questionnaire);
}

}  // namespace sucharit
