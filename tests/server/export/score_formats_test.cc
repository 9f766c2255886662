// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/export/definition_text.h"
#include "server/export/display_width.h"
#include "server/export/message_json.h"
#include "server/export/score_csv.h"
#include "server/export/score_text.h"
#include "server/scoring/scoring.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class ScoreFormatsTest : public ::testing::Test {
 protected:
  ScoreFormatsTest() : assessment_(*LoadAssessment("ita-2567")) {
    std::vector<v1::ImportedScore> imported;
    for (const Indicator& indicator : assessment_.indicators()) {
      v1::ImportedScore& score = imported.emplace_back();
      score.set_part(indicator.instrument);
      score.set_node(indicator.id);
      score.set_score("260/3");
    }
    scores_ = *ComputeScores(assessment_, {}, imported);
  }

  Assessment assessment_;
  v1::Scores scores_;
};

TEST_F(ScoreFormatsTest, CsvHasOneRowANode) {
  const std::string csv = ScoresToCsv(scores_);

  EXPECT_THAT(csv, ::testing::StartsWith("level,node,exact,score\nindicator,1,260/3,86.67\n"));
  EXPECT_THAT(csv, EndsWith("\noverall,ITA,260/3,86.67\n"));
}

TEST_F(ScoreFormatsTest, JsonIsTheMessageWithTheProtosNames) {
  const std::string json = MessageToJson(scores_);

  v1::Scores read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &read).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read, scores_));
  EXPECT_THAT(json, HasSubstr("\"definition_digest\""));
  EXPECT_EQ(json, MessageToJson(read));
}

TEST_F(ScoreFormatsTest, TextEndsWithTheOverallScoreAndTheLevelInTheLanguageAskedFor) {
  EXPECT_THAT(ScoresToText(assessment_, scores_, Language::kThai),
              ContainsRegex("ITA .*86\\.67\nระดับ +ผ่านดี\n$"));
  EXPECT_THAT(ScoresToText(assessment_, scores_, Language::kEnglish),
              ContainsRegex("ITA .*86\\.67\nLevel +[A-Z].*\n$"));
}

TEST_F(ScoreFormatsTest, ScoresStandInOneColumnWhateverTheMarks) {
  for (const Language language : {Language::kThai, Language::kEnglish}) {
    const std::string text = ScoresToText(assessment_, scores_, language);

    for (const std::string& line : std::vector<std::string>(absl::StrSplit(text, '\n'))) {
      const size_t score = line.find("86.67");
      if (score == std::string::npos) continue;
      EXPECT_EQ(DisplayWidth(line.substr(0, score)), 78u) << line;
    }
  }
}

TEST_F(ScoreFormatsTest, MarksWhatTheReportPrintedOtherwise) {
  const Comparison beside = CompareScores(scores_, {{"indicator", "9", "260/3", "86.67", "86.66"}});

  const std::string text = ScoresToText(assessment_, scores_, Language::kEnglish, &beside);

  EXPECT_THAT(text, ContainsRegex("Open data +imported +86\\.67 +86\\.66 ≠\n"));
  EXPECT_THAT(text, ContainsRegex("Overall ITA score +86\\.67 +- ≠\n"));
  EXPECT_THAT(text, EndsWith("Equal: 1 scores; different: 13; the report misprints 1: "
                             "indicator 9\n"));
}

TEST_F(ScoreFormatsTest, DefinitionTextBeginsWithWhatNobodyHasConfirmed) {
  const std::string text = DefinitionToText(assessment_, Language::kThai);

  EXPECT_LT(text.find(assessment_.definition().unverified(0).th()), text.find("\nIIT "));
  EXPECT_THAT(text, HasSubstr("I10"));
  EXPECT_THAT(text, Not(HasSubstr("Indicator")));
}

TEST(DefinitionTextTest, ShowsEveryKindOfItemWithItsRules) {
  const Assessment survey = testing::SurveyAssessment();

  const std::string text = DefinitionToText(survey, Language::kEnglish);

  for (const Item& item : survey.items()) EXPECT_THAT(text, HasSubstr(item.text.en())) << item.id;
  EXPECT_THAT(text, HasSubstr("several choices, at most 2"));
  EXPECT_THAT(text, HasSubstr("a number, 0.0–600.5 minutes"));
  EXPECT_THAT(text, HasSubstr("asked if ${SAT} = 'low' or ${WAIT} > 30.5"));
  EXPECT_THAT(text, HasSubstr("must fulfil . <= 120 or ${VISITS} > 1"));
  EXPECT_THAT(text, HasSubstr("answered by staff"));
  EXPECT_THAT(text, HasSubstr("Service point (POINT)"));
}

}  // namespace
}  // namespace sucharit
