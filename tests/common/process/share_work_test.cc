// SPDX-License-Identifier: Apache-2.0
#include "common/process/share_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace sucharit {
namespace {

using ::testing::Each;

TEST(ShareWorkTest, GivesEachNumberOnce) {
  for (const size_t count : {0U, 1U, 2U, 1000U}) {
    std::vector<int> calls(count);

    ShareWork(count, [&](size_t number) { ++calls[number]; });

    EXPECT_THAT(calls, Each(1));
  }
}

TEST(ShareWorkTest, GoesOnBesideACallThatTakesLong) {
  if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "there is one processor";
  constexpr size_t kCount = 100;
  std::mutex mutex;
  std::condition_variable done;
  size_t others = 0;

  // The first call ends only after all others.
  ShareWork(kCount, [&](size_t number) {
    std::unique_lock<std::mutex> lock(mutex);
    if (number == 0) {
      done.wait(lock, [&] { return others == kCount - 1; });
    } else {
      ++others;
      done.notify_one();
    }
  });

  EXPECT_EQ(others, kCount - 1);
}

}  // namespace
}  // namespace sucharit
