// SPDX-License-Identifier: Apache-2.0
//
// The built-in definition of fiscal year 2567, against the facts that the project relies on.
#include <map>

#include "common/assessment/assessment.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;

class Ita2567Test : public ::testing::Test {
 protected:
  mpq_class FirstScore(const std::string& item) const {
    return assessment_.FindItem(item)->choices.front().score.value();
  }
  mpq_class LastScore(const std::string& item) const {
    return assessment_.FindItem(item)->choices.back().score.value();
  }

  const Assessment assessment_ = *LoadAssessment("ita-2567");
};

TEST_F(Ita2567Test, HasThreeInstrumentsWithTheirItems) {
  std::map<std::string, size_t> items;
  for (const Instrument& instrument : assessment_.instruments()) {
    items[instrument.id] = instrument.items.size();
  }

  EXPECT_EQ(items, (std::map<std::string, size_t>{{"IIT", 15}, {"EIT", 9}, {"OIT", 35}}));
  EXPECT_EQ(assessment_.items().size(), 59U);
  EXPECT_THAT(assessment_.Questionnaires(), ElementsAre("IIT", "EIT"));
}

TEST_F(Ita2567Test, HasTheWholeTree) {
  EXPECT_EQ(assessment_.indicators().size(), 10U);
  EXPECT_EQ(assessment_.sub_indicators().size(), 7U);
  EXPECT_EQ(assessment_.levels().size(), 5U);
  EXPECT_EQ(assessment_.definition().topics_size(), 7);
}

TEST_F(Ita2567Test, WeighsInstrumentsThreeThreeFour) {
  EXPECT_EQ(assessment_.FindInstrument("IIT")->weight, mpq_class(3, 10));
  EXPECT_EQ(assessment_.FindInstrument("EIT")->weight, mpq_class(3, 10));
  EXPECT_EQ(assessment_.FindInstrument("OIT")->weight, mpq_class(2, 5));
}

TEST_F(Ita2567Test, TakesHalfOfTheExternalScoreFromOutside) {
  const std::vector<Part>& parts = assessment_.FindInstrument("EIT")->parts;

  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].id, "EIT-1");
  EXPECT_FALSE(parts[0].imported);
  EXPECT_EQ(parts[1].id, "EIT-2");
  EXPECT_TRUE(parts[1].imported);
  EXPECT_EQ(parts[0].weight, mpq_class(1, 2));
}

TEST_F(Ita2567Test, ReversesTheRightItems) {
  std::vector<std::string> reversed;
  for (const Item& item : assessment_.items()) {
    if (item.reversed) reversed.push_back(item.id);
  }

  EXPECT_THAT(reversed, ElementsAre("I3", "I5", "I6", "I7", "I8", "I9", "I11", "E3"));
}

TEST_F(Ita2567Test, GivesTheLikeSoundingFirstChoicesOfI10AndI11OppositeScores) {
  EXPECT_EQ(FirstScore("I10"), 0);
  EXPECT_EQ(LastScore("I10"), 100);
  EXPECT_EQ(FirstScore("I11"), 100);
  EXPECT_EQ(LastScore("I11"), 0);
}

TEST_F(Ita2567Test, ScoresHavingMetBribesAndHavingUsedTheServiceOpposite) {
  EXPECT_EQ(LastScore("E3"), 0);
  EXPECT_EQ(LastScore("E9"), 100);
}

TEST_F(Ita2567Test, GivesEachAnswerSixLevelsOrTwoAndEachChecklistLineThree) {
  for (const Item& item : assessment_.items()) {
    const size_t expected = item.instrument == "OIT" ? 3U : item.choices.size() == 2 ? 2U : 6U;
    EXPECT_EQ(item.choices.size(), expected) << item.id;
  }
}

TEST_F(Ita2567Test, ProtectsGroupsOfFewerThanFiveAndKeepsNoRows) {
  EXPECT_EQ(assessment_.minimum_group(), 5);
  EXPECT_EQ(assessment_.definition().privacy().rows(), v1::ROWS_DROP);
}

TEST_F(Ita2567Test, AsksForThirtyOfFiftyFiveEmployees) {
  const Instrument& internal = *assessment_.FindInstrument("IIT");

  ASSERT_TRUE(internal.minimum_sample.has_value());
  EXPECT_EQ(MinimumSampleFor(*internal.minimum_sample, 55), 30);
}

TEST_F(Ita2567Test, PutsEachItemUnderATopic) {
  std::map<std::string, int> topics;
  for (const v1::Topic& topic : assessment_.definition().topics()) {
    for (const std::string& item : topic.items()) ++topics[item];
  }

  EXPECT_EQ(topics.size(), 59U);
  EXPECT_EQ(topics["O15"], 2);
  EXPECT_EQ(topics["O25"], 2);
}

}  // namespace
}  // namespace sucharit
