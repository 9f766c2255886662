// SPDX-License-Identifier: Apache-2.0
#include "server/store/plan_store.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

struct PlanSize {
  int64_t measures = 0;
  int64_t highest_number = 0;
};

absl::StatusOr<PlanSize> SizeOf(sql::Database& database, absl::string_view round_id) {
  sql::Statement query(database,
                       "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM measure WHERE round_id = ?");
  query.BindBlob(round_id);
  PlanSize size;
  if (query.Step()) size = {query.Int(0), query.Int(1)};
  RETURN_IF_ERROR(query.status());
  return size;
}

}  // namespace

absl::StatusOr<std::vector<int32_t>> PlanStore::Put(absl::string_view round_id,
                                                    const std::vector<v1::Measure>& measures) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  ASSIGN_OR_RETURN(PlanSize size, SizeOf(*database, round_id));
  for (const v1::Measure& measure : measures) {
    size.highest_number = std::max(size.highest_number, int64_t{measure.number()});
  }
  std::vector<int32_t> numbers;
  sql::Statement put(*database,
                     "INSERT INTO measure(round_id, number, measure) VALUES(?, ?, ?) "
                     "ON CONFLICT(round_id, number) DO UPDATE SET measure = excluded.measure");
  for (v1::Measure measure : measures) {
    if (measure.number() == 0) measure.set_number(static_cast<int32_t>(++size.highest_number));
    numbers.push_back(measure.number());
    RETURN_IF_ERROR(
        put.BindBlob(round_id).Bind(measure.number()).BindBlob(measure.SerializeAsString()).Run());
  }
  ASSIGN_OR_RETURN(size, SizeOf(*database, round_id));
  if (size.measures > static_cast<int64_t>(kMostMeasures)) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE, "too many measures",
                   absl::StrCat(size.measures, " > ", kMostMeasures));
  }
  RETURN_IF_ERROR(transaction.Commit());
  return numbers;
}

absl::Status PlanStore::Remove(absl::string_view round_id, int32_t number) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(sql::Statement(*database, "DELETE FROM measure WHERE round_id = ? AND number = ?")
                      .BindBlob(round_id)
                      .Bind(number)
                      .Run());
  if (database->Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kNotFound, v1::REASON_MEASURE_UNKNOWN, "no such measure",
                 absl::StrCat(number));
}

absl::StatusOr<std::vector<v1::Measure>> PlanStore::List(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT measure FROM measure WHERE round_id = ? ORDER BY number");
  query.BindBlob(round_id);
  std::vector<v1::Measure> measures;
  while (query.Step()) {
    if (!measures.emplace_back().ParseFromString(query.Blob(0))) {
      return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                     "a measure is damaged");
    }
  }
  RETURN_IF_ERROR(query.status());
  return measures;
}

}  // namespace sucharit
