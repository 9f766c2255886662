// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_rounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int32_t kToday = 20000;

v1::Device Tablet(const std::string& name, bool revoked = false) {
  v1::Device device;
  device.set_name(name);
  device.set_revoked(revoked);
  return device;
}

// A round that began ten days ago and ends in ten, with a tablet, and 40 responses where 30 are
// needed.
ExaminedRound InState(v1::RoundState state) {
  ExaminedRound examined;
  examined.round.set_round_id(std::string(16, '\x5a'));
  examined.round.set_agency_code("bang-tabun");
  examined.round.set_definition_id("ita-2567");
  examined.round.set_state(state);
  examined.round.set_first_day(kToday - 10);
  examined.round.set_last_day(kToday + 10);
  v1::Population* least = examined.round.add_minimum_samples();
  least->set_questionnaire("EIT");
  least->set_size(30);
  v1::Totals* totals = examined.round.add_totals();
  totals->set_questionnaire("EIT");
  totals->set_received(40);
  examined.devices = {Tablet("Counter 1")};
  return examined;
}

std::vector<std::string> IdsOf(const ExaminedRound& examined) {
  std::vector<std::string> ids;
  for (const Diagnosis& finding : ExamineRounds({examined}, kToday)) ids.emplace_back(finding.id);
  return ids;
}

TEST(ExamineRoundsTest, IsContentWithAnOpenRoundThatFills) {
  EXPECT_THAT(IdsOf(InState(v1::ROUND_STATE_OPEN)), ElementsAre("rounds"));
}

TEST(ExamineRoundsTest, IsContentWithoutRounds) {
  EXPECT_EQ(WorstOf(ExamineRounds({}, kToday)), Condition::kWell);
}

TEST(ExamineRoundsTest, SaysThatADraftShouldBeOpen) {
  EXPECT_THAT(IdsOf(InState(v1::ROUND_STATE_DRAFT)), ElementsAre("round-not-open"));
}

TEST(ExamineRoundsTest, LeavesADraftOfTheFutureAlone) {
  ExaminedRound draft = InState(v1::ROUND_STATE_DRAFT);
  draft.round.set_first_day(kToday + 1);

  EXPECT_THAT(IdsOf(draft), ElementsAre("rounds"));
}

TEST(ExamineRoundsTest, SaysThatARoundIsOver) {
  ExaminedRound open = InState(v1::ROUND_STATE_OPEN);
  open.round.set_last_day(kToday - 1);

  EXPECT_THAT(IdsOf(open), ElementsAre("round-over"));
}

TEST(ExamineRoundsTest, LeavesARoundOpenOnItsLastDay) {
  ExaminedRound open = InState(v1::ROUND_STATE_OPEN);
  open.round.set_last_day(kToday);

  EXPECT_THAT(IdsOf(open), ElementsAre("rounds"));
}

TEST(ExamineRoundsTest, SaysThatARevokedTabletIsNone) {
  ExaminedRound open = InState(v1::ROUND_STATE_OPEN);
  open.devices = {Tablet("Counter 1", true)};

  EXPECT_THAT(IdsOf(open), ElementsAre("round-without-tablet"));
}

TEST(ExamineRoundsTest, WarnsOfTooFewResponsesThreeDaysBeforeTheEnd) {
  ExaminedRound open = InState(v1::ROUND_STATE_OPEN);
  open.round.mutable_totals(0)->set_received(20);

  open.round.set_last_day(kToday + 4);
  const std::vector<std::string> early = IdsOf(open);
  open.round.set_last_day(kToday + 3);
  const Diagnoses late = ExamineRounds({open}, kToday);

  EXPECT_THAT(early, ElementsAre("rounds"));
  ASSERT_EQ(late.size(), 1U);
  EXPECT_STREQ(late[0].id, "round-short");
  EXPECT_THAT(late[0].subject, HasSubstr("EIT: 20/30"));
}

TEST(ExamineRoundsTest, NamesTheTabletsThatClosingWaitsFor) {
  ExaminedRound closing = InState(v1::ROUND_STATE_CLOSING);
  *closing.round.add_waiting_devices() = Tablet("Counter 1");
  *closing.round.add_waiting_devices() = Tablet("Counter 2");

  const Diagnoses findings = ExamineRounds({closing}, kToday);

  ASSERT_EQ(findings.size(), 1U);
  EXPECT_STREQ(findings[0].id, "round-waits");
  EXPECT_THAT(findings[0].subject, HasSubstr("Counter 1, Counter 2"));
}

TEST(ExamineRoundsTest, SaysThatClosingCanEnd) {
  EXPECT_THAT(IdsOf(InState(v1::ROUND_STATE_CLOSING)), ElementsAre("round-closing"));
}

TEST(ExamineRoundsTest, RemindsOfPublishing) {
  EXPECT_THAT(IdsOf(InState(v1::ROUND_STATE_CLOSED)), ElementsAre("round-unpublished"));
}

TEST(ExamineRoundsTest, DoesNotAskToPublishARehearsal) {
  ExaminedRound closed = InState(v1::ROUND_STATE_CLOSED);
  closed.round.set_rehearsal(true);

  EXPECT_THAT(IdsOf(closed), ElementsAre("rounds"));
}

TEST(ExamineRoundsTest, HasAWordInBothLanguagesForEverything) {
  for (const v1::RoundState state : {v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_OPEN,
                                     v1::ROUND_STATE_CLOSING, v1::ROUND_STATE_CLOSED}) {
    for (const Diagnosis& finding : ExamineRounds({InState(state)}, kToday)) {
      EXPECT_STRNE(finding.about.th, "");
      EXPECT_STRNE(finding.about.en, "");
      EXPECT_EQ(finding.advice.th[0] == '\0', finding.advice.en[0] == '\0');
    }
  }
}

}  // namespace
}  // namespace sucharit
