// SPDX-License-Identifier: Apache-2.0
#include "client/core/staff.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;

class StaffTest : public ::testing::Test {
 protected:
  // Must succeed.
  int64_t Add(const std::string& name, const std::string& pin) {
    const auto member = staff_.Add(name, pin);
    EXPECT_THAT(member, IsOk());
    return member.ok() ? member->staff_id : 0;
  }

  void FailTimes(int64_t staff_id, int times) {
    for (int i = 0; i < times; ++i) {
      EXPECT_THAT(staff_.CheckPin(staff_id, "0000"),
                  IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_PIN_WRONG));
    }
  }

  testing::TabletForTests tablet_;
  testing::FakeClock clock_;
  StaffStore staff_{tablet_.database(), clock_};
};

TEST_F(StaffTest, LetsEachPersonInWithTheirOwnPinOnly) {
  const int64_t malee = Add("มาลี", "4711");
  const int64_t somchai = Add("สมชาย", "08154");

  EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsOk());
  EXPECT_THAT(staff_.CheckPin(somchai, "08154"), IsOk());
  EXPECT_THAT(staff_.CheckPin(malee, "08154"),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_PIN_WRONG));
}

TEST_F(StaffTest, KnowsItsPeopleAfterARestart) {
  Add("สมชาย", "08154");
  const int64_t malee = Add("มาลี", "4711");

  tablet_.Reopen();

  StaffStore again(tablet_.database(), clock_);
  const std::vector<StaffMember> people = again.List().value();
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(people[0].name, "มาลี");
  EXPECT_THAT(again.CheckPin(malee, "4711"), IsOk());
}

TEST_F(StaffTest, KeepsNoPin) {
  Add("มาลี", "47110815");

  EXPECT_FALSE(tablet_.FolderHolds("47110815"));
}

TEST_F(StaffTest, RefusesWhatIsNoPinOrNoName) {
  Add("มาลี", "4711");

  for (const char* pin : {"", "123", "123456789", "12a4", "๑๒๓๔"}) {
    EXPECT_THAT(staff_.Add("สมชาย", pin),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_PIN_MALFORMED))
        << pin;
  }
  for (const std::string& name : {std::string(), std::string("  "), std::string("มาลี"),
                                  std::string(" มาลี "), std::string(257, 'x')}) {
    EXPECT_THAT(staff_.Add(name, "0815"),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_STAFF_NAME))
        << name;
  }
}

TEST_F(StaffTest, AsksToWaitAfterFiveWrongPinsEvenForTheRightOne) {
  const int64_t malee = Add("มาลี", "4711");

  FailTimes(malee, 5);

  EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsRefusedFor(v1::REASON_PIN_WAIT, "30"));
  clock_.Advance(absl::Seconds(30));
  EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsOk());
  FailTimes(malee, 1);
  EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsOk());
}

TEST_F(StaffTest, WaitsLongerEachTimeButNeverLongerThanAQuarterOfAnHour) {
  const int64_t malee = Add("มาลี", "4711");
  FailTimes(malee, 5);

  for (const char* wait : {"30", "60", "120", "240", "480", "900", "900"}) {
    EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsRefusedFor(v1::REASON_PIN_WAIT, wait));
    clock_.Advance(absl::Seconds(900));
    FailTimes(malee, 1);
  }
}

TEST_F(StaffTest, WaitsNoLongerBecauseTheClockWasSetBack) {
  const int64_t malee = Add("มาลี", "4711");
  FailTimes(malee, 5);

  clock_.Advance(absl::Hours(-24 * 365));

  EXPECT_THAT(staff_.CheckPin(malee, "4711"), IsRefusedFor(v1::REASON_PIN_WAIT, "900"));
}

TEST_F(StaffTest, OnesWrongPinsDontKeepOthersOut) {
  const int64_t malee = Add("มาลี", "4711");
  const int64_t somchai = Add("สมชาย", "0815");

  FailTimes(malee, 5);

  EXPECT_THAT(staff_.CheckPin(somchai, "0815"), IsOk());
}

TEST_F(StaffTest, ANewPinReplacesTheOldOne) {
  const int64_t malee = Add("มาลี", "4711");

  ASSERT_THAT(staff_.ChangePin(malee, "2567"), IsOk());

  EXPECT_THAT(staff_.CheckPin(malee, "2567"), IsOk());
  EXPECT_THAT(staff_.CheckPin(malee, "4711"),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_PIN_WRONG));
}

TEST_F(StaffTest, NeverRemovesTheLastOneNorGivesANumberTwice) {
  const int64_t malee = Add("มาลี", "4711");
  const int64_t somchai = Add("สมชาย", "0815");

  ASSERT_THAT(staff_.Remove(somchai), IsOk());

  EXPECT_THAT(staff_.Remove(malee),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_STAFF_UNKNOWN));
  EXPECT_THAT(staff_.CheckPin(somchai, "0815"),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_STAFF_UNKNOWN));
  EXPECT_GT(Add("วิชัย", "1234"), somchai);
}

}  // namespace
}  // namespace sucharit
