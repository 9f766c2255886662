// SPDX-License-Identifier: Apache-2.0
#include "server/users/log_in_delays.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/fake_clock.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;

constexpr char kHere[] = "192.0.2.7";
constexpr char kOffice[] = "198.51.100.1";

TEST(LogInDelaysTest, LetTwoWrongPasswordsPass) {
  const FakeClock clock;
  LogInDelays delays;

  delays.NoteWrong("somchai", kHere, clock.Now());
  delays.NoteWrong("somchai", kHere, clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
}

TEST(LogInDelaysTest, DoubleWithEachWrongPasswordUpToAQuarterOfAnHour) {
  FakeClock clock;
  LogInDelays delays;
  delays.NoteWrong("somchai", kHere, clock.Now());
  delays.NoteWrong("somchai", kHere, clock.Now());

  for (const int64_t expected : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}) {
    delays.NoteWrong("somchai", kHere, clock.Now());

    EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), expected);
    clock.Advance(absl::Seconds(expected));
    EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
  }
}

TEST(LogInDelaysTest, AreOfOneNameAloneAndGoWithTheRightPassword) {
  const FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", kHere, clock.Now());

  EXPECT_GT(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
  EXPECT_EQ(delays.SecondsToWait("malee", kHere, clock.Now()), 0);
  delays.NoteRight("somchai", kHere, clock.Now());
  EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
}

TEST(LogInDelaysTest, AreOfOneNetworkAlone) {
  const FakeClock clock;
  LogInDelays delays;

  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", kHere, clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", kOffice, clock.Now()), 0);
}

TEST(LogInDelaysTest, SlowDownManyNetworksThatShareTheGuessing) {
  const FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 29; ++i) delays.NoteWrong("somchai", absl::StrCat(i), clock.Now());
  ASSERT_EQ(delays.SecondsToWait("somchai", "a new one", clock.Now()), 0);

  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", absl::StrCat(100 + i), clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", "a new one", clock.Now()), 30);
  EXPECT_EQ(delays.SecondsToWait("malee", "a new one", clock.Now()), 0);
}

TEST(LogInDelaysTest, KeepNobodyOutOfWhereTheyHaveLoggedInBefore) {
  const FakeClock clock;
  LogInDelays delays;
  delays.NoteRight("somchai", kOffice, clock.Now());

  for (int i = 0; i < 1000; ++i) delays.NoteWrong("somchai", absl::StrCat(i), clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", kOffice, clock.Now()), 0);
  for (int i = 0; i < 4; ++i) delays.NoteWrong("somchai", kOffice, clock.Now());
  EXPECT_EQ(delays.SecondsToWait("somchai", kOffice, clock.Now()), 2);
}

TEST(LogInDelaysTest, ForgetByTheNextDayWhatManyNetworksGuessed) {
  FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 40; ++i) delays.NoteWrong("somchai", absl::StrCat(i), clock.Now());

  clock.Advance(absl::Hours(25));
  delays.NoteWrong("somchai", kHere, clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", kOffice, clock.Now()), 0);
}

TEST(LogInDelaysTest, LockNobodyOutWhenTheClockIsSetBackByYears) {
  FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", kHere, clock.Now());

  clock.Advance(absl::Hours(-24 * 365));

  EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
}

TEST(LogInDelaysTest, ForgetTheOldestOfVeryManyNames) {
  FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", kHere, clock.Now());

  for (int i = 0; i < 4095; ++i) {
    clock.Advance(absl::Milliseconds(1000));
    delays.NoteWrong(absl::StrCat("name", i), kHere, clock.Now());
  }
  delays.NoteWrong("one more", kHere, clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", kHere, clock.Now()), 0);
}

}  // namespace
}  // namespace sucharit
