// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/round_text.h"

#include <gmock/gmock.h>

namespace sucharit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Round OpenRound() {
  v1::Round round;
  round.set_round_id(std::string(16, '\x11'));
  round.mutable_agency_name()->set_th("เทศบาล");
  round.mutable_agency_name()->set_en("Municipality");
  round.set_state(v1::ROUND_STATE_OPEN);
  round.add_unverified()->set_en("the minimum sample");
  v1::Totals* totals = round.add_totals();
  totals->set_questionnaire("IIT");
  totals->set_received(30);
  v1::Population* population = round.add_populations();
  population->set_questionnaire("IIT");
  population->set_size(31);
  return round;
}

TEST(RoundTextTest, ShowsWhatNobodyHasConfirmed) {
  EXPECT_THAT(RoundToText(OpenRound(), Language::kEnglish), HasSubstr("- the minimum sample"));
}

TEST(RoundTextTest, SaysThatFiguresOfAnOpenRoundAreRounded) {
  v1::Round round = OpenRound();

  EXPECT_THAT(RoundToText(round, Language::kEnglish), HasSubstr("rounded down"));
  round.set_state(v1::ROUND_STATE_CLOSED);
  EXPECT_THAT(RoundToText(round, Language::kEnglish), Not(HasSubstr("rounded down")));
}

TEST(RoundTextTest, NamesTheTabletsThatClosingWaitsFor) {
  v1::Round round = OpenRound();
  round.set_state(v1::ROUND_STATE_CLOSING);
  round.add_waiting_devices()->set_name("Counter 2");

  EXPECT_THAT(RoundToText(round, Language::kEnglish), HasSubstr("Counter 2"));
  EXPECT_EQ(RoundToJson(round)["waiting_devices"][0]["name"], "Counter 2");
}

TEST(RoundTextTest, AddsTotalsUp) {
  v1::Round round = OpenRound();
  v1::Totals* more = round.add_totals();
  more->set_questionnaire("EIT");
  more->set_received(70);

  EXPECT_THAT(TotalsToText(round.totals(), Language::kEnglish),
              HasSubstr("in all                100"));
}

}  // namespace
}  // namespace sucharit
