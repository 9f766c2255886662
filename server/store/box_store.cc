// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_store.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/box_inserter.h"

namespace sucharit {
namespace {

// How a box that comes now is kept: late ones are never opened, and of a round that is over nothing
// is kept.
struct Keeping {
  bool late = false;
  bool over = false;
};

// What a round's row says must stay true until the boxes are committed: where others write at the
// same time, whoever begins to count waits for them, and they for whoever does.
std::string FindRoundSql(const sql::Database& database) {
  return absl::StrCat(
      "SELECT state, counting FROM round WHERE round_id = ? AND (? = 1 OR "
      "agency_code IN (SELECT agency_code FROM device WHERE device_id = ?))",
      database.engine() == sql::Engine::kPostgres ? " FOR SHARE" : "");
}

// Takes batches within one transaction. Its statements are prepared once for all of them.
class Inserter {
 public:
  explicit Inserter(sql::Database& database)
      : find_device_(database, "SELECT revoked FROM device WHERE device_id = ?"),
        find_round_(database, FindRoundSql(database).c_str()),
        boxes_(InserterFor(database)) {}

  BatchOutcome Insert(const BoxBatch& batch) {
    if (!batch.from_file) RETURN_IF_ERROR(RequireActive(batch.device_id));
    ASSIGN_OR_RETURN(const Keeping keeping, KeepingOf(batch));
    std::vector<v1::Outcome> outcomes;
    if (!keeping.over) {
      RETURN_IF_ERROR(boxes_->Insert(batch, keeping.late, outcomes));
      return outcomes;
    }
    for (const StoredBox& box : batch.boxes) {
      outcomes.push_back(IsOfPossibleSize(box) ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_REFUSED);
    }
    return outcomes;
  }

 private:
  absl::Status RequireActive(absl::string_view device_id) {
    find_device_.Reset();
    find_device_.BindBlob(device_id);
    const bool found = find_device_.Step();
    RETURN_IF_ERROR(find_device_.status());
    if (found && find_device_.Int(0) == 0) return absl::OkStatus();
    return Refused(absl::StatusCode::kUnauthenticated,
                   found ? v1::REASON_DEVICE_REVOKED : v1::REASON_DEVICE_NOT_ENROLLED,
                   "the tablet may not send");
  }

  // A tablet knows no other agency's rounds.
  absl::StatusOr<Keeping> KeepingOf(const BoxBatch& batch) {
    const std::string& round_id = batch.round_id;
    find_round_.Reset();
    find_round_.BindBlob(round_id).Bind(batch.from_file ? 1 : 0).BindBlob(batch.device_id);
    const bool found = find_round_.Step();
    RETURN_IF_ERROR(find_round_.status());
    if (!found) {
      return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round",
                     crypto::ToHex(round_id));
    }
    const int64_t state = find_round_.Int(0);
    if (state == v1::ROUND_STATE_DRAFT) {
      return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                     "the round never opened", crypto::ToHex(round_id));
    }
    return Keeping{state > v1::ROUND_STATE_CLOSING || find_round_.Int(1) != 0,
                   state == v1::ROUND_STATE_PUBLISHED || state == v1::ROUND_STATE_CANCELLED};
  }

  sql::Statement find_device_;
  sql::Statement find_round_;
  const std::unique_ptr<BoxInserter> boxes_;
};

// A fault of the disk, not of the batch.
bool ConcernsAll(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kUnauthenticated:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::vector<BatchOutcome> BoxStore::Insert(const std::vector<BoxBatch>& batches) {
  auto database = database_.Lock();
  // What it reads of a round is locked, and a tablet that is revoked meanwhile may have been in
  // time.
  sql::Transaction transaction(*database, sql::Writers::kMany);
  absl::Status status = transaction.status();
  std::vector<BatchOutcome> outcomes;
  {
    Inserter inserter(*database);
    for (size_t i = 0; i < batches.size() && status.ok(); ++i) {
      outcomes.push_back(inserter.Insert(batches[i]));
      if (ConcernsAll(outcomes.back().status())) status = outcomes.back().status();
    }
  }
  if (status.ok()) status = transaction.Commit();
  if (status.ok()) return outcomes;
  return std::vector<BatchOutcome>(batches.size(), BatchOutcome(status));
}

absl::StatusOr<std::vector<StoredBox>> BoxStore::InTime(absl::string_view round_id,
                                                        absl::string_view questionnaire,
                                                        absl::string_view after_box_id,
                                                        int64_t most) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT box_id, box FROM box WHERE round_id = ? AND questionnaire = ? "
                       "AND box_id > ? AND late = 0 ORDER BY box_id LIMIT ?");
  query.BindBlob(round_id).BindText(questionnaire).BindBlob(after_box_id).Bind(most);
  std::vector<StoredBox> boxes;
  while (query.Step()) boxes.push_back({query.Blob(0), query.Blob(1)});
  RETURN_IF_ERROR(query.status());
  return boxes;
}

absl::StatusOr<std::vector<std::string>> BoxStore::Missing(
    absl::string_view round_id, const std::vector<std::string>& box_ids) {
  auto database = database_.Lock();
  std::vector<std::string> missing;
  for (const std::string& id : box_ids) {
    sql::Statement query(*database,
                         "SELECT 1 FROM population JOIN box USING (round_id, questionnaire) "
                         "WHERE round_id = ?1 AND box_id = ?2 "
                         "UNION ALL SELECT 1 FROM round WHERE round_id = ?1 AND state >= ?3");
    query.BindBlob(round_id).BindBlob(id).Bind(v1::ROUND_STATE_PUBLISHED);
    if (!query.Step()) missing.push_back(id);
    RETURN_IF_ERROR(query.status());
  }
  return missing;
}

absl::StatusOr<BoxStore::Received> BoxStore::Count(absl::string_view round_id,
                                                   absl::string_view questionnaire) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT COUNT(*) FILTER (WHERE late = 0), "
                       "COUNT(*) FILTER (WHERE late <> 0) FROM box "
                       "WHERE round_id = ?1 AND questionnaire = ?2 "
                       "UNION ALL SELECT in_time, late FROM box_total "
                       "WHERE round_id = ?1 AND questionnaire = ?2");
  query.BindBlob(round_id).BindText(questionnaire);
  Received received;
  while (query.Step()) {
    received.in_time += query.Int(0);
    received.late += query.Int(1);
  }
  RETURN_IF_ERROR(query.status());
  return received;
}

}  // namespace sucharit
