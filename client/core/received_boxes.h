// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// Ids of boxes that the server has signed for, so that the tablet notices if one is gone. Kept by
// hash, without a time or an order, until the round is published or cancelled. Thread-safe.
class ReceivedBoxes {
 public:
  // `database` must outlive the object.
  explicit ReceivedBoxes(TabletDatabase& database) : database_(database) {}

  // All of a round, in random order.
  absl::StatusOr<std::vector<std::string>> Ids(absl::string_view round_id);

  // The round is over: nothing is asked about it any more. An alarm stays.
  absl::Status Forget(absl::string_view round_id);

  // Keeps the alarm that the server lacks so many boxes of the round. The largest number holds,
  // also when they turn up again: somebody has to say why.
  absl::Status RaiseAlarm(absl::string_view round_id, int64_t missing);

  // How many boxes were ever found missing, over all rounds. 0: no alarm.
  absl::StatusOr<int64_t> Missing();

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
