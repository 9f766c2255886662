// SPDX-License-Identifier: Apache-2.0
#include "server/store/conduct_store.h"

#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::Status ConductStore::Keep(absl::string_view round_id, absl::string_view device_id,
                                const std::vector<v1::DayConduct>& days) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  sqlite::Statement replace(*database,
                            "INSERT OR REPLACE INTO day_conduct(round_id, questionnaire, "
                            "device_id, day, finished, abandoned, quick) VALUES(?, ?, ?, ?, ?, ?, "
                            "?)");
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
  sqlite::Statement query(
      *database,
      "SELECT IFNULL(SUM(finished), 0), IFNULL(SUM(abandoned), 0), IFNULL(SUM(quick), 0), "
      "COUNT(DISTINCT CASE WHEN finished > 0 THEN device_id END), IFNULL(MAX(finished), 0) "
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

absl::Status ForgetConduct(sqlite::Database& database, absl::string_view round_id) {
  return sqlite::Statement(database, "DELETE FROM day_conduct WHERE round_id = ?")
      .BindBlob(round_id)
      .Run();
}

}  // namespace sucharit
