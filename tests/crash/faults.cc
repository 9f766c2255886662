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
  read_only_ = fault == Fault::kReadOnly && at == 0;
  fault_ = fault;
  at_ = at;
  armed_ = true;
}

void Faults::Disarm() {
  armed_ = false;
  dead_ = false;
  read_only_ = false;
}

Fault Faults::Next() {
  if (!armed_) return Fault::kNone;
  if (dead_) return Fault::kPowerCut;
  if (++points_ != at_) return read_only_ ? Fault::kReadOnly : Fault::kNone;
  const Fault fault = fault_;
  if (fault == Fault::kKill) kill(getpid(), SIGKILL);
  if (fault == Fault::kPowerCut) dead_ = true;
  if (fault == Fault::kReadOnly) read_only_ = true;
  return fault;
}

}  // namespace sucharit::testing
