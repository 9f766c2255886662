// SPDX-License-Identifier: Apache-2.0
#include "server/publish/completeness.h"

#include <gmock/gmock.h>

#include "common/assessment/assessment.h"
#include "server/scoring/score_files.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::ImportedScore Score(const std::string& part, const std::string& node) {
  v1::ImportedScore score;
  score.set_part(part);
  score.set_node(node);
  score.set_score("50");
  return score;
}

class CompletenessTest : public ::testing::Test {
 protected:
  const Assessment small_ = testing::SmallAssessment();
  const Assessment ita_ = LoadAssessment("ita-2567").value();
  const std::vector<v1::ImportedScore> all_of_ita_ =
      ReadImportedScoresCsv(testing::TestData("bang-tabun-2567-imported-scores.csv")).value();
};

TEST_F(CompletenessTest, CountsTheIndicatorsOfAPartAndTheItemsOfAChecklist) {
  const auto parts = CompletenessOf(ita_, all_of_ita_);

  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].part, "EIT-2");
  EXPECT_EQ(parts[0].present, 3);
  EXPECT_EQ(parts[0].needed, 3);
  EXPECT_EQ(parts[1].part, "OIT");
  EXPECT_EQ(parts[1].present, 35);
  EXPECT_EQ(parts[1].needed, 35);
  EXPECT_THAT(parts[0].missing, IsEmpty());
  EXPECT_THAT(parts[1].missing, IsEmpty());
}

TEST_F(CompletenessTest, NamesEachItemThatIsMissing) {
  std::vector<v1::ImportedScore> scores;
  for (const v1::ImportedScore& score : all_of_ita_) {
    if (score.node() != "O10" && score.node() != "O19" && score.node() != "7") {
      scores.push_back(score);
    }
  }

  const auto parts = CompletenessOf(ita_, scores);

  EXPECT_EQ(parts[0].present, 2);
  EXPECT_THAT(parts[0].missing, ElementsAre("EIT-2 7"));
  EXPECT_EQ(parts[1].present, 33);
  EXPECT_THAT(parts[1].missing, ElementsAre("OIT O10", "OIT O19"));
}

TEST_F(CompletenessTest, NamesTheHighestNodeOfWhichNothingIsThere) {
  const auto parts = CompletenessOf(ita_, {});

  EXPECT_THAT(parts[0].missing, ElementsAre("EIT-2 6", "EIT-2 7", "EIT-2 8"));
  EXPECT_THAT(parts[1].missing, ElementsAre("OIT"));
  EXPECT_EQ(parts[1].present, 0);
}

TEST_F(CompletenessTest, TakesAHigherNodeForAllBelowIt) {
  const auto parts = CompletenessOf(small_, {Score("C", "2"), Score("S", "1")});

  EXPECT_EQ(parts[0].part, "S-2");
  EXPECT_EQ(parts[0].present, 1) << "the whole indicator is given";
  EXPECT_EQ(parts[1].present, 2);
  EXPECT_THAT(parts[1].missing, IsEmpty());
}

TEST_F(CompletenessTest, TakesAllItemsForTheNodeAboveThem) {
  const auto some = CompletenessOf(small_, {Score("S-2", "S1")});
  const auto all = CompletenessOf(small_, {Score("S-2", "S1"), Score("S-2", "S2")});

  EXPECT_EQ(some[0].present, 0);
  EXPECT_THAT(some[0].missing, ElementsAre("S-2 S2"));
  EXPECT_EQ(all[0].present, 1);
  EXPECT_THAT(all[0].missing, IsEmpty());
}

}  // namespace
}  // namespace sucharit
