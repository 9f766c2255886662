// SPDX-License-Identifier: Apache-2.0
#include "common/time/clock.h"

#include "absl/time/clock.h"

namespace sucharit {
namespace {

const absl::TimeZone& Thailand() {
  static const absl::TimeZone kZone = absl::FixedTimeZone(7 * 60 * 60);
  return kZone;
}

}  // namespace

absl::Time SystemClock::Now() const { return absl::Now(); }

int32_t DayInThailand(absl::Time time) {
  return static_cast<int32_t>(absl::ToCivilDay(time, Thailand()) - absl::CivilDay(1970, 1, 1));
}

absl::Time StartOfDayInThailand(int32_t day) {
  return absl::FromCivil(absl::CivilDay(1970, 1, 1) + day, Thailand());
}

}  // namespace sucharit
