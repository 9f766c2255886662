// SPDX-License-Identifier: Apache-2.0
#include "server/store/conduct_store.h"

#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {

absl::Status ConductStore::Keep(absl::string_view round_id, absl::string_view device_id,
                                const std::vector<v1::DayConduct>& days) {
  auto database = database_.Lock();
  // The rows of one tablet, which reports to one server at a time.
  sql::Transaction transaction(*database, sql::Writers::kMany);
  RETURN_IF_ERROR(transaction.status());
  sql::Statement replace(*database,
                         "INSERT INTO day_conduct(round_id, questionnaire, device_id, day, "
                         "finished, abandoned, quick) VALUES(?, ?, ?, ?, ?, ?, ?) "
                         "ON CONFLICT(round_id, questionnaire, device_id, day) DO UPDATE SET "
                         "finished = excluded.finished, abandoned = excluded.abandoned, "
                         "quick = excluded.quick");
  for (const v1::DayConduct& day : days) {
    RETURN_IF_ERROR(replace.BindBlob(round_id)
                        .BindText(day.questionnaire())
                        .BindBlob(device_id)
                        .Bind(day.day())
                        .Bind(day.finished())
                        .Bind(day.abandoned())
                        .Bind(day.quick())
                        .Run());
  }
  return transaction.Commit();
}

absl::StatusOr<v1::Conduct> ConductStore::Sum(absl::string_view round_id,
                                              absl::string_view questionnaire) {
  auto database = database_.Lock();
  sql::Statement query(
      *database,
      "SELECT CAST(COALESCE(SUM(finished), 0) AS BIGINT), "
      "CAST(COALESCE(SUM(abandoned), 0) AS BIGINT), CAST(COALESCE(SUM(quick), 0) AS BIGINT), "
      "COUNT(DISTINCT CASE WHEN finished > 0 THEN device_id END), COALESCE(MAX(finished), 0) "
      "FROM day_conduct WHERE round_id = ? AND questionnaire = ?");
  query.BindBlob(round_id).BindText(questionnaire);
  v1::Conduct conduct;
  conduct.set_questionnaire(std::string(questionnaire));
  if (query.Step()) {
    conduct.set_finished(query.Int(0));
    conduct.set_abandoned(query.Int(1));
    conduct.set_quick(query.Int(2));
    conduct.set_tablets(query.Int(3));
    conduct.set_most_in_a_day(query.Int(4));
  }
  RETURN_IF_ERROR(query.status());
  return conduct;
}

absl::Status ForgetConduct(sql::Database& database, absl::string_view round_id) {
  return sql::Statement(database, "DELETE FROM day_conduct WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

}  // namespace sucharit
