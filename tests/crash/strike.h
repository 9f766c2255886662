// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>

#include "absl/status/status.h"
#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"

namespace sucharit::testing {

// A fault, and what becomes of what wasn't synced when it is a power cut.
struct Strike {
  Fault fault = Fault::kNone;
  Unsynced unsynced = Unsynced::kDropped;
};

// All that need no process of their own.
inline constexpr Strike kStrikes[] = {{Fault::kPowerCut, Unsynced::kDropped},
                                      {Fault::kPowerCut, Unsynced::kSome},
                                      {Fault::kError},
                                      {Fault::kNoSpace},
                                      {Fault::kReadOnly}};

inline std::ostream& operator<<(std::ostream& out, const Strike& strike) {
  return out << "fault " << static_cast<int>(strike.fault) << "."
             << static_cast<int>(strike.unsynced);
}

struct Struck {
  absl::Status status;  // What the work came to.
  int64_t points = 0;   // That it passed.
};

// Does the work, with the fault at point `at` of it. When this returns the power is back.
Struck RunWith(const Strike& strike, int64_t at, const std::function<absl::Status()>& work);

}  // namespace sucharit::testing
