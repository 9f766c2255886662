// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_store.h"

#include <memory>
#include <string>

#include "common/status/status_macros.h"
#include "server/sql/statement.h"
#include "server/store/box_inserter.h"

namespace sucharit {

std::vector<BatchOutcome> BoxStore::Insert(const std::vector<BoxBatch>& batches) {
  auto database = database_.Lock();
  // What it reads of a round is locked, and a tablet that is revoked meanwhile may have been in
  // time.
  sql::Transaction transaction(*database, sql::Writers::kMany);
  absl::Status status = transaction.status();
  std::vector<BatchOutcome> outcomes;
  if (status.ok()) status = InserterFor(*database)->Insert(batches, outcomes);
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
