// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/comparison.h"

#include <gmock/gmock.h>

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Scores TwoItems() {
  v1::Scores scores;
  for (const char* id : {"I1", "I2"}) {
    v1::NodeScore* node = scores.add_nodes();
    node->set_level("item");
    node->set_node(id);
    node->set_exact("100/3");
    node->set_score("33.33");
  }
  return scores;
}

TEST(ComparisonTest, CountsWhatIsEqual) {
  const Comparison comparison = CompareScores(
      TwoItems(), {{"item", "I1", "100/3", "33.33", ""}, {"item", "I2", "100/3", "33.33", ""}});

  EXPECT_EQ(comparison.equal, 2u);
  EXPECT_THAT(comparison.different, IsEmpty());
  EXPECT_THAT(comparison.misprints, IsEmpty());
}

TEST(ComparisonTest, AFigureThatTheReportPrintedOtherwiseIsAMisprintNotADifference) {
  const Comparison comparison = CompareScores(
      TwoItems(),
      {{"item", "I1", "100/3", "33.33", "33.34"}, {"item", "I2", "100/3", "33.33", "33.33"}});

  EXPECT_EQ(comparison.equal, 2u);
  EXPECT_THAT(comparison.misprints, ElementsAre(ScoreKey("item", "I1")));
  EXPECT_EQ(comparison.printed.at({"item", "I1"}), "33.34");
}

TEST(ComparisonTest, AnotherExactScoreIsADifferenceThoughItRoundsAlike) {
  const Comparison comparison = CompareScores(
      TwoItems(), {{"item", "I1", "3333/100", "33.33", ""}, {"item", "I2", "100/3", "33.34", ""}});

  EXPECT_THAT(comparison.different, ElementsAre(ScoreKey("item", "I1"), ScoreKey("item", "I2")));
}

TEST(ComparisonTest, ANodeOnOneSideOnlyOrTwiceIsADifference) {
  const Comparison comparison = CompareScores(TwoItems(), {{"item", "I1", "100/3", "33.33", ""},
                                                           {"item", "I1", "100/3", "33.33", ""},
                                                           {"item", "I3", "100/3", "33.33", ""}});

  EXPECT_THAT(comparison.different,
              ElementsAre(ScoreKey("item", "I1"), ScoreKey("item", "I2"), ScoreKey("item", "I3")));
}

}  // namespace
}  // namespace sucharit
