// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/offers.h"

#include <gtest/gtest.h>

#include <string>

#include "common/crypto/sealed_box.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;

class OffersTest : public ::testing::Test {
 protected:
  OffersTest() { device_ = core_.devices.Find(core_.AddDevice("Counter 1")).value(); }

  v1::ListRoundsResponse Listed() { return offers_.List(device_).value(); }

  size_t WaitedFor(const RoundRecord& round) {
    return core_.devices.NotDone(round.round_id).value().size();
  }

  absl::Status Report(const RoundRecord& round, int waiting, int drafts, v1::RoundState known) {
    v1::ReportWaitingRequest report;
    report.set_round_id(round.round_id);
    report.set_waiting(waiting);
    report.set_drafts(drafts);
    report.set_known_state(known);
    return offers_.Report(device_, report);
  }

  FakeClock clock_;
  CoreForTests core_;
  Offers offers_{core_.database, core_.keys, clock_};
  DeviceRecord device_;
};

TEST_F(OffersTest, TellsATabletAllItNeedsOffline) {
  const RoundRecord round = core_.OpenRound();

  const v1::ListRoundsResponse listed = Listed();

  EXPECT_EQ(listed.server_unix(), absl::ToUnixSeconds(clock_.Now()));
  ASSERT_EQ(listed.rounds_size(), 1);
  const v1::RoundOffer& offer = listed.rounds(0);
  EXPECT_EQ(offer.round_id(), round.round_id);
  EXPECT_EQ(offer.state(), v1::ROUND_STATE_OPEN);
  EXPECT_EQ(offer.definition(), testing::SmallAssessment().bytes());
  ASSERT_EQ(offer.questionnaires_size(), 1);
  EXPECT_EQ(offer.questionnaires(0), "S");
  EXPECT_EQ(offer.sealing_key(), round.sealing_key);
  EXPECT_EQ(offer.key_id(), crypto::KeyId(round.sealing_key));
  EXPECT_EQ(offer.receipt_key(), round.receipt_key);
  EXPECT_EQ(offer.last_day(), round.last_day);
}

TEST_F(OffersTest, TellsNothingOfADraft) {
  ASSERT_THAT(core_.rounds.Create(testing::SmallRound()), IsOk());

  EXPECT_EQ(Listed().rounds_size(), 0);
}

TEST_F(OffersTest, TellsNothingOfAnotherAgencysRounds) {
  core_.OpenRound();
  v1::Agency other;
  other.set_code("other");
  other.mutable_name()->set_th("อื่น");
  other.mutable_name()->set_en("Other");
  ASSERT_THAT(core_.agencies.Create(other), IsOk());
  device_.agency_code = "other";

  EXPECT_EQ(Listed().rounds_size(), 0);
}

TEST_F(OffersTest, TellsOfAnEndedRoundForSixtyDays) {
  const RoundRecord round = core_.OpenRound();
  ASSERT_THAT(core_.Close(round), IsOk());
  const auto days_left = round.last_day - DayInThailand(clock_.Now());

  clock_.Advance(absl::Hours(24 * (days_left + 60)));
  EXPECT_EQ(Listed().rounds_size(), 1);
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(Listed().rounds_size(), 0);
}

TEST_F(OffersTest, NotesThatATabletKnowsAnOpenRound) {
  const RoundRecord round = core_.OpenRound();
  EXPECT_EQ(WaitedFor(round), 0U);

  Listed();

  EXPECT_EQ(WaitedFor(round), 1U);
}

TEST_F(OffersTest, WaitsForNoTabletThatFirstHeardOfTheRoundWhileItWasClosing) {
  const RoundRecord round = core_.OpenRound();
  ASSERT_THAT(core_.round_store.Move(round.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSING),
              IsOk());

  EXPECT_EQ(Listed().rounds(0).state(), v1::ROUND_STATE_CLOSING);

  EXPECT_EQ(WaitedFor(round), 0U);
}

TEST_F(OffersTest, BelievesThatNothingIsLeftOnlyFromATabletThatKnowsOfTheClosing) {
  const RoundRecord round = core_.OpenRound();
  Listed();

  ASSERT_THAT(Report(round, 0, 0, v1::ROUND_STATE_OPEN), IsOk());
  EXPECT_EQ(WaitedFor(round), 1U) << "it may begin another";
  ASSERT_THAT(Report(round, 1, 0, v1::ROUND_STATE_CLOSING), IsOk());
  EXPECT_EQ(WaitedFor(round), 1U) << "one waits";
  ASSERT_THAT(Report(round, 0, 1, v1::ROUND_STATE_CLOSING), IsOk());
  EXPECT_EQ(WaitedFor(round), 1U) << "one is in progress";
  ASSERT_THAT(Report(round, 0, 0, v1::ROUND_STATE_CLOSING), IsOk());
  EXPECT_EQ(WaitedFor(round), 0U);
  Listed();
  EXPECT_EQ(WaitedFor(round), 0U) << "asking again takes nothing back";
  ASSERT_THAT(Report(round, 2, 0, v1::ROUND_STATE_CLOSING), IsOk());
  EXPECT_EQ(WaitedFor(round), 1U) << "the last report holds";
}

TEST_F(OffersTest, RefusesAReportOnARoundThatIsNotThere) {
  RoundRecord unknown;
  unknown.round_id = testing::RoundId('z');

  EXPECT_THAT(Report(unknown, 0, 0, v1::ROUND_STATE_OPEN),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

}  // namespace
}  // namespace sucharit
