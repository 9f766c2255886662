// SPDX-License-Identifier: Apache-2.0
#include "client/core/library.h"

#include <algorithm>
#include <set>
#include <utility>

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/response/card_list.h"
#include "common/response/sealed_content.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

using RoundList = std::vector<std::shared_ptr<const CollectedRound>>;

// The definition is kept once, apart from the offer.
struct StoredOffer {
  std::string offer;
  std::string definition;
};

absl::StatusOr<std::shared_ptr<const CollectedRound>> Check(v1::RoundOffer offer) {
  const bool whole = offer.round_id().size() == kRoundIdSize &&
                     offer.sealing_key().size() == crypto::kSealingKeySize &&
                     offer.key_id() == crypto::KeyId(offer.sealing_key()) &&
                     offer.receipt_key().size() == crypto::kVerificationKeySize;
  if (!whole) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH,
                   "the server's offer of a round is not whole");
  }
  ASSIGN_OR_RETURN(Assessment assessment, Assessment::FromBytes(offer.definition()));
  for (const std::string& questionnaire : offer.questionnaires()) {
    const Instrument* instrument = assessment.FindInstrument(questionnaire);
    if (instrument == nullptr || !instrument->is_survey) {
      return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                     "the server offers a questionnaire that the definition lacks", questionnaire);
    }
  }
  return std::make_shared<const CollectedRound>(
      CollectedRound{std::move(offer), std::move(assessment)});
}

absl::Status CheckCards(const v1::RoundOffer& offer) {
  for (const v1::CardList& list : offer.cards()) {
    RETURN_IF_ERROR(VerifyCardList(offer.round_id(), list, offer.receipt_key()));
  }
  return absl::OkStatus();
}

absl::StatusOr<RoundList> CheckAll(const v1::ListRoundsResponse& offers) {
  RoundList rounds;
  for (const v1::RoundOffer& offer : offers.rounds()) {
    RETURN_IF_ERROR(CheckCards(offer));
    ASSIGN_OR_RETURN(rounds.emplace_back(), Check(offer));
  }
  return rounds;
}

absl::Status Insert(sqlite::Database& database, const CollectedRound& round) {
  RETURN_IF_ERROR(
      sqlite::Statement(database,
                        "INSERT OR IGNORE INTO definition(definition_digest, definition) "
                        "VALUES(?, ?)")
          .BindBlob(round.assessment.definition_digest())
          .BindBlob(round.offer.definition())
          .Run());
  v1::RoundOffer offer = round.offer;
  offer.clear_definition();
  return sqlite::Statement(database,
                           "INSERT OR REPLACE INTO round(round_id, definition_digest, offer) "
                           "VALUES(?, ?, ?)")
      .BindBlob(offer.round_id())
      .BindBlob(round.assessment.definition_digest())
      .BindBlob(offer.SerializeAsString())
      .Run();
}

// A server that could name new keys for a known round could have answers sealed to one that it
// holds itself, and sign what it likes.
absl::Status CheckKeysStay(sqlite::Database& database, const CollectedRound& round) {
  sqlite::Statement query(database, "SELECT offer FROM round WHERE round_id = ?");
  query.BindBlob(round.offer.round_id());
  const bool known = query.Step();
  RETURN_IF_ERROR(query.status());
  v1::RoundOffer kept;
  if (!known || !kept.ParseFromString(query.Blob(0))) return absl::OkStatus();
  if (kept.sealing_key() == round.offer.sealing_key() &&
      kept.receipt_key() == round.offer.receipt_key()) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_ROUND_KEY_MISMATCH,
                 "the server names other keys than before", crypto::ToHex(round.offer.round_id()));
}

