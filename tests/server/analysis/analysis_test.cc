// SPDX-License-Identifier: Apache-2.0
#include "server/analysis/analysis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <rapidcheck.h>

#include "absl/strings/str_cat.h"
#include "tests/server/analysis/years.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::Figure;
using ::testing::IsEmpty;
using testing::SmallDefinitionOf;
using testing::YearOf;

std::vector<std::string> Ids(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) ids.push_back(finding.item);
  return ids;
}

// The small definition's only topic has S1 and C1.
const Finding& S1Of(const Findings& findings) { return findings.topics.at(0).items.at(0); }
const Finding& C1Of(const Findings& findings) { return findings.topics.at(0).items.at(1); }

TEST(AnalysisTest, SortsByTheDefinitionsThresholds) {
  const auto group = [](const char* exact) {
    return S1Of(Analyze(YearOf(SmallDefinitionOf(2567), {{"item", "S1", exact}}), nullptr)).group;
  };

  EXPECT_EQ(group("80/1"), v1::ANALYSIS_GROUP_KEEP_UP);
  EXPECT_EQ(group("7999999/100000"), v1::ANALYSIS_GROUP_DEVELOP);  // Shown as 80.00.
  EXPECT_EQ(group("60/1"), v1::ANALYSIS_GROUP_DEVELOP);
  EXPECT_EQ(group("59/1"), v1::ANALYSIS_GROUP_SHORTCOMING);
}

TEST(AnalysisTest, NeverKeepsUpAnItemThatFellFromTheYearBefore) {
  const ScoredYear before = YearOf(SmallDefinitionOf(2566), {{"item", "S1", "2801/31"}});
  const ScoredYear now = YearOf(SmallDefinitionOf(2567), {{"item", "S1", "2800/31"}});

  const Findings findings = Analyze(now, &before);

  EXPECT_EQ(S1Of(findings).group, v1::ANALYSIS_GROUP_DEVELOP);
  EXPECT_THAT(Ids(findings.fallen), ElementsAre("S1"));
}

TEST(AnalysisTest, DoesNotCompareAnItemThatWasAskedOtherwiseTheYearBefore) {
  v1::Definition other = SmallDefinitionOf(2566);
  other.mutable_items(0)->mutable_choices(5)->mutable_label()->set_th("มากที่สุดจริง ๆ");
  const ScoredYear before = YearOf(other, {{"item", "S1", "100/1"}});
  const ScoredYear now = YearOf(SmallDefinitionOf(2567), {{"item", "S1", "90/1"}});

  const Findings findings = Analyze(now, &before);

  EXPECT_EQ(S1Of(findings).before, std::nullopt);
  EXPECT_EQ(S1Of(findings).group, v1::ANALYSIS_GROUP_KEEP_UP);
  EXPECT_THAT(findings.fallen, IsEmpty());
}

TEST(AnalysisTest, ComparesAnItemThatHadAnotherIdTheYearBefore) {
  v1::Definition other = SmallDefinitionOf(2566);
  other.mutable_items(0)->set_id("S9");
  other.mutable_topics(0)->set_items(0, "S9");
  other.mutable_analysis()->clear_advice();
  const ScoredYear before = YearOf(other, {{"item", "S9", "80/1"}});
  const ScoredYear now = YearOf(SmallDefinitionOf(2567), {{"item", "S1", "90/1"}});

  const Findings findings = Analyze(now, &before);

  EXPECT_EQ(S1Of(findings).before, mpq_class(80));
  EXPECT_THAT(Ids(findings.risen), ElementsAre("S1"));
}

TEST(AnalysisTest, PutsItemScoreAndAdviceIntoTheInstrumentsOwnSentence) {
  const ScoredYear now =
      YearOf(SmallDefinitionOf(2567), {{"item", "S1", "100/3"}, {"item", "C1", "50/1"}});

  const Findings findings = Analyze(now, nullptr);

  // What stands in braces in the advice isn't taken for a place of the template.
  EXPECT_EQ(S1Of(findings).sentence.en(),
            "mend S1: How good is the service? (33.33) Improve {score}.");
  EXPECT_EQ(S1Of(findings).sentence.th(), "mend S1: บริการดีเพียงใด (33.33) ปรับปรุง {score}");
  EXPECT_EQ(C1Of(findings).sentence.en().substr(0, 8), "check C1");
  EXPECT_EQ(C1Of(findings).sentence.en().back(), ')');  // No blank is left of missing advice.
}

