// SPDX-License-Identifier: Apache-2.0
#include "client/core/conduct.h"

#include <gmock/gmock.h>

#include "common/sqlite/statement.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SmallDefinition;
using ::sucharit::testing::TabletForTests;
using ::sucharit::testing::TestDay;

RoundForTests RoundWith(int minimum_seconds, int daily_cap) {
  v1::Definition definition = SmallDefinition();
  for (v1::Instrument& instrument : *definition.mutable_instruments()) {
    if (instrument.id() != "S") continue;
    instrument.mutable_collection()->set_minimum_seconds(minimum_seconds);
    instrument.mutable_collection()->set_daily_cap(daily_cap);
  }
  return RoundForTests(Assessment::FromDefinition(definition).value());
}

class ConductTest : public ::testing::Test {
 protected:
  ConductTest() : tablet_(RoundWith(60, 2)) {}

  void FinishOneAfter(absl::Duration taken) {
    const auto session = tablet_.Begin();
    ASSERT_THAT(session->Answer(0, 0), IsOk());
    ASSERT_THAT(session->Answer(1, 0), IsOk());
    tablet_.clock.Advance(taken);
    ASSERT_THAT(session->Finish(), IsOk());
  }

  auto BeginNow() {
    return FormSession::Begin(tablet_.database(), tablet_.clock, {tablet_.round.round_id(), "S"});
  }

  v1::ReportConductRequest Report() {
    return Conduct(tablet_.database()).Report(tablet_.round.round_id()).value();
  }

  TabletForTests tablet_;
};

TEST_F(ConductTest, CountsWhatWasFinishedQuickOrNotAndWhatWasAbandoned) {
  FinishOneAfter(absl::Seconds(59));
  FinishOneAfter(absl::Seconds(60));
  tablet_.clock.Advance(absl::Hours(24));
  ASSERT_THAT(tablet_.Begin()->Abandon(), IsOk());

  const v1::ReportConductRequest report = Report();

  EXPECT_EQ(report.round_id(), tablet_.round.round_id());
  ASSERT_EQ(report.days_size(), 2);
  EXPECT_EQ(report.days(0).questionnaire(), "S");
  EXPECT_EQ(report.days(0).day(), TestDay());
  EXPECT_EQ(report.days(0).finished(), 2);
  EXPECT_EQ(report.days(0).quick(), 1);
  EXPECT_EQ(report.days(0).abandoned(), 0);
  EXPECT_EQ(report.days(1).day(), TestDay() + 1);
  EXPECT_EQ(report.days(1).finished(), 0);
  EXPECT_EQ(report.days(1).abandoned(), 1);
}

TEST_F(ConductTest, CallsNothingQuickThatEndedBeforeItBegan) {
  FinishOneAfter(absl::Seconds(-10));

  EXPECT_EQ(Report().days(0).quick(), 0);
}

TEST_F(ConductTest, CountsAsAbandonedWhatARestartFoundTooLate) {
  ASSERT_THAT(BeginNow(), IsOk());
  tablet_.Reopen();
  tablet_.clock.Advance(absl::Hours(1));

  ASSERT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(true));

  EXPECT_EQ(Report().days(0).abandoned(), 1);
}

TEST_F(ConductTest, CountsAnAbandonedResponseOnce) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Abandon(), IsOk());

  ASSERT_THAT(session->Abandon(), IsOk());

  EXPECT_EQ(Report().days(0).abandoned(), 1);
}

TEST_F(ConductTest, BeginsNoMoreOnADayThanTheDefinitionAllows) {
  FinishOneAfter(absl::Seconds(60));
  ASSERT_THAT(tablet_.Begin()->Abandon(), IsOk());
  FinishOneAfter(absl::Seconds(60));

  EXPECT_THAT(BeginNow(), IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_DAILY_CAP));

  EXPECT_THAT(FormSession::HasDraft(tablet_.database()), IsOkAndHolds(false));
  tablet_.clock.Advance(absl::Hours(24));
  EXPECT_THAT(BeginNow(), IsOk());
}

TEST_F(ConductTest, ForgetsTheDaysOfARoundWithTheRound) {
  ASSERT_THAT(tablet_.Begin()->Abandon(), IsOk());

  ASSERT_THAT(Library(tablet_.database()).Keep(v1::ListRoundsResponse()), IsOk());

  EXPECT_EQ(Report().days_size(), 0);
}

TEST(ConductWithoutRulesTest, KnowsNoCapAndNothingQuick) {
  TabletForTests tablet;
  for (int i = 0; i < 5; ++i) tablet.FinishOne();

  const auto report = Conduct(tablet.database()).Report(tablet.round.round_id());

  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->days(0).finished(), 5);
  EXPECT_EQ(report->days(0).quick(), 0);
}

}  // namespace
}  // namespace sucharit
