// SPDX-License-Identifier: Apache-2.0
#include "server/store/past_store.h"

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {

absl::Status PastStore::Put(absl::string_view agency_code, const v1::PastResult& result) {
  auto database = database_.Lock();
  return sql::Statement(
             *database,
             "INSERT INTO past_result(agency_code, fiscal_year, result) VALUES(?, ?, ?) "
             "ON CONFLICT(agency_code, fiscal_year) DO UPDATE SET result = excluded.result")
      .BindText(agency_code)
      .Bind(result.definition().fiscal_year_be())
      .BindBlob(result.SerializeAsString())
      .Run();
}

absl::Status PastStore::Remove(absl::string_view agency_code, int32_t fiscal_year_be) {
  auto database = database_.Lock();
  RETURN_IF_ERROR(
      sql::Statement(*database, "DELETE FROM past_result WHERE agency_code = ? AND fiscal_year = ?")
          .BindText(agency_code)
          .Bind(fiscal_year_be)
          .Run());
  if (database->Changes() == 1) return absl::OkStatus();
  return Refused(absl::StatusCode::kNotFound, v1::REASON_PAST_RESULT_UNKNOWN,
                 "no result of that year", absl::StrCat(fiscal_year_be));
}

absl::StatusOr<std::vector<v1::PastResult>> PastStore::List(absl::string_view agency_code) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT result FROM past_result WHERE agency_code = ? ORDER BY fiscal_year");
  query.BindText(agency_code);
  std::vector<v1::PastResult> results;
  while (query.Step()) {
    if (!results.emplace_back().ParseFromString(query.Blob(0))) {
      return Refused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED,
                     "the result of an earlier year is damaged");
    }
  }
  RETURN_IF_ERROR(query.status());
  return results;
}

}  // namespace sucharit
