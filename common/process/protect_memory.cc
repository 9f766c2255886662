// SPDX-License-Identifier: Apache-2.0
#include "common/process/protect_memory.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace sucharit {

bool ProtectMemory() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  rlimit locked{};
  if (getrlimit(RLIMIT_MEMLOCK, &locked) != 0 || locked.rlim_cur != RLIM_INFINITY) return false;
  // Pages are locked as they are touched, so that unused stacks cost nothing.
  return mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
}

}  // namespace sucharit
