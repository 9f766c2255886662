// SPDX-License-Identifier: Apache-2.0
#include "client/core/outbox.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "client/core/conduct.h"
#include "client/core/received_boxes.h"
#include "common/crypto/random.h"
#include "common/response/receipt.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// What 32 kbit/s carries in sixteen seconds: less is sent twice after a cut, and each batch waits
// for its receipt. A sixteenth of what the server takes.
constexpr size_t kMostBytes = size_t{64} * 1024;

absl::Status CountFinished(sqlite::Database& database, const SealedResponse& response) {
  return sqlite::Statement(database,
                           "INSERT INTO total(round_id, questionnaire, finished, stored, late, "
                           "refused) VALUES(?, ?, 1, 0, 0, 0) "
                           "ON CONFLICT DO UPDATE SET finished = finished + 1")
      .BindBlob(response.round_id())
      .BindText(response.questionnaire())
      .Run();
}

absl::Status Insert(sqlite::Database& database, const SealedResponse& response) {
  return sqlite::Statement(database,
                           "INSERT INTO outbox(box_id, round_id, questionnaire, key_id, "
                           "counting_id, refused, box) VALUES(?, ?, ?, ?, ?, 0, ?)")
      .BindBlob(BoxId(response.box()))
      .BindBlob(response.round_id())
      .BindText(response.questionnaire())
      .BindBlob(response.key_id())
      .BindBlob(response.counting_id())
      .BindBlob(response.box())
      .Run();
}

absl::Status NoteCard(sqlite::Database& database, const SealedResponse& response) {
  if (response.card_hash().empty()) return absl::OkStatus();
  return sqlite::Statement(database,
                           "INSERT OR IGNORE INTO used_card(round_id, questionnaire, hash) "
                           "VALUES(?, ?, ?)")
      .BindBlob(response.round_id())
      .BindText(response.questionnaire())
      .BindBlob(response.card_hash())
      .Run();
}

absl::Status NoteWaiting(sqlite::Database& database, const SealedResponse& response) {
  return sqlite::Statement(database,
                           "INSERT OR IGNORE INTO waiting_since(round_id, day) VALUES(?, ?)")
      .BindBlob(response.round_id())
      .Bind(response.finished_day())
      .Run();
}

absl::Status ForgetDayIfNothingWaits(sqlite::Database& database, absl::string_view round_id) {
  return sqlite::Statement(database,
                           "DELETE FROM waiting_since WHERE round_id = ? AND round_id NOT IN "
                           "(SELECT round_id FROM outbox WHERE refused = 0)")
      .BindBlob(round_id)
      .Run();
}

// One of the groups that wait and aren't skipped, without boxes.
absl::StatusOr<std::optional<v1::PushResponsesRequest>> NextGroup(
    sqlite::Database& database, const std::vector<std::string>& skip) {
  sqlite::Statement query(database,
                          "SELECT round_id, questionnaire, key_id, counting_id FROM outbox "
                          "WHERE refused = 0 GROUP BY round_id, questionnaire, key_id, counting_id "
                          "ORDER BY round_id, questionnaire, key_id, counting_id");
  while (query.Step()) {
    v1::PushResponsesRequest group;
    group.set_round_id(query.Blob(0));
    group.set_questionnaire(query.Text(1));
    group.set_key_id(query.Blob(2));
    group.set_counting_digest(query.Blob(3));
    if (std::find(skip.begin(), skip.end(), Outbox::GroupOf(group)) == skip.end()) return group;
  }
  RETURN_IF_ERROR(query.status());
  return std::nullopt;
}

absl::Status Damaged() {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "a box isn't the one that its hash names", "outbox");
}

absl::Status CheckBoxes(sqlite::Database& database) {
  sqlite::Statement query(database, "SELECT box_id, box FROM outbox ORDER BY box_id");
  while (query.Step()) {
    if (BoxId(query.Blob(1)) != query.Blob(0)) return Damaged();
  }
  return query.status();
}

