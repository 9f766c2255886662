// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/rounds/rounds.h"
#include "server/store/plan_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// The plan of measures of each round: what the agency does about its results. Thread-safe.
class Plan {
 public:
  // Both must outlive the object.
  Plan(ServerDatabase& database, Rounds& rounds)
      : plan_(database), round_store_(database), rounds_(rounds) {}

  // See v1.AdminService.PutMeasures, RemoveMeasure and ListMeasures. The subject of
  // `REASON_MEASURE` begins with the place in the request if there are several: "measure 3: ends".
  absl::StatusOr<v1::PutMeasuresResponse> Put(const v1::PutMeasuresRequest& request);
  absl::Status Remove(absl::string_view round_id, int32_t number);
  absl::StatusOr<std::vector<v1::Measure>> List(absl::string_view round_id);

 private:
  PlanStore plan_;
  RoundStore round_store_;
  Rounds& rounds_;
};

}  // namespace sucharit
