// SPDX-License-Identifier: Apache-2.0
#include "server/store/round_store.h"

#include <map>
#include <string>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/card_rows.h"
#include "server/store/round_state.h"

namespace sucharit {
namespace {

RoundRecord Read(const sql::Statement& query) {
  RoundRecord round;
  round.round_id = query.Blob(0);
  round.agency_code = query.Text(1);
  round.definition_digest = query.Blob(2);
  round.state = static_cast<v1::RoundState>(query.Int(3));
  round.counting = query.Int(4) != 0;
  round.first_day = static_cast<int32_t>(query.Int(5));
  round.last_day = static_cast<int32_t>(query.Int(6));
  round.sealing_key = query.Blob(7);
  round.receipt_key = query.Blob(8);
  round.custody = static_cast<v1::KeyCustody>(query.Int(9));
  round.rehearsal = query.Int(10) != 0;
  return round;
}

absl::Status ReadQuestionnaires(sql::Database& database, RoundRecord& round) {
  sql::Statement query(database,
                       "SELECT questionnaire, size FROM population WHERE round_id = ? "
                       "ORDER BY questionnaire");
  query.BindBlob(round.round_id);
  while (query.Step()) {
    v1::Population& population = round.populations.emplace_back();
    population.set_questionnaire(query.Text(0));
    population.set_size(query.Int(1));
  }
  RETURN_IF_ERROR(query.status());
  ASSIGN_OR_RETURN(round.card_questionnaires, CardQuestionnaires(database, round.round_id));
  return absl::OkStatus();
}

absl::Status InsertRound(sql::Database& database, const RoundRecord& round) {
  RETURN_IF_ERROR(sql::Statement(database,
                                 "INSERT INTO round(round_id, agency_code, definition_digest, "
                                 "state, counting, first_day, last_day, sealing_key, receipt_key, "
                                 "custody, rehearsal) VALUES(?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)")
                      .BindBlob(round.round_id)
                      .BindText(round.agency_code)
                      .BindBlob(round.definition_digest)
                      .Bind(v1::ROUND_STATE_DRAFT)
                      .Bind(round.first_day)
                      .Bind(round.last_day)
                      .BindBlob("")
                      .BindBlob("")
                      .Bind(round.custody)
                      .Bind(round.rehearsal ? 1 : 0)
                      .Run());
  for (const v1::Population& population : round.populations) {
    RETURN_IF_ERROR(
        sql::Statement(database,
                       "INSERT INTO population(round_id, questionnaire, size) VALUES(?, ?, ?)")
            .BindBlob(round.round_id)
            .BindText(population.questionnaire())
            .Bind(population.size())
            .Run());
  }
  return InsertCardQuestionnaires(database, round.round_id, round.card_questionnaires);
}

std::map<std::string, int64_t> SizesOf(const RoundRecord& round) {
  std::map<std::string, int64_t> sizes;
  for (const v1::Population& each : round.populations) sizes[each.questionnaire()] = each.size();
  return sizes;
}

// Whether both were created by the same call.
bool IsSame(const RoundRecord& kept, const RoundRecord& wanted) {
  return kept.agency_code == wanted.agency_code &&
         kept.definition_digest == wanted.definition_digest && kept.first_day == wanted.first_day &&
         kept.last_day == wanted.last_day && kept.custody == wanted.custody &&
         kept.rehearsal == wanted.rehearsal && SizesOf(kept) == SizesOf(wanted) &&
         kept.card_questionnaires == wanted.card_questionnaires;
}

}  // namespace

absl::Status RoundStore::Create(const RoundRecord& round, absl::string_view definition) {
  const auto kept = Find(round.round_id);
  if (kept.ok()) {
    if (IsSame(*kept, round)) return absl::OkStatus();
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE,
                   "that id belongs to another round", crypto::ToHex(round.round_id));
  }
  if (!absl::IsNotFound(kept.status())) return kept.status();
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "INSERT INTO definition(definition_digest, definition) "
                                 "VALUES(?, ?) ON CONFLICT DO NOTHING")
                      .BindBlob(round.definition_digest)
                      .BindBlob(definition)
                      .Run());
  RETURN_IF_ERROR(InsertRound(*database, round));
  return transaction.Commit();
}

