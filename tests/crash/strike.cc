// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/strike.h"

namespace sucharit::testing {

Struck RunWith(const Strike& strike, int64_t at, const std::function<absl::Status()>& work) {
  const FaultVfs vfs;
  Faults::Get().Arm(strike.fault, at);
  Struck struck;
  struck.status = work();
  struck.points = Faults::Get().points();
  if (strike.fault == Fault::kPowerCut) {
    FaultVfs::LoseUnsynced(strike.unsynced, static_cast<uint64_t>(at));
  }
  Faults::Get().Disarm();
  return struck;
}

}  // namespace sucharit::testing
