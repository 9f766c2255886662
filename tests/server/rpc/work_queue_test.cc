// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/work_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace sucharit {
namespace {

TEST(WorkQueueTest, DoesEverythingThatWasAddedBeforeItGoes) {
  std::atomic<int> done = 0;
  {
    WorkQueue queue(2);
    for (int i = 0; i < 1000; ++i) queue.Add([&done] { ++done; });
  }

  EXPECT_EQ(done, 1000);
}

TEST(WorkQueueTest, GoesOnWhileOneOfItsThreadsWaits) {
  std::promise<void> second_ran;
  WorkQueue queue(2);

  queue.Add([&second_ran] { second_ran.get_future().wait(); });
  queue.Add([&second_ran] { second_ran.set_value(); });
}

}  // namespace
}  // namespace sucharit
