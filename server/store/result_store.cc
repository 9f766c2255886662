// SPDX-License-Identifier: Apache-2.0
#include "server/store/result_store.h"

#include <set>

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/card_rows.h"
#include "server/store/conduct_store.h"
#include "server/store/round_state.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {
namespace {

absl::Status InsertTally(sql::Database& database, absl::string_view round_id,
                         const CountedQuestionnaire& counted) {
  return sql::Statement(database,
                        "INSERT INTO tally(round_id, questionnaire, tally, not_valid, "
                        "card_refused, identical) VALUES(?, ?, ?, ?, ?, ?)")
      .BindBlob(round_id)
      .BindText(counted.tally.questionnaire())
      .BindBlob(counted.tally.SerializeAsString())
      .Bind(static_cast<int64_t>(counted.failed.size()))
      .Bind(counted.cards.refused)
      .Bind(counted.identical)
      .Run();
}

absl::Status MarkFailed(sql::Database& database, absl::string_view round_id,
                        const CountedQuestionnaire& counted) {
  sql::Statement update(database,
                        "UPDATE box SET reason = ? "
                        "WHERE round_id = ? AND questionnaire = ? AND box_id = ?");
  for (const FailedBox& failed : counted.failed) {
    RETURN_IF_ERROR(update.Bind(failed.reason)
                        .BindBlob(round_id)
                        .BindText(counted.tally.questionnaire())
                        .BindBlob(failed.box_id)
                        .Run());
  }
  return absl::OkStatus();
}

absl::Status InsertReceipts(sql::Database& database, absl::string_view round_id,
                            const CountedQuestionnaire& counted) {
  if (!counted.receipts.has_value()) return absl::OkStatus();
  return sql::Statement(database,
                        "INSERT INTO receipt_list(round_id, questionnaire, list) "
                        "VALUES(?, ?, ?)")
      .BindBlob(round_id)
      .BindText(counted.tally.questionnaire())
      .BindBlob(counted.receipts->SerializeAsString())
      .Run();
}

// Backups are numbered in transactions that this one doesn't run beside.
absl::Status NoteNextBackup(sql::Database& database, absl::string_view round_id) {
  return sql::Statement(database,
                        "UPDATE round SET counts_since_backup = "
                        "(SELECT begun_backup + 1 FROM installation) WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

// Removes what was imported for the parts that `scores` name.
absl::Status DeleteParts(sql::Database& database, absl::string_view round_id,
                         const std::vector<v1::ImportedScore>& scores) {
  std::set<std::string> parts;
  for (const v1::ImportedScore& score : scores) parts.insert(score.part());
  for (const std::string& part : parts) {
    RETURN_IF_ERROR(
        sql::Statement(database, "DELETE FROM imported_score WHERE round_id = ? AND part = ?")
            .BindBlob(round_id)
            .BindText(part)
            .Run());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ResultStore::Close(absl::string_view round_id,
                                const std::vector<CountedQuestionnaire>& counted) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(MoveState(*database, round_id, v1::ROUND_STATE_CLOSING, v1::ROUND_STATE_CLOSED));
  RETURN_IF_ERROR(NoteNextBackup(*database, round_id));
  for (const CountedQuestionnaire& questionnaire : counted) {
    RETURN_IF_ERROR(InsertTally(*database, round_id, questionnaire));
    RETURN_IF_ERROR(MarkFailed(*database, round_id, questionnaire));
    const std::string& id = questionnaire.tally.questionnaire();
    RETURN_IF_ERROR(ForgetSerials(*database, round_id, id, questionnaire.cards));
    RETURN_IF_ERROR(InsertRows(*database, round_id, id, questionnaire.rows));
    RETURN_IF_ERROR(InsertTexts(*database, round_id, id, questionnaire.texts));
    RETURN_IF_ERROR(InsertReceipts(*database, round_id, questionnaire));
  }
  return transaction.Commit();
}

absl::StatusOr<std::vector<v1::Tally>> ResultStore::Tallies(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT tally FROM tally WHERE round_id = ? ORDER BY questionnaire");
  query.BindBlob(round_id);
  std::vector<v1::Tally> tallies;
  while (query.Step()) {
    if (!tallies.emplace_back().ParseFromString(query.Blob(0))) {
      return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED, "a tally is damaged");
    }
  }
  RETURN_IF_ERROR(query.status());
  return tallies;
}

absl::StatusOr<std::vector<v1::ReceiptList>> ResultStore::ReceiptLists(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT list FROM receipt_list WHERE round_id = ? "
                       "ORDER BY questionnaire");
  query.BindBlob(round_id);
  std::vector<v1::ReceiptList> lists;
  while (query.Step()) {
    if (!lists.emplace_back().ParseFromString(query.Blob(0))) {
      return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                     "a receipt list is damaged");
    }
  }
  RETURN_IF_ERROR(query.status());
  return lists;
}

absl::StatusOr<ResultStore::Found> ResultStore::FoundOf(absl::string_view round_id,
                                                        absl::string_view questionnaire) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT not_valid, card_refused, identical FROM tally "
                       "WHERE round_id = ? AND questionnaire = ?");
  query.BindBlob(round_id).BindText(questionnaire);
  Found found;
  if (query.Step()) found = {query.Int(0), query.Int(1), query.Int(2)};
  RETURN_IF_ERROR(query.status());
  return found;
}

absl::Status ResultStore::Import(absl::string_view round_id,
                                 const std::vector<v1::ImportedScore>& scores, bool merge) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  if (!merge) RETURN_IF_ERROR(DeleteParts(*database, round_id, scores));
  sql::Statement insert(
      *database,
      "INSERT INTO imported_score(round_id, part, node, score, evidence, note) "
      "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(round_id, part, node) DO UPDATE SET "
      "score = excluded.score, evidence = excluded.evidence, note = excluded.note");
  for (const v1::ImportedScore& score : scores) {
    RETURN_IF_ERROR(insert.BindBlob(round_id)
                        .BindText(score.part())
                        .BindText(score.node())
                        .BindText(score.score())
                        .BindText(score.evidence())
                        .BindText(score.note())
                        .Run());
  }
  return transaction.Commit();
}

absl::StatusOr<std::vector<v1::ImportedScore>> ResultStore::Imported(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT part, node, score, evidence, note FROM imported_score "
                       "WHERE round_id = ? "
                       "ORDER BY part, node");
  query.BindBlob(round_id);
  std::vector<v1::ImportedScore> scores;
  while (query.Step()) {
    v1::ImportedScore& score = scores.emplace_back();
    score.set_part(query.Text(0));
    score.set_node(query.Text(1));
    score.set_score(query.Text(2));
    score.set_evidence(query.Text(3));
    score.set_note(query.Text(4));
  }
  RETURN_IF_ERROR(query.status());
  return scores;
}

absl::Status ResultStore::Cancel(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(
      sql::Statement(*database, "UPDATE round SET state = ? WHERE round_id = ? AND state <> ?")
          .Bind(v1::ROUND_STATE_CANCELLED)
          .BindBlob(round_id)
          .Bind(v1::ROUND_STATE_PUBLISHED)
          .Run());
  if (database->Changes() != 1) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round is published", crypto::ToHex(round_id));
  }
  RETURN_IF_ERROR(ForgetBoxes(*database, round_id));
  RETURN_IF_ERROR(ForgetCards(*database, round_id));
  RETURN_IF_ERROR(ForgetConduct(*database, round_id));
  RETURN_IF_ERROR(transaction.Commit());
  return database->Checkpoint();
}

}  // namespace sucharit