// finished = waiting + stored + late + refused.
absl::Status CheckSums(sqlite::Database& database) {
  sqlite::Statement query(database,
                          "SELECT 1 FROM total WHERE finished - stored - late != "
                          "(SELECT COUNT(*) FROM outbox WHERE outbox.round_id = total.round_id "
                          "AND outbox.questionnaire = total.questionnaire)");
  if (!query.Step()) return query.status();
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                 "finished isn't the sum of what became of it", "total");
}

// Up to `most` boxes of a group. One that the disk has changed is passed over: the server would
// take it for a response that nobody can open.
absl::StatusOr<std::vector<std::string>> BoxesOf(sqlite::Database& database,
                                                 const v1::PushResponsesRequest& group,
                                                 size_t most) {
  sqlite::Statement query(database,
                          "SELECT box_id, box FROM outbox WHERE refused = 0 AND round_id = ? AND "
                          "questionnaire = ? AND key_id = ? AND counting_id = ? ORDER BY box_id");
  query.BindBlob(group.round_id())
      .BindText(group.questionnaire())
      .BindBlob(group.key_id())
      .BindBlob(group.counting_digest());
  std::vector<std::string> boxes;
  size_t bytes = 0;
  while (boxes.size() < most && bytes < kMostBytes && query.Step()) {
    std::string box = query.Blob(1);
    if (BoxId(box) != query.Blob(0)) continue;
    bytes += box.size();
    boxes.push_back(std::move(box));
  }
  RETURN_IF_ERROR(query.status());
  return boxes;
}

// Which total an outcome adds to.
const char* CountSql(v1::Outcome outcome) {
  switch (outcome) {
    case v1::OUTCOME_STORED:
      return "UPDATE total SET stored = stored + ? WHERE round_id = ? AND questionnaire = ?";
    case v1::OUTCOME_TOO_LATE:
      return "UPDATE total SET late = late + ? WHERE round_id = ? AND questionnaire = ?";
    default:
      return "UPDATE total SET refused = refused + ? WHERE round_id = ? AND questionnaire = ?";
  }
}

// Only a box that still waits changes, so that applying a receipt twice counts once.
absl::Status ApplyOne(sqlite::Database& database, const v1::PushResponsesRequest& batch,
                      const std::string& box, v1::Outcome outcome, int64_t& room) {
  const char* sql = outcome == v1::OUTCOME_REFUSED
                        ? "UPDATE outbox SET refused = 1 WHERE box_id = ? AND refused = 0"
                        : "DELETE FROM outbox WHERE box_id = ? AND refused = 0";
  RETURN_IF_ERROR(sqlite::Statement(database, sql).BindBlob(BoxId(box)).Run());
  const int64_t changed = database.Changes();
  if (outcome != v1::OUTCOME_REFUSED && changed == 1) {
    RETURN_IF_ERROR(
        ReceivedBoxes::Add(database, batch, box, outcome == v1::OUTCOME_TOO_LATE, room));
  }
  return sqlite::Statement(database, CountSql(outcome))
      .Bind(changed)
      .BindBlob(batch.round_id())
      .BindText(batch.questionnaire())
      .Run();
}

}  // namespace

absl::Status Outbox::AddAndWipeDraft(const SealedResponse& response) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(Insert(*database, response));
  RETURN_IF_ERROR(CountFinished(*database, response));
  RETURN_IF_ERROR(NoteWaiting(*database, response));
  RETURN_IF_ERROR(Conduct::AddFinished(
      *database, {response.round_id(), response.questionnaire(), response.begun_day()},
      response.quick()));
  RETURN_IF_ERROR(NoteCard(*database, response));
  RETURN_IF_ERROR(database->Execute("DELETE FROM draft"));
  if (database->Changes() == 0) {
    // Finished already: a second press must not make a second response.
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "no response is in progress");
  }
  RETURN_IF_ERROR(transaction.Commit());
  // The response is safe. If the log can't be emptied now, the next finish empties it.
  database->Checkpoint().IgnoreError();
  return absl::OkStatus();
}

