// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/faults.h"

#include <signal.h>
#include <unistd.h>

namespace sucharit::testing {

Faults& Faults::Get() {
  static Faults faults;
  return faults;
}

void Faults::Arm(Fault fault, int64_t at) {
  points_ = 0;
  dead_ = false;
  fault_ = fault;
  at_ = at;
  armed_ = true;
}

void Faults::Disarm() {
  armed_ = false;
  dead_ = false;
}

Fault Faults::Next() {
  if (!armed_) return Fault::kNone;
  if (dead_) return Fault::kPowerCut;
  if (++points_ != at_) return Fault::kNone;
  const Fault fault = fault_;
  if (fault == Fault::kKill) kill(getpid(), SIGKILL);
  if (fault == Fault::kPowerCut) dead_ = true;
  return fault;
}

}  // namespace sucharit::testing