TEST(AnalysisTest, SaysNothingOfAnItemWithoutAScore) {
  const Findings findings = Analyze(YearOf(SmallDefinitionOf(2567), {}), nullptr);

  EXPECT_EQ(S1Of(findings).score, std::nullopt);
  EXPECT_EQ(S1Of(findings).group, v1::ANALYSIS_GROUP_UNSPECIFIED);
  EXPECT_EQ(S1Of(findings).sentence.th(), "");
  EXPECT_THAT(findings.lowest, IsEmpty());
}

TEST(AnalysisTest, NamesTheLowestItemsLowestFirst) {
  const ScoredYear now =
      YearOf(SmallDefinitionOf(2567),
             {{"item", "S1", "70/1"}, {"item", "S2", "30/1"}, {"item", "C1", "50/1"}});

  const Findings findings = Analyze(now, nullptr);

  EXPECT_THAT(Ids(findings.lowest), ElementsAre("S2", "C1"));
}

TEST(AnalysisTest, SortsNothingIfTheDefinitionDoesNotSayHow) {
  v1::Definition definition = SmallDefinitionOf(2567);
  definition.clear_analysis();

  const Findings findings = Analyze(YearOf(definition, {{"item", "S1", "10/1"}}), nullptr);

  EXPECT_FALSE(findings.sorted);
  EXPECT_EQ(S1Of(findings).group, v1::ANALYSIS_GROUP_UNSPECIFIED);
  EXPECT_THAT(findings.lowest, IsEmpty());
}

TEST(AnalysisTest, TakesTheIndicatorsWhereTheDefinitionHasNoTopics) {
  v1::Definition definition = SmallDefinitionOf(2567);
  definition.clear_topics();

  const Findings findings = Analyze(YearOf(definition, {}), nullptr);

  ASSERT_EQ(findings.topics.size(), 2U);
  EXPECT_THAT(Ids(findings.topics[0].items), ElementsAre("S1", "S2"));
  EXPECT_THAT(Ids(findings.topics[1].items), ElementsAre("C1", "C2"));
  EXPECT_EQ(findings.topics[1].name.en(), "Indicator 2");
}

std::vector<Figure> RandomFigures() {
  std::vector<Figure> figures;
  for (const char* item : {"S1", "S2", "C1", "C2"}) {
    const int whole = *rc::gen::inRange(1, 50);
    const int share = *rc::gen::inRange(0, 100 * whole + 1);
    if (*rc::gen::inRange(0, 6) > 0) {
      figures.push_back({"item", item, absl::StrCat(share, "/", whole)});
    }
  }
  return figures;
}

TEST(AnalysisTest, KeepsUpNothingThatLostPointsWhateverTheScores) {
  EXPECT_TRUE(rc::check("kept up: at the minimum and not below the year before", [] {
    v1::Definition definition = SmallDefinitionOf(2567);
    definition.clear_topics();
    const int keep_up = *rc::gen::inRange(1, 101);
    definition.mutable_analysis()->set_keep_up_minimum(absl::StrCat(keep_up));
    definition.mutable_analysis()->set_develop_minimum(
        absl::StrCat(*rc::gen::inRange(0, keep_up + 1)));
    const ScoredYear before = YearOf(SmallDefinitionOf(2566), RandomFigures());
    const ScoredYear now = YearOf(definition, RandomFigures());

    for (const TopicFindings& topic : Analyze(now, &before).topics) {
      for (const Finding& finding : topic.items) {
        const mpq_class* score = now.Score("item", finding.item);
        const mpq_class* earlier = before.Score("item", finding.item);
        const bool lost =
            score == nullptr || *score < keep_up || (earlier != nullptr && *score < *earlier);
        RC_ASSERT((finding.group == v1::ANALYSIS_GROUP_KEEP_UP) == !lost);
      }
    }
  }));
}

TEST(ScoredYearTest, RefusesAFigureThatIsNoScore) {
  for (const char* exact : {"", "1", "1/0", "-1/2", "201/2", "1/2/3", "a/2", "0x1/2"}) {
    const v1::Definition definition = SmallDefinitionOf(2567);

    const auto year =
        ScoredYear::Make(definition, testing::ScoresOf(definition, {{"item", "S1", exact}}));

    EXPECT_THAT(year, testing::IsRefusedFor(v1::REASON_BUNDLE_MALFORMED, "item S1")) << exact;
  }
}

TEST(ScoredYearTest, RefusesScoresOfAnotherDefinition) {
  v1::Scores scores = testing::ScoresOf(SmallDefinitionOf(2567), {});
  v1::Definition other = SmallDefinitionOf(2567);
  other.mutable_items(0)->mutable_choices(1)->set_score("21");

  EXPECT_THAT(
      ScoredYear::Make(other, scores),
      testing::IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_MISMATCH));
}

}  // namespace
}  // namespace sucharit
