// SPDX-License-Identifier: Apache-2.0
//
// Time comes in from outside, so that tests need no real clock.
#pragma once

#include <cstdint>

#include "absl/time/time.h"

namespace sucharit {

// Tells the time. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  // Wall time. May jump when somebody sets the machine's clock.
  virtual absl::Time Now() const = 0;
};

// The machine's clock.
class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
};

// The calendar day in Thailand (UTC+7, no daylight saving), in days since 1970-01-01.
int32_t DayInThailand(absl::Time time);

// The instant at which a day in Thailand begins.
absl::Time StartOfDayInThailand(int32_t day);

}  // namespace sucharit
