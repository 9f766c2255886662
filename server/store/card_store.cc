// SPDX-License-Identifier: Apache-2.0
#include "server/store/card_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/crypto/card_code.h"
#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/card_rows.h"

namespace sucharit {
namespace {

constexpr size_t kDrawSaltSize = 32;

// A name can't hold one.
constexpr char kBetweenWitnesses = '\n';

absl::Status NotUsed(absl::string_view questionnaire) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_USED,
                 "the questionnaire takes no card", questionnaire);
}

absl::Status RequireTaken(sql::Database& database, absl::string_view round_id,
                          absl::string_view questionnaire) {
  sql::Statement query(database,
                       "SELECT 1 FROM card_account WHERE round_id = ? AND questionnaire = ?");
  query.BindBlob(round_id).BindText(questionnaire);
  const bool taken = query.Step();
  RETURN_IF_ERROR(query.status());
  return taken ? absl::OkStatus() : NotUsed(questionnaire);
}

absl::StatusOr<int64_t> Number(sql::Database& database, const char* sql, absl::string_view round_id,
                               absl::string_view questionnaire) {
  sql::Statement query(database, sql);
  query.BindBlob(round_id).BindText(questionnaire);
  const int64_t number = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return number;
}

// Sorted.
absl::StatusOr<std::vector<std::string>> OpenHashes(sql::Database& database,
                                                    absl::string_view round_id,
                                                    absl::string_view questionnaire) {
  sql::Statement query(database,
                       "SELECT hash FROM card WHERE round_id = ? AND questionnaire = ? AND "
                       "voided = 0 ORDER BY hash");
  query.BindBlob(round_id).BindText(questionnaire);
  std::vector<std::string> hashes;
  while (query.Step()) hashes.push_back(query.Blob(0));
  RETURN_IF_ERROR(query.status());
  return hashes;
}

std::vector<std::string> Split(absl::string_view joined) {
  std::vector<std::string> hashes;
  for (; !joined.empty(); joined.remove_prefix(crypto::kCardHashSize)) {
    hashes.emplace_back(joined.substr(0, crypto::kCardHashSize));
  }
  return hashes;
}

v1::QuestionnaireCards ReadAccount(const sql::Statement& query) {
  v1::QuestionnaireCards cards;
  cards.set_questionnaire(query.Text(0));
  v1::CardAccount& account = *cards.mutable_account();
  account.set_printed(query.Int(1));
  account.set_voided(query.Int(2));
  account.set_used(query.Int(3));
  account.set_refused(query.Int(4));
  cards.set_reconciled(query.Int(5) >= 0);
  if (cards.reconciled()) account.set_left_over(query.Int(5));
  const std::string witnesses = query.Text(6);
  for (const absl::string_view name :
       absl::StrSplit(witnesses, kBetweenWitnesses, absl::SkipEmpty())) {
    account.add_witnesses(std::string(name));
  }
  if (query.Int(7) != 0) {
    account.set_not_returned(account.printed() - account.used() - account.left_over() -
                             account.voided());
  }
  return cards;
}

// Joins in the cards that are there while the round is open.
constexpr char kAccountsSql[] =
    "SELECT a.questionnaire, a.printed + COUNT(c.serial), a.voided + COUNT(CASE WHEN c.voided <> 0 "
    "THEN 1 END), "
    "a.used, a.refused, a.left_over, a.witnesses, a.counted FROM card_account AS a "
    "LEFT JOIN card AS c ON c.round_id = a.round_id AND c.questionnaire = a.questionnaire "
    "WHERE a.round_id = ? GROUP BY a.round_id, a.questionnaire ORDER BY a.questionnaire";

}  // namespace

absl::StatusOr<int32_t> CardStore::Add(absl::string_view round_id, absl::string_view questionnaire,
                                       const std::vector<std::string>& hashes) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(RequireTaken(*database, round_id, questionnaire));
  ASSIGN_OR_RETURN(const int64_t last,
                   Number(*database,
                          "SELECT COALESCE(MAX(serial), 0) FROM card WHERE round_id = ? AND "
                          "questionnaire = ?",
                          round_id, questionnaire));
  sql::Statement insert(*database,
                        "INSERT INTO card(round_id, questionnaire, serial, hash, voided) "
                        "VALUES(?, ?, ?, ?, 0)");
  int64_t serial = last;
  for (const std::string& hash : hashes) {
    RETURN_IF_ERROR(
        insert.BindBlob(round_id).BindText(questionnaire).Bind(++serial).BindBlob(hash).Run());
  }
  RETURN_IF_ERROR(transaction.Commit());
  return static_cast<int32_t>(last + 1);
}

absl::Status CardStore::Void(absl::string_view round_id, absl::string_view questionnaire,
                             const std::vector<int32_t>& serials) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(RequireTaken(*database, round_id, questionnaire));
  sql::Statement update(*database,
                        "UPDATE card SET voided = 1 WHERE round_id = ? AND questionnaire = ? "
                        "AND serial = ?");
  for (const int32_t serial : serials) {
    RETURN_IF_ERROR(update.BindBlob(round_id).BindText(questionnaire).Bind(serial).Run());
    if (database->Changes() == 1) continue;
    return Refused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN, "no card of that serial",
                   absl::StrCat(serial));
  }
  return transaction.Commit();
}

