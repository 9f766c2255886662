// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/rate_limiter.h"

#include <gtest/gtest.h>

#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;

class RateLimiterTest : public ::testing::Test {
 protected:
  // How many of `tries` calls pass.
  int Passed(absl::string_view caller, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; ++i) passed += limiter_.Take(caller).ok() ? 1 : 0;
    return passed;
  }

  FakeClock clock_;
  RateLimiter limiter_{{3, absl::Seconds(10)}, 2, clock_};
};

TEST_F(RateLimiterTest, LetsABurstPassAndSaysHowLongToWait) {
  EXPECT_EQ(Passed("a", 3), 3);
  EXPECT_THAT(limiter_.Take("a"), IsRefusedFor(v1::REASON_RATE_LIMIT, "10"));
}

TEST_F(RateLimiterTest, RefillsAsTimePasses) {
  Passed("a", 3);

  clock_.Advance(absl::Seconds(9));
  const int early = Passed("a", 1);
  clock_.Advance(absl::Seconds(1));
  const int later = Passed("a", 2);

  EXPECT_EQ(early, 0);
  EXPECT_EQ(later, 1);
}

TEST_F(RateLimiterTest, NeverHoldsMoreThanABurst) {
  clock_.Advance(absl::Hours(10));

  EXPECT_EQ(Passed("a", 10), 3);
}

TEST_F(RateLimiterTest, DoesNotLetOneCallerTakeFromAnother) {
  Passed("a", 10);

  EXPECT_EQ(Passed("b", 10), 3);
}

TEST_F(RateLimiterTest, GivesNothingForAClockThatIsSetBack) {
  Passed("a", 3);

  clock_.Advance(-absl::Hours(10));

  EXPECT_EQ(Passed("a", 1), 0);
}

TEST_F(RateLimiterTest, ForgetsTheCallerNotHeardOfForLongest) {
  Passed("a", 3);
  Passed("b", 3);
  Passed("a", 1);
  Passed("c", 1);

  EXPECT_EQ(Passed("a", 1), 0) << "heard of after b";
  EXPECT_EQ(Passed("b", 1), 1) << "forgotten";
}

}  // namespace
}  // namespace sucharit
