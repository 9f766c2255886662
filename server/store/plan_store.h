// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// A plan has at most so many measures.
inline constexpr size_t kMostMeasures = 500;

// The measures that follow from each round's results. Thread-safe.
class PlanStore {
 public:
  // `database` must outlive the store.
  explicit PlanStore(ServerDatabase& database) : database_(database) {}

  // Adds the measures whose number is 0 behind the highest number of the round, and replaces or
  // adds the others, in one transaction. Returns their numbers, in their order. INVALID_ARGUMENT
  // `REASON_MEASURE` if the plan would be longer than kMostMeasures.
  absl::StatusOr<std::vector<int32_t>> Put(absl::string_view round_id,
                                           const std::vector<v1::Measure>& measures);

  // NOT_FOUND `REASON_MEASURE_UNKNOWN`.
  absl::Status Remove(absl::string_view round_id, int32_t number);

  // By number.
  absl::StatusOr<std::vector<v1::Measure>> List(absl::string_view round_id);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
