// SPDX-License-Identifier: Apache-2.0
#include "client/core/conduct.h"

#include "common/sqlite/statement.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status Add(sqlite::Database& database, const ConductDay& day, int finished, int abandoned,
                 int quick) {
  return sqlite::Statement(database,
                           "INSERT INTO conduct(round_id, questionnaire, day, finished, abandoned, "
                           "quick) VALUES(?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT DO UPDATE SET finished = finished + excluded.finished, "
                           "abandoned = abandoned + excluded.abandoned, "
                           "quick = quick + excluded.quick")
      .BindBlob(day.round_id)
      .BindText(day.questionnaire)
      .Bind(day.day)
      .Bind(finished)
      .Bind(abandoned)
      .Bind(quick)
      .Run();
}

}  // namespace

absl::Status Conduct::AddFinished(sqlite::Database& database, const ConductDay& day, bool quick) {
  return Add(database, day, 1, 0, quick ? 1 : 0);
}

absl::Status Conduct::AddAbandoned(sqlite::Database& database, const ConductDay& day) {
  return Add(database, day, 0, 1, 0);
}

absl::StatusOr<int64_t> Conduct::Finished(const ConductDay& day) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT finished FROM conduct "
                          "WHERE round_id = ? AND questionnaire = ? AND day = ?");
  query.BindBlob(day.round_id).BindText(day.questionnaire).Bind(day.day);
  const int64_t finished = query.Step() ? query.Int(0) : 0;
  RETURN_IF_ERROR(query.status());
  return finished;
}

absl::StatusOr<v1::ReportConductRequest> Conduct::Report(absl::string_view round_id) {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT questionnaire, day, finished, abandoned, quick FROM conduct "
                          "WHERE round_id = ? ORDER BY questionnaire, day");
  query.BindBlob(round_id);
  v1::ReportConductRequest report;
  report.set_round_id(std::string(round_id));
  while (query.Step()) {
    v1::DayConduct& day = *report.add_days();
    day.set_questionnaire(query.Text(0));
    day.set_day(static_cast<int32_t>(query.Int(1)));
    day.set_finished(static_cast<int32_t>(query.Int(2)));
    day.set_abandoned(static_cast<int32_t>(query.Int(3)));
    day.set_quick(static_cast<int32_t>(query.Int(4)));
  }
  RETURN_IF_ERROR(query.status());
  return report;
}

}  // namespace sucharit
