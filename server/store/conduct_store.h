// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// How responses were taken: counts per questionnaire, tablet and day, never with a response. Kept
// until publication, which keeps sums. Thread-safe.
class ConductStore {
 public:
  // `database` must outlive the store.
  explicit ConductStore(ServerDatabase& database) : database_(database) {}

  // Keeps a tablet's days, in place of what it reported of the same days before, in one
  // transaction.
  absl::Status Keep(absl::string_view round_id, absl::string_view device_id,
                    const std::vector<v1::DayConduct>& days);

  // The sums over all tablets and days; of v1.Conduct `finished` to `most_in_a_day`.
  absl::StatusOr<v1::Conduct> Sum(absl::string_view round_id, absl::string_view questionnaire);

 private:
  ServerDatabase& database_;
};

// Forgets the days of a round, within a transaction of the caller's.
absl::Status ForgetConduct(sql::Database& database, absl::string_view round_id);

}  // namespace sucharit
