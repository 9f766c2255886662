// SPDX-License-Identifier: Apache-2.0
#include "common/process/plain_locks.h"

#include "absl/synchronization/mutex.h"

namespace sucharit {

void UsePlainLocks() { absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore); }

}  // namespace sucharit
