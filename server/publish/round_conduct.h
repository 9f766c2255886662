// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "server/store/card_store.h"
#include "server/store/conduct_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// How a counted round was conducted, as it is published. Thread-safe.
class RoundConduct {
 public:
  // `database` must outlive the object.
  explicit RoundConduct(ServerDatabase& database)
      : cards_(database), conduct_(database), results_(database) {}

  // One for each questionnaire, in the definition's order.
  absl::StatusOr<std::vector<v1::Conduct>> Of(const RoundRecord& round,
                                              const Assessment& assessment);

 private:
  CardStore cards_;
  ConductStore conduct_;
  ResultStore results_;
};

}  // namespace sucharit