// Rounds that the server has forgotten go once nothing of them waits, no response is in progress (a
// draft doesn't say openly which round it is of), and the tablet holds no receipt of them any more:
// until publication the server must know every box that it signed for. Definitions stay for the
// draft that may need them.
absl::Status Forget(sqlite::Database& database, const std::set<std::string>& listed) {
  std::vector<std::string> unlisted;
  sqlite::Statement query(database,
                          "SELECT round_id FROM round WHERE round_id NOT IN "
                          "(SELECT round_id FROM outbox UNION SELECT round_id FROM received) "
                          "AND NOT EXISTS (SELECT 1 FROM draft) "
                          "ORDER BY round_id");
  while (query.Step()) {
    if (listed.count(query.Blob(0)) == 0) unlisted.push_back(query.Blob(0));
  }
  RETURN_IF_ERROR(query.status());
  for (const std::string& round_id : unlisted) {
    for (const char* sql :
         {"DELETE FROM round WHERE round_id = ?", "DELETE FROM used_card WHERE round_id = ?",
          "DELETE FROM conduct WHERE round_id = ?"}) {
      RETURN_IF_ERROR(sqlite::Statement(database, sql).BindBlob(round_id).Run());
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const CollectedRound>> Read(const StoredOffer& stored) {
  v1::RoundOffer offer;
  if (!offer.ParseFromString(stored.offer)) {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                   "a kept round is damaged");
  }
  offer.set_definition(stored.definition);
  return Check(std::move(offer));
}

}  // namespace

bool CollectedRound::TakesCard(absl::string_view questionnaire) const {
  const auto& taking = offer.card_questionnaires();
  return std::find(taking.begin(), taking.end(), std::string(questionnaire)) != taking.end();
}

const v1::CardList* CollectedRound::CardsOf(absl::string_view questionnaire) const {
  for (const v1::CardList& list : offer.cards()) {
    if (list.questionnaire() == questionnaire) return &list;
  }
  return nullptr;
}

bool CollectedRound::MayBegin(int32_t day) const {
  return offer.state() == v1::ROUND_STATE_OPEN && offer.first_day() <= day &&
         day <= offer.last_day();
}

absl::Status Library::Keep(const v1::ListRoundsResponse& offers) {
  ASSIGN_OR_RETURN(const RoundList rounds, CheckAll(offers));
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  std::set<std::string> listed;
  for (const auto& round : rounds) {
    RETURN_IF_ERROR(CheckKeysStay(*database, *round));
    listed.insert(round->offer.round_id());
    RETURN_IF_ERROR(Insert(*database, *round));
  }
  RETURN_IF_ERROR(Forget(*database, listed));
  return transaction.Commit();
}

absl::StatusOr<RoundList> Library::Rounds() {
  std::vector<StoredOffer> stored;
  {
    auto database = database_.Lock();
    sqlite::Statement query(*database,
                            "SELECT offer, definition FROM round JOIN definition "
                            "USING(definition_digest) ORDER BY round_id");
    while (query.Step()) stored.push_back({query.Blob(0), query.Blob(1)});
    RETURN_IF_ERROR(query.status());
  }
  RoundList rounds;
  for (const StoredOffer& offer : stored) {
    ASSIGN_OR_RETURN(rounds.emplace_back(), Read(offer));
  }
  std::stable_sort(rounds.begin(), rounds.end(), [](const auto& a, const auto& b) {
    return std::make_pair(a->offer.agency_name().th(), a->assessment.definition().title().th()) <
           std::make_pair(b->offer.agency_name().th(), b->assessment.definition().title().th());
  });
  return rounds;
}

absl::StatusOr<std::shared_ptr<const CollectedRound>> Library::Find(absl::string_view round_id) {
  StoredOffer stored;
  {
    auto database = database_.Lock();
    sqlite::Statement query(*database,
                            "SELECT offer, definition FROM round JOIN definition "
                            "USING(definition_digest) WHERE round_id = ?");
    query.BindBlob(round_id);
    const bool found = query.Step();
    RETURN_IF_ERROR(query.status());
    if (!found) {
      return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN,
                     "the tablet doesn't know that round", crypto::ToHex(round_id));
    }
    stored = {query.Blob(0), query.Blob(1)};
  }
  return Read(stored);
}

absl::StatusOr<Assessment> Library::FindDefinition(absl::string_view definition_digest) {
  std::string definition;
  {
    auto database = database_.Lock();
    sqlite::Statement query(*database,
                            "SELECT definition FROM definition WHERE definition_digest = ?");
    query.BindBlob(definition_digest);
    const bool found = query.Step();
    RETURN_IF_ERROR(query.status());
    if (!found) return absl::NotFoundError("the definition isn't kept here");
    definition = query.Blob(0);
  }
  return Assessment::FromBytes(definition);
}

}  // namespace sucharit
