// SPDX-License-Identifier: Apache-2.0
#include "client/core/received_boxes.h"

#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Numbers of backups jump to the next multiple when a backup is restored
// (server/store/backup_store.h).
constexpr int64_t kNumbersOfARestore = 1000;

absl::StatusOr<int64_t> CountBytes(sqlite::Database& database) {
  sqlite::Statement query(database, "SELECT COALESCE(SUM(LENGTH(box)), 0) FROM received");
  const int64_t bytes = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return bytes;
}

// Moves a box back to the outbox. Returns whether it was here.
absl::StatusOr<bool> Return(sqlite::Database& database, absl::string_view round_id,
                            const std::string& box_id) {
  RETURN_IF_ERROR(
      sqlite::Statement(database,
                        "INSERT OR IGNORE INTO outbox(box_id, round_id, questionnaire, key_id, "
                        "counting_id, refused, box) SELECT box_id, round_id, questionnaire, "
                        "key_id, counting_id, 0, box FROM received "
                        "WHERE round_id = ? AND box_id = ? AND LENGTH(box) > 0")
          .BindBlob(round_id)
          .BindBlob(box_id)
          .Run());
  if (database.Changes() == 0) return false;
  RETURN_IF_ERROR(
      sqlite::Statement(
          database,
          "UPDATE total SET stored = stored - (1 - received.late), late = total.late - "
          "received.late FROM received WHERE received.round_id = ? AND received.box_id = ? AND "
          "total.round_id = received.round_id AND total.questionnaire = received.questionnaire")
          .BindBlob(round_id)
          .BindBlob(box_id)
          .Run());
  RETURN_IF_ERROR(
      sqlite::Statement(database, "DELETE FROM received WHERE round_id = ? AND box_id = ?")
          .BindBlob(round_id)
          .BindBlob(box_id)
          .Run());
  return true;
}

absl::Status NoteWaiting(sqlite::Database& database, absl::string_view round_id, int32_t today) {
  return sqlite::Statement(database,
                           "INSERT OR IGNORE INTO waiting_since(round_id, day) VALUES(?, ?)")
      .BindBlob(round_id)
      .Bind(today)
      .Run();
}

// The number that a good backup has to pass before covered boxes may go; -1 if none is awaited.
absl::StatusOr<int64_t> Awaited(sqlite::Database& database, absl::string_view round_id) {
  sqlite::Statement query(database, "SELECT begun FROM awaited_backup WHERE round_id = ?");
  query.BindBlob(round_id);
  const int64_t begun = query.Step() ? query.Int(0) : -1;
  RETURN_IF_ERROR(query.status());
  return begun;
}

absl::Status RunFor(sqlite::Database& database, const char* sql, absl::string_view round_id) {
  return sqlite::Statement(database, sql).BindBlob(round_id).Run();
}

// What is here now is in every backup after `begun`.
absl::Status Await(sqlite::Database& database, absl::string_view round_id, int64_t begun) {
  RETURN_IF_ERROR(RunFor(
      database, "UPDATE received SET covered = 1 WHERE round_id = ? AND covered = 0", round_id));
  return sqlite::Statement(database, "INSERT OR REPLACE INTO awaited_backup VALUES(?, ?)")
      .BindBlob(round_id)
      .Bind(begun)
      .Run();
}

}  // namespace

absl::Status ReceivedBoxes::Add(sqlite::Database& database, const v1::PushResponsesRequest& batch,
                                const std::string& box, bool late, int64_t& room) {
  const bool fits = static_cast<int64_t>(box.size()) <= room;
  if (fits) room -= static_cast<int64_t>(box.size());
  return sqlite::Statement(database,
                           "INSERT OR IGNORE INTO received(round_id, box_id, questionnaire, "
                           "key_id, counting_id, late, covered, box) "
                           "VALUES(?, ?, ?, ?, ?, ?, 0, ?)")
      .BindBlob(batch.round_id())
      .BindBlob(BoxId(box))
      .BindText(batch.questionnaire())
      .BindBlob(batch.key_id())
      .BindBlob(batch.counting_digest())
      .Bind(late ? 1 : 0)
      .BindBlob(fits ? box : "")
      .Run();
}

absl::StatusOr<int64_t> ReceivedBoxes::RoomLeft(sqlite::Database& database) {
  ASSIGN_OR_RETURN(const int64_t bytes, CountBytes(database));
  return kMostReceivedBytes - bytes;
}

absl::StatusOr<int64_t> ReceivedBoxes::SendAgain(absl::string_view round_id,
                                                 const std::vector<std::string>& missing,
                                                 int32_t today) {
  if (missing.empty()) return 0;
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  int64_t lost = 0;
  for (const std::string& box_id : missing) {
    ASSIGN_OR_RETURN(const bool returned, Return(*database, round_id, box_id));
    if (!returned) ++lost;
  }
  if (lost < static_cast<int64_t>(missing.size())) {
    RETURN_IF_ERROR(NoteWaiting(*database, round_id, today));
  }
  RETURN_IF_ERROR(transaction.Commit());
  return lost;
}

absl::Status ReceivedBoxes::NoteBackups(absl::string_view round_id, const ServerBackups& backups) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(const int64_t awaited, Awaited(*database, round_id));
  // Numbers of another life of the server say nothing of this one's backups.
  const bool comparable = awaited / kNumbersOfARestore == backups.begun / kNumbersOfARestore;
  if (awaited >= 0 && comparable && backups.good <= awaited) return absl::OkStatus();
  if (awaited >= 0 && comparable) {
    RETURN_IF_ERROR(RunFor(
        *database, "UPDATE received SET box = x'' WHERE round_id = ? AND covered = 1", round_id));
  }
  RETURN_IF_ERROR(Await(*database, round_id, backups.begun));
  RETURN_IF_ERROR(transaction.Commit());
  return database->Checkpoint();
}

absl::StatusOr<int64_t> ReceivedBoxes::KeptBytes() {
  auto database = database_.Lock();
  return CountBytes(*database);
}

absl::StatusOr<std::vector<std::string>> ReceivedBoxes::Ids(absl::string_view round_id) {
  std::vector<std::string> ids;
  {
    auto database = database_.Lock();
    sqlite::Statement query(*database, "SELECT box_id FROM received WHERE round_id = ?");
    query.BindBlob(round_id);
    while (query.Step()) ids.push_back(query.Blob(0));
    RETURN_IF_ERROR(query.status());
  }
  crypto::Shuffle(ids);
  return ids;
}

absl::Status ReceivedBoxes::Forget(absl::string_view round_id) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(RunFor(*database, "DELETE FROM received WHERE round_id = ?", round_id));
  RETURN_IF_ERROR(RunFor(*database, "DELETE FROM awaited_backup WHERE round_id = ?", round_id));
  return transaction.Commit();
}

absl::Status ReceivedBoxes::RaiseAlarm(absl::string_view round_id, int64_t missing) {
  auto database = database_.Lock();
  return sqlite::Statement(*database,
                           "INSERT INTO missing_alarm(round_id, missing) VALUES(?, ?) "
                           "ON CONFLICT DO UPDATE SET missing = MAX(missing, excluded.missing)")
      .BindBlob(round_id)
      .Bind(missing)
      .Run();
}

absl::StatusOr<int64_t> ReceivedBoxes::Missing() {
  auto database = database_.Lock();
  sqlite::Statement query(*database, "SELECT COALESCE(SUM(missing), 0) FROM missing_alarm");
  const int64_t missing = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return missing;
}

}  // namespace sucharit
