// SPDX-License-Identifier: Apache-2.0
//
// A tablet is answered on while another thread sends what waits and a third one shows the counts.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "client/core/received_boxes.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::TabletForTests;

constexpr int kResponses = 20;

TEST(TabletThreadsTest, CountsEachResponseOnceWhileItIsSentAndShown) {
  TabletForTests tablet;
  std::atomic<bool> sent{false};
  std::thread sending([&] {
    for (int received = 0; received < kResponses;) {
      const v1::PushResponsesRequest batch = tablet.Waiting();
      const std::vector<v1::Outcome> outcomes(static_cast<size_t>(batch.boxes_size()),
                                              v1::OUTCOME_STORED);
      EXPECT_THAT(Outbox(tablet.database()).Apply(batch, outcomes), IsOk());
      received += batch.boxes_size();
    }
    sent = true;
  });
  std::thread showing([&] {
    while (!sent) {
      const OutboxCounts counts = tablet.Counts();
      EXPECT_EQ(counts.finished, counts.waiting + counts.stored);
      EXPECT_THAT(Library(tablet.database()).Rounds(), IsOk());
      EXPECT_THAT(ReceivedBoxes(tablet.database()).KeptBytes(), IsOk());
    }
  });

  for (int i = 0; i < kResponses; ++i) tablet.FinishOne(static_cast<size_t>(i % 6));
  sending.join();
  showing.join();

  EXPECT_EQ(tablet.Counts().stored, kResponses);
  EXPECT_EQ(tablet.Counts().finished, kResponses);
}

}  // namespace
}  // namespace sucharit
