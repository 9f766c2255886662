// SPDX-License-Identifier: Apache-2.0
#include "common/process/plain_locks.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/synchronization/mutex.h"

namespace sucharit {
namespace {

// Locks two in one order, then in the other: whoever looks for deadlocks tells of it on stderr.
std::string ToldOfLocksInBothOrders() {
  absl::Mutex first;
  absl::Mutex second;
  testing::internal::CaptureStderr();
  for (int i = 0; i < 2; ++i) {
    absl::Mutex& outer = i == 0 ? first : second;
    absl::Mutex& inner = i == 0 ? second : first;
    const absl::MutexLock outer_lock(&outer);
    const absl::MutexLock inner_lock(&inner);
  }
  return testing::internal::GetCapturedStderr();
}

TEST(UsePlainLocksTest, EndsTheSearchForDeadlocksThatALibraryForDebuggingMakes) {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kReport);
  const std::string before = ToldOfLocksInBothOrders();

  UsePlainLocks();

  EXPECT_NE(before, "") << "Abseil is built without it: UsePlainLocks isn't needed any more";
  EXPECT_EQ(ToldOfLocksInBothOrders(), "");
}

}  // namespace
}  // namespace sucharit
