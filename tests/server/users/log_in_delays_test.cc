// SPDX-License-Identifier: Apache-2.0
#include "server/users/log_in_delays.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/fake_clock.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;

TEST(LogInDelaysTest, LetTwoWrongPasswordsPass) {
  const FakeClock clock;
  LogInDelays delays;

  delays.NoteWrong("somchai", clock.Now());
  delays.NoteWrong("somchai", clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), 0);
}

TEST(LogInDelaysTest, DoubleWithEachWrongPasswordUpToAQuarterOfAnHour) {
  FakeClock clock;
  LogInDelays delays;
  delays.NoteWrong("somchai", clock.Now());
  delays.NoteWrong("somchai", clock.Now());

  for (const int64_t expected : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900}) {
    delays.NoteWrong("somchai", clock.Now());

    EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), expected);
    clock.Advance(absl::Seconds(expected));
    EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), 0);
  }
}

TEST(LogInDelaysTest, AreOfOneNameAloneAndGoWithTheRightPassword) {
  const FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", clock.Now());

  EXPECT_GT(delays.SecondsToWait("somchai", clock.Now()), 0);
  EXPECT_EQ(delays.SecondsToWait("malee", clock.Now()), 0);
  delays.NoteRight("somchai");
  EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), 0);
}

TEST(LogInDelaysTest, LockNobodyOutWhenTheClockIsSetBackByYears) {
  FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", clock.Now());

  clock.Advance(absl::Hours(-24 * 365));

  EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), 0);
}

TEST(LogInDelaysTest, ForgetTheOldestOfVeryManyNames) {
  FakeClock clock;
  LogInDelays delays;
  for (int i = 0; i < 9; ++i) delays.NoteWrong("somchai", clock.Now());

  for (int i = 0; i < 4095; ++i) {
    clock.Advance(absl::Milliseconds(1000));
    delays.NoteWrong(absl::StrCat("name", i), clock.Now());
  }
  delays.NoteWrong("one more", clock.Now());

  EXPECT_EQ(delays.SecondsToWait("somchai", clock.Now()), 0);
}

}  // namespace
}  // namespace sucharit