absl::Status CardStore::Reconcile(absl::string_view round_id, absl::string_view questionnaire,
                                  int64_t left_over, const std::vector<std::string>& witnesses) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(RequireTaken(*database, round_id, questionnaire));
  return sql::Statement(*database,
                        "UPDATE card_account SET left_over = ?, witnesses = ? WHERE "
                        "round_id = ? AND questionnaire = ?")
      .Bind(left_over)
      .BindText(absl::StrJoin(witnesses, std::string(1, kBetweenWitnesses)))
      .BindBlob(round_id)
      .BindText(questionnaire)
      .Run();
}

absl::StatusOr<std::vector<v1::QuestionnaireCards>> CardStore::Accounts(
    absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database, kAccountsSql);
  query.BindBlob(round_id);
  std::vector<v1::QuestionnaireCards> accounts;
  while (query.Step()) accounts.push_back(ReadAccount(query));
  RETURN_IF_ERROR(query.status());
  return accounts;
}

absl::StatusOr<std::optional<CountedCards>> CardStore::ToCount(absl::string_view round_id,
                                                               absl::string_view questionnaire) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT draw_salt, hashes, counted FROM card_account WHERE "
                       "round_id = ? AND questionnaire = ?");
  query.BindBlob(round_id).BindText(questionnaire);
  const bool taken = query.Step();
  RETURN_IF_ERROR(query.status());
  std::optional<CountedCards> cards;
  if (!taken) return cards;
  cards.emplace().draw_salt = query.Blob(0);
  if (query.Int(2) != 0) {
    cards->hashes = Split(query.Blob(1));
  } else {
    ASSIGN_OR_RETURN(cards->hashes, OpenHashes(*database, round_id, questionnaire));
  }
  return cards;
}

absl::Status InsertCardQuestionnaires(sql::Database& database, absl::string_view round_id,
                                      const std::vector<std::string>& questionnaires) {
  sql::Statement insert(database,
                        "INSERT INTO card_account(round_id, questionnaire, draw_salt, counted, "
                        "printed, voided, used, refused, left_over, witnesses, hashes) "
                        "VALUES(?, ?, ?, 0, 0, 0, 0, 0, -1, '', ?)");
  for (const std::string& questionnaire : questionnaires) {
    RETURN_IF_ERROR(insert.BindBlob(round_id)
                        .BindText(questionnaire)
                        .BindBlob(crypto::RandomBytes(kDrawSaltSize))
                        .BindBlob("")
                        .Run());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> CardQuestionnaires(sql::Database& database,
                                                            absl::string_view round_id) {
  sql::Statement query(database,
                       "SELECT questionnaire FROM card_account WHERE round_id = ? "
                       "ORDER BY questionnaire");
  query.BindBlob(round_id);
  std::vector<std::string> questionnaires;
  while (query.Step()) questionnaires.push_back(query.Text(0));
  RETURN_IF_ERROR(query.status());
  return questionnaires;
}

absl::Status ForgetSerials(sql::Database& database, absl::string_view round_id,
                           absl::string_view questionnaire, const CardOutcome& outcome) {
  ASSIGN_OR_RETURN(const std::vector<std::string> hashes,
                   OpenHashes(database, round_id, questionnaire));
  RETURN_IF_ERROR(
      sql::Statement(
          database,
          "UPDATE card_account SET counted = 1, used = ?, refused = ?, hashes = ?, "
          "printed = (SELECT COUNT(*) FROM card AS c WHERE c.round_id = card_account.round_id "
          "AND c.questionnaire = card_account.questionnaire), "
          "voided = (SELECT COUNT(*) FROM card AS c WHERE c.round_id = card_account.round_id "
          "AND c.questionnaire = card_account.questionnaire AND c.voided = 1) "
          "WHERE round_id = ? AND questionnaire = ?")
          .Bind(outcome.used)
          .Bind(outcome.refused)
          .BindBlob(absl::StrJoin(hashes, ""))
          .BindBlob(round_id)
          .BindText(questionnaire)
          .Run());
  return sql::Statement(database, "DELETE FROM card WHERE round_id = ? AND questionnaire = ?")
      .BindBlob(round_id)
      .BindText(questionnaire)
      .Run();
}

absl::Status ForgetCards(sql::Database& database, absl::string_view round_id) {
  RETURN_IF_ERROR(
      sql::Statement(database, "DELETE FROM card WHERE round_id = ?").BindBlob(round_id).Run());
  return sql::Statement(database,
                        "UPDATE card_account SET hashes = ?, draw_salt = ? "
                        "WHERE round_id = ?")
      .BindBlob("")
      .BindBlob("")
      .BindBlob(round_id)
      .Run();
}

}  // namespace sucharit