absl::StatusOr<v1::PushResponsesRequest> Outbox::NextBatch(size_t most,
                                                           const std::vector<std::string>& skip) {
  auto database = database_.Lock();
  std::vector<std::string> passed = skip;
  while (true) {
    ASSIGN_OR_RETURN(std::optional<v1::PushResponsesRequest> group, NextGroup(*database, passed));
    if (!group.has_value() && passed.size() == skip.size()) return v1::PushResponsesRequest();
    if (!group.has_value()) return Damaged();
    ASSIGN_OR_RETURN(std::vector<std::string> boxes, BoxesOf(*database, *group, most));
    crypto::Shuffle(boxes);
    for (std::string& box : boxes) group->add_boxes(std::move(box));
    if (!boxes.empty()) return *std::move(group);
    // Nothing but damaged ones, which keep no others from being sent.
    passed.push_back(GroupOf(*group));
  }
}

absl::Status Outbox::Check() {
  auto database = database_.Lock();
  RETURN_IF_ERROR(CheckBoxes(*database));
  return CheckSums(*database);
}

std::string Outbox::GroupOf(const v1::PushResponsesRequest& batch) {
  return absl::StrCat(batch.round_id(), batch.key_id(), batch.counting_digest(),
                      batch.questionnaire());
}

absl::Status Outbox::Apply(const v1::PushResponsesRequest& batch,
                           const std::vector<v1::Outcome>& outcomes) {
  if (outcomes.size() != static_cast<size_t>(batch.boxes_size())) {
    return absl::InvalidArgumentError("a batch needs one outcome for each box");
  }
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(int64_t room, ReceivedBoxes::RoomLeft(*database));
  for (int i = 0; i < batch.boxes_size(); ++i) {
    RETURN_IF_ERROR(
        ApplyOne(*database, batch, batch.boxes(i), outcomes[static_cast<size_t>(i)], room));
  }
  RETURN_IF_ERROR(ForgetDayIfNothingWaits(*database, batch.round_id()));
  RETURN_IF_ERROR(transaction.Commit());
  database->Checkpoint().IgnoreError();  // As above.
  return absl::OkStatus();
}

absl::StatusOr<std::vector<OutboxCounts>> Outbox::Counts() {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT round_id, questionnaire, finished, stored, late, refused "
                          "FROM total ORDER BY round_id, questionnaire");
  std::vector<OutboxCounts> counts;
  while (query.Step()) {
    OutboxCounts& count = counts.emplace_back();
    count.round_id = query.Blob(0);
    count.questionnaire = query.Text(1);
    count.finished = query.Int(2);
    count.stored = query.Int(3);
    count.late = query.Int(4);
    count.refused = query.Int(5);
    count.waiting = count.finished - count.stored - count.late - count.refused;
  }
  RETURN_IF_ERROR(query.status());
  return counts;
}

absl::StatusOr<int64_t> Outbox::Waiting(absl::string_view round_id) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT COUNT(*) FROM outbox "
                          "WHERE refused = 0 AND (? = 0 OR round_id = ?)");
  query.Bind(round_id.empty() ? 0 : 1).BindBlob(round_id);
  const int64_t waiting = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return waiting;
}

absl::StatusOr<std::optional<int32_t>> Outbox::OldestWaitingDay() {
  auto database = database_.Lock();
  sqlite::Statement query(*database, "SELECT day FROM waiting_since ORDER BY day LIMIT 1");
  std::optional<int32_t> day;
  if (query.Step()) day = static_cast<int32_t>(query.Int(0));
  RETURN_IF_ERROR(query.status());
  return day;
}

}  // namespace sucharit