absl::StatusOr<RoundRecord> RoundStore::Find(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(
      *database,
      "SELECT round_id, agency_code, definition_digest, state, counting, "
      "first_day, last_day, sealing_key, receipt_key, custody, rehearsal FROM round "
      "WHERE round_id = ?");
  query.BindBlob(round_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round",
                   crypto::ToHex(round_id));
  }
  RoundRecord round = Read(query);
  RETURN_IF_ERROR(ReadQuestionnaires(*database, round));
  return round;
}

absl::StatusOr<std::vector<RoundRecord>> RoundStore::List(absl::string_view agency_code) {
  auto database = database_.Lock();
  sql::Statement query(
      *database,
      "SELECT round_id, agency_code, definition_digest, state, counting, "
      "first_day, last_day, sealing_key, receipt_key, custody, rehearsal FROM round "
      "WHERE ? = '' OR agency_code = ? "
      "ORDER BY first_day DESC, agency_code, round_id");
  query.BindText(agency_code).BindText(agency_code);
  std::vector<RoundRecord> rounds;
  while (query.Step()) rounds.push_back(Read(query));
  RETURN_IF_ERROR(query.status());
  for (RoundRecord& round : rounds) RETURN_IF_ERROR(ReadQuestionnaires(*database, round));
  return rounds;
}

absl::StatusOr<std::string> RoundStore::Definition(absl::string_view definition_digest) {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT definition FROM definition WHERE definition_digest = ?");
  query.BindBlob(definition_digest);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) {
    return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                   "a round's definition is missing");
  }
  return query.Blob(0);
}

absl::Status RoundStore::SetKeys(absl::string_view round_id, absl::string_view sealing_key,
                                 absl::string_view receipt_key) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "UPDATE round SET sealing_key = ?, receipt_key = ? WHERE round_id = ?")
      .BindBlob(sealing_key)
      .BindBlob(receipt_key)
      .BindBlob(round_id)
      .Run();
}

absl::Status RoundStore::Move(absl::string_view round_id, v1::RoundState from, v1::RoundState to) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(
      sql::Statement(*database, "UPDATE round SET state = ? WHERE round_id = ? AND state = ?")
          .Bind(to)
          .BindBlob(round_id)
          .Bind(from)
          .Run());
  if (database->Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                 "the round is in another state", crypto::ToHex(round_id));
}

absl::Status RoundStore::Open(absl::string_view round_id,
                              const std::vector<std::string>& key_places) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(MoveState(*database, round_id, v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN));
  int64_t number = 0;
  for (const std::string& place : key_places) {
    RETURN_IF_ERROR(
        sql::Statement(*database, "INSERT INTO key_copy(round_id, number, place) VALUES(?, ?, ?)")
            .BindBlob(round_id)
            .Bind(number++)
            .BindText(place)
            .Run());
  }
  return transaction.Commit();
}

absl::StatusOr<std::vector<std::string>> RoundStore::KeyCopies(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT place FROM key_copy WHERE round_id = ? ORDER BY number");
  query.BindBlob(round_id);
  std::vector<std::string> places;
  while (query.Step()) places.push_back(query.Text(0));
  RETURN_IF_ERROR(query.status());
  return places;
}

absl::StatusOr<int64_t> RoundStore::FigureOfDay(absl::string_view round_id,
                                                absl::string_view questionnaire, int32_t day,
                                                int64_t figure) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "UPDATE population SET shown_day = ?1, shown = ? "
                                 "WHERE round_id = ? AND questionnaire = ? AND shown_day < ?1")
                      .Bind(day)
                      .Bind(figure)
                      .BindBlob(round_id)
                      .BindText(questionnaire)
                      .Run());
  sql::Statement query(*database,
                       "SELECT shown FROM population WHERE round_id = ? AND questionnaire = ?");
  query.BindBlob(round_id).BindText(questionnaire);
  const int64_t told = query.Step() ? query.Int(0) : figure;
  RETURN_IF_ERROR(query.status());
  return told;
}

absl::Status RoundStore::BeginCounting(absl::string_view round_id) {
  auto database = database_.Lock();
  return sql::Statement(*database, "UPDATE round SET counting = 1 WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

absl::Status RoundStore::SetLastDay(absl::string_view round_id, int32_t last_day) {
  auto database = database_.Lock();
  return sql::Statement(*database, "UPDATE round SET last_day = ? WHERE round_id = ?")
      .Bind(last_day)
      .BindBlob(round_id)
      .Run();
}

}  // namespace sucharit
