// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "common/time/clock.h"

namespace sucharit::testing {

// A clock that moves only when told to. Starts at 2024-03-01 12:00 in Thailand. Thread-safe.
class FakeClock : public Clock {
 public:
  absl::Time Now() const override { return absl::FromUnixSeconds(seconds_); }
  void Advance(absl::Duration duration) { seconds_ += absl::ToInt64Seconds(duration); }

 private:
  std::atomic<int64_t> seconds_{1709269200};
};

}  // namespace sucharit::testing
