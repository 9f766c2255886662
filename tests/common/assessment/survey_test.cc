// SPDX-License-Identifier: Apache-2.0
//
// An agency's own survey: items of every kind, sections, segments and rules in one definition.
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;
using testing::SurveyAssessment;
using testing::SurveyDefinition;

TEST(SurveyTest, KeepsAllItemsInTheOrderAskedAndScoresSome) {
  ASSERT_THAT(Assessment::FromDefinition(SurveyDefinition()), IsOk());
  const Assessment survey = SurveyAssessment();

  EXPECT_THAT(survey.FindInstrument("Q")->items, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(survey.indicators()[0].items, ElementsAre(2, 3));
  EXPECT_EQ(survey.FindItem("SAT")->weight, mpq_class(1, 2));
}

TEST(SurveyTest, KnowsWhichItemsMayStayWithoutAScoredAnswer) {
  const Assessment survey = SurveyAssessment();
  std::vector<std::string> may;

  for (const Item& item : survey.items()) {
    if (item.may_stay_unanswered()) may.push_back(item.id);
  }

  EXPECT_THAT(may,
              ElementsAre("POINT", "AGE", "SAT", "CHANNEL", "VISITS", "WAIT", "WHY", "COMMENT"));
  EXPECT_TRUE(survey.FindItem("SAT")->is_scored());
  EXPECT_FALSE(survey.FindItem("AGE")->is_scored());
}

}  // namespace
}  // namespace sucharit
