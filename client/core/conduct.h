// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// On which questionnaire's and day's account a response goes. The day is that of its begin, in days
// since 1970-01-01 in Thailand.
struct ConductDay {
  std::string round_id;
  std::string questionnaire;
  int32_t day = 0;
};

// How responses were taken: counts for each questionnaire and day, never anything with a response.
// Thread-safe.
class Conduct {
 public:
  // `database` must outlive this.
  explicit Conduct(TabletDatabase& database) : database_(database) {}

  // Within the transaction that ends the response, so that no kill parts the two.
  static absl::Status AddFinished(sqlite::Database& database, const ConductDay& day, bool quick);
  static absl::Status AddAbandoned(sqlite::Database& database, const ConductDay& day);

  // Responses that were begun on that day and finished.
  absl::StatusOr<int64_t> Finished(const ConductDay& day);

  // All days of a round, by questionnaire and day, as the server wants to hear of them.
  absl::StatusOr<v1::ReportConductRequest> Report(absl::string_view round_id);

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
