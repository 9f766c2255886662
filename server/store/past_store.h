// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Imported results of earlier years: one for each agency and fiscal year. Thread-safe.
class PastStore {
 public:
  // `database` must outlive the store.
  explicit PastStore(ServerDatabase& database) : database_(database) {}

  // Keeps or replaces the result of its definition's year. The agency exists.
  absl::Status Put(absl::string_view agency_code, const v1::PastResult& result);

  // NOT_FOUND `REASON_PAST_RESULT_UNKNOWN`.
  absl::Status Remove(absl::string_view agency_code, int32_t fiscal_year_be);

  // By year.
  absl::StatusOr<std::vector<v1::PastResult>> List(absl::string_view agency_code);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
