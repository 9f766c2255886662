// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_store.h"

#include <optional>

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/response/sealed_content.h"
#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// How a box that comes now is kept: late ones are never opened, and of a round that is over nothing
// is kept.
struct Keeping {
  bool late = false;
  bool over = false;
};

// A tablet knows no other agency's rounds.
absl::StatusOr<Keeping> KeepingOf(sqlite::Database& database, const BoxBatch& batch) {
  const std::string& round_id = batch.round_id;
  sqlite::Statement query(database,
                          "SELECT state, counting FROM round WHERE round_id = ? AND (? = 1 OR "
                          "agency_code IN (SELECT agency_code FROM device WHERE device_id = ?))");
  query.BindBlob(round_id).Bind(batch.from_file ? 1 : 0).BindBlob(batch.device_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN, "no such round",
                   crypto::ToHex(round_id));
  }
  if (query.Int(0) == v1::ROUND_STATE_DRAFT) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round never opened", crypto::ToHex(round_id));
  }
  return Keeping{
      query.Int(0) > v1::ROUND_STATE_CLOSING || query.Int(1) != 0,
      query.Int(0) == v1::ROUND_STATE_PUBLISHED || query.Int(0) == v1::ROUND_STATE_CANCELLED};
}

absl::Status RequireActive(sqlite::Database& database, absl::string_view device_id) {
  sqlite::Statement query(database, "SELECT revoked FROM device WHERE device_id = ?");
  query.BindBlob(device_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found && query.Int(0) == 0) return absl::OkStatus();
  return Refused(absl::StatusCode::kUnauthenticated,
                 found ? v1::REASON_DEVICE_REVOKED : v1::REASON_DEVICE_NOT_ENROLLED,
                 "the tablet may not send");
}

// What the box is kept as, if it is.
absl::StatusOr<std::optional<v1::Outcome>> KeptAs(sqlite::Database& database, const BoxBatch& batch,
                                                  const StoredBox& box) {
  sqlite::Statement query(database,
                          "SELECT late FROM box "
                          "WHERE round_id = ? AND questionnaire = ? AND box_id = ?");
  query.BindBlob(batch.round_id).BindText(batch.questionnaire).BindBlob(box.box_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return std::nullopt;
  return query.Int(0) != 0 ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_STORED;
}

absl::StatusOr<v1::Outcome> InsertOne(sqlite::Database& database, const BoxBatch& batch,
                                      const StoredBox& box, const Keeping& keeping) {
  if (box.box.size() <= crypto::kSealOverhead || box.box.size() > kMaximumBoxSize) {
    return v1::OUTCOME_REFUSED;
  }
  if (keeping.over) return v1::OUTCOME_TOO_LATE;
  RETURN_IF_ERROR(sqlite::Statement(database,
                                    "INSERT OR IGNORE INTO box(round_id, questionnaire, box_id, "
                                    "late, reason, box) VALUES(?, ?, ?, ?, 0, ?)")
                      .BindBlob(batch.round_id)
                      .BindText(batch.questionnaire)
                      .BindBlob(box.box_id)
                      .Bind(keeping.late ? 1 : 0)
                      .BindBlob(box.box)
                      .Run());
  if (database.Changes() == 1) return keeping.late ? v1::OUTCOME_TOO_LATE : v1::OUTCOME_STORED;
  ASSIGN_OR_RETURN(const std::optional<v1::Outcome> kept, KeptAs(database, batch, box));
  if (!kept.has_value()) return absl::InternalError("a box was neither new nor there");
  return *kept;
}

BatchOutcome InsertBatch(sqlite::Database& database, const BoxBatch& batch) {
  if (!batch.from_file) RETURN_IF_ERROR(RequireActive(database, batch.device_id));
  ASSIGN_OR_RETURN(const Keeping keeping, KeepingOf(database, batch));
  std::vector<v1::Outcome> outcomes;
  for (const StoredBox& box : batch.boxes) {
    ASSIGN_OR_RETURN(outcomes.emplace_back(), InsertOne(database, batch, box, keeping));
  }
  return outcomes;
}

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
  sqlite::Transaction transaction(*database);
  absl::Status status = transaction.status();
  std::vector<BatchOutcome> outcomes;
  for (size_t i = 0; i < batches.size() && status.ok(); ++i) {
    outcomes.push_back(InsertBatch(*database, batches[i]));
    if (ConcernsAll(outcomes.back().status())) status = outcomes.back().status();
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
  sqlite::Statement query(*database,
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
    sqlite::Statement query(*database,
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
  sqlite::Statement query(*database,
                          "SELECT SUM(late = 0), SUM(late <> 0) FROM box "
                          "WHERE round_id = ?1 AND questionnaire = ?2 "
                          "UNION ALL SELECT in_time, late FROM box_total "
                          "WHERE round_id = ?1 AND questionnaire = ?2");
  query.BindBlob(round_id).BindText(questionnaire);
  Received received;
  while (query.Step()) {  // A sum of nothing is NULL, which reads as 0.
    received.in_time += query.Int(0);
    received.late += query.Int(1);
  }
  RETURN_IF_ERROR(query.status());
  return received;
}

}  // namespace sucharit
