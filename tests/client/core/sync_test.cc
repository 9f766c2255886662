// SPDX-License-Identifier: Apache-2.0
#include "client/core/sync.h"

#include <gtest/gtest.h>

#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsRefused;
using ::sucharit::testing::TabletForTests;

TEST(BackOffTest, DoublesFromOneSecondToFiveMinutes) {
  absl::Duration longest = absl::Seconds(1);
  for (int attempt = 1; attempt <= 30; ++attempt) {
    for (int draw = 0; draw < 50; ++draw) {
      const absl::Duration wait = BackOff(attempt);
      EXPECT_GE(wait, longest / 2) << attempt;
      EXPECT_LE(wait, longest) << attempt;
    }
    longest = std::min(longest * 2, absl::Minutes(5));
  }
}

TEST(BackOffTest, DiffersBetweenTablets) {
  absl::Duration least = absl::InfiniteDuration();
  absl::Duration most;
  for (int draw = 0; draw < 200; ++draw) {
    least = std::min(least, BackOff(20));
    most = std::max(most, BackOff(20));
  }

  EXPECT_GT(most - least, absl::Minutes(1));
}

TEST(IsPassingTest, TriesAgainWhenTheNetworkOrTheServerWasAway) {
  EXPECT_TRUE(IsPassing(absl::UnavailableError("")));
  EXPECT_TRUE(IsPassing(absl::DeadlineExceededError("")));
  EXPECT_TRUE(IsPassing(absl::ResourceExhaustedError("")));
}

TEST(IsPassingTest, DoesNotRepeatWhatCannotSucceed) {
  EXPECT_FALSE(IsPassing(absl::OkStatus()));
  EXPECT_FALSE(IsPassing(absl::UnauthenticatedError("")));
  EXPECT_FALSE(IsPassing(absl::DataLossError("")));
  EXPECT_FALSE(IsPassing(absl::InvalidArgumentError("")));
}

TEST(SynchronizeTest, RefusesATabletThatBelongsToNoServer) {
  TabletForTests tablet;
  SyncObserver nobody;

  EXPECT_THAT(Synchronize(tablet.database(), SyncOptions(), nobody),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEVICE_NOT_ENROLLED));
}

}  // namespace
}  // namespace sucharit
