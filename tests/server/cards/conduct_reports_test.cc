// SPDX-License-Identifier: Apache-2.0
#include "server/cards/conduct.h"

#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::CoreForTests;
using testing::IsOk;
using testing::IsRefused;
using testing::Required;

v1::DayConduct Day(int32_t day, int32_t finished, int32_t abandoned, int32_t quick) {
  v1::DayConduct conduct;
  conduct.set_questionnaire("S");
  conduct.set_day(day);
  conduct.set_finished(finished);
  conduct.set_abandoned(abandoned);
  conduct.set_quick(quick);
  return conduct;
}

class ConductReportsTest : public ::testing::Test {
 protected:
  absl::Status Report(const std::string& tablet, const std::vector<v1::DayConduct>& days) {
    const DeviceRecord device = Required(core_.devices.FindActive(tablet));
    v1::ReportConductRequest request;
    request.set_round_id(round_.round_id);
    *request.mutable_days() = {days.begin(), days.end()};
    return ConductReports(core_.database).Take(device, request);
  }

  v1::Conduct Sum() { return Required(ConductStore(core_.database).Sum(round_.round_id, "S")); }

  CoreForTests core_;
  const RoundRecord round_ = core_.OpenRound();
  const std::string first_ = core_.AddDevice("first");
  const std::string second_ = core_.AddDevice("second");
};

TEST_F(ConductReportsTest, AreAddedUpOverTabletsAndDays) {
  ASSERT_THAT(Report(first_, {Day(20000, 5, 1, 2), Day(20001, 9, 0, 0)}), IsOk());
  ASSERT_THAT(Report(second_, {Day(20000, 4, 2, 0)}), IsOk());

  EXPECT_EQ(Sum().finished(), 18);
  EXPECT_EQ(Sum().abandoned(), 3);
  EXPECT_EQ(Sum().quick(), 2);
  EXPECT_EQ(Sum().tablets(), 2);
  EXPECT_EQ(Sum().most_in_a_day(), 9);
}

TEST_F(ConductReportsTest, ReplaceWhatTheTabletSaidOfADayBefore) {
  ASSERT_THAT(Report(first_, {Day(20000, 5, 1, 2)}), IsOk());
  ASSERT_THAT(Report(first_, {Day(20000, 6, 1, 2)}), IsOk());

  EXPECT_EQ(Sum().finished(), 6);
}

TEST_F(ConductReportsTest, CountATabletOnlyIfAResponseWasFinishedOnIt) {
  ASSERT_THAT(Report(first_, {Day(20000, 0, 3, 0)}), IsOk());

  EXPECT_EQ(Sum().tablets(), 0);
  EXPECT_EQ(Sum().abandoned(), 3);
}

TEST_F(ConductReportsTest, AreRefusedIfTheyCannotBe) {
  const auto is_refused = IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT);
  v1::DayConduct other = Day(20000, 1, 0, 0);
  other.set_questionnaire("C");

  EXPECT_THAT(Report(first_, {Day(20000, -1, 0, 0)}), is_refused);
  EXPECT_THAT(Report(first_, {Day(20000, 1, -1, 0)}), is_refused);
  EXPECT_THAT(Report(first_, {Day(20000, 1, 0, 2)}), is_refused);
  EXPECT_THAT(Report(first_, {Day(0, 1, 0, 0)}), is_refused);
  EXPECT_THAT(Report(first_, {Day(20000, 1 << 30, 0, 0)}), is_refused);
  EXPECT_THAT(Report(first_, {other}), is_refused);
  EXPECT_EQ(Sum().finished(), 0);
}

TEST_F(ConductReportsTest, AreOfTheTabletsOwnAgency) {
  DeviceRecord stranger = Required(core_.devices.FindActive(first_));
  stranger.agency_code = "elsewhere";
  v1::ReportConductRequest request;
  request.set_round_id(round_.round_id);

  EXPECT_THAT(ConductReports(core_.database).Take(stranger, request),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

}  // namespace
}  // namespace sucharit
