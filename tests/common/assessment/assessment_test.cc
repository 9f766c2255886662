// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/assessment.h"

#include <google/protobuf/text_format.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;
using testing::SmallAssessment;
using testing::SmallDefinition;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

std::string Text(const v1::Definition& definition) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(definition, &text);
  return text;
}

TEST(AssessmentTest, ReadsTheTreeOfADefinition) {
  const Assessment assessment = SmallAssessment();

  const Instrument& survey = *assessment.FindInstrument("S");
  EXPECT_TRUE(survey.is_survey);
  EXPECT_THAT(survey.indicators, ElementsAre(0));
  EXPECT_THAT(survey.items, ElementsAre(0, 1));
  EXPECT_THAT(assessment.indicators()[0].items, ElementsAre(0, 1));
  EXPECT_THAT(assessment.indicators()[1].items, ElementsAre());
  EXPECT_THAT(assessment.indicators()[1].sub_indicators, ElementsAre(0));
  EXPECT_THAT(assessment.sub_indicators()[0].items, ElementsAre(2, 3));
  EXPECT_EQ(assessment.minimum_group(), 3);
}

TEST(AssessmentTest, GivesEqualSharesWhereAGroupHasNoWeights) {
  const Assessment assessment = SmallAssessment();

  EXPECT_EQ(assessment.FindItem("S1")->weight, mpq_class(1, 2));
  EXPECT_EQ(assessment.FindItem("C2")->weight, mpq_class(1, 2));
  EXPECT_EQ(assessment.sub_indicators()[0].weight, 1);
  EXPECT_EQ(assessment.indicators()[0].weight, 1);
}

TEST(AssessmentTest, TakesTheWeightsThatAreGiven) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->set_weight("1/3");
  definition.mutable_items(1)->set_weight("2/3");
  definition.mutable_instruments(0)->set_weight("0.3");
  definition.mutable_instruments(1)->set_weight("0.70");

  const auto assessment = Assessment::FromDefinition(definition);

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->FindItem("S2")->weight, mpq_class(2, 3));
  EXPECT_EQ(assessment->instruments()[1].weight, mpq_class(7, 10));
}

TEST(AssessmentTest, GivesAnItemTheChoicesOfItsScale) {
  const Assessment assessment = SmallAssessment();

  const Item& item = *assessment.FindItem("C1");
  ASSERT_EQ(item.choices.size(), 3U);
  EXPECT_EQ(item.choices[1].id, "some");
  EXPECT_EQ(item.choices[1].score.value(), 50);
}

TEST(AssessmentTest, AcceptsScoresThatNeighboursShare) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->mutable_choices(1)->set_score("0");

  EXPECT_THAT(Assessment::FromDefinition(definition), IsOk());
}

TEST(AssessmentTest, AcceptsTwoChoicesInEitherDirection) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(1)->set_reversed(false);

  EXPECT_THAT(Assessment::FromDefinition(definition), IsOk());
}

TEST(AssessmentTest, FindsNothingByAnUnknownId) {
  const Assessment assessment = SmallAssessment();

  EXPECT_EQ(assessment.FindItem("S9"), nullptr);
  EXPECT_EQ(assessment.FindInstrument("T"), nullptr);
  EXPECT_EQ(assessment.InstrumentPosition("C"), 1U);
}

TEST(AssessmentTest, ListsOnlySurveysAsQuestionnaires) {
  EXPECT_THAT(SmallAssessment().Questionnaires(), ElementsAre("S"));
}

TEST(AssessmentDigestTest, ALabelChangesOnlyTheDefinitionDigest) {
  const Assessment before = SmallAssessment();
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->mutable_choices(2)->mutable_label()->set_en("A little");

  const auto after = Assessment::FromDefinition(definition);

  ASSERT_THAT(after, IsOk());
  EXPECT_NE(after->definition_digest(), before.definition_digest());
  EXPECT_EQ(after->counting_digest(), before.counting_digest());
}

TEST(AssessmentDigestTest, NoWordingCounts) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_title()->set_en("Renamed");
  definition.mutable_overall_name()->set_en("Renamed");
  definition.mutable_instruments(0)->mutable_name()->set_en("Renamed");
  definition.mutable_instruments(0)->mutable_parts(0)->mutable_name()->set_en("Renamed");
  definition.mutable_instruments(0)->mutable_eligibility()->set_en("Renamed");
  definition.mutable_instruments(0)->mutable_introduction()->mutable_why()->set_en("Renamed");
  *definition.mutable_instruments(1)->mutable_introduction() =
      definition.instruments(0).introduction();
  definition.mutable_indicators(0)->mutable_name()->set_en("Renamed");
  definition.mutable_sub_indicators(0)->mutable_name()->set_en("Renamed");
  definition.mutable_scales(0)->mutable_choices(0)->mutable_label()->set_en("Renamed");
  definition.mutable_items(0)->mutable_text()->set_en("Renamed");
  definition.mutable_levels(0)->mutable_name()->set_en("Renamed");
  definition.clear_topics();
  definition.clear_unverified();

  const auto after = Assessment::FromDefinition(definition);

  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->counting_digest(), SmallAssessment().counting_digest());
}

TEST(AssessmentDigestTest, HowResponsesAreTakenInDoesNotCount) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_instruments(0)->mutable_collection()->set_daily_cap(40);

  const auto after = Assessment::FromDefinition(definition);

  ASSERT_THAT(after, IsOk());
  EXPECT_NE(after->definition_digest(), SmallAssessment().definition_digest());
  EXPECT_EQ(after->counting_digest(), SmallAssessment().counting_digest());
}

TEST(AssessmentTest, SaysHowASurveysResponsesAreTakenIn) {
  v1::Definition definition = SmallDefinition();
  v1::Collection* collection = definition.mutable_instruments(0)->mutable_collection();
  collection->set_receipts(v1::RECEIPT_RULE_OFFLINE_KEY);
  collection->set_minimum_seconds(60);
  collection->set_daily_cap(40);

  const auto assessment = Assessment::FromDefinition(definition);

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->instruments()[0].collection.receipts, v1::RECEIPT_RULE_OFFLINE_KEY);
  EXPECT_EQ(assessment->instruments()[0].collection.minimum_seconds, 60);
  EXPECT_EQ(assessment->instruments()[0].collection.daily_cap, 40);
}

TEST(AssessmentTest, ShowsReceiptsAndSetsNoLimitsWhereTheDefinitionSaysNothing) {
  const Assessment assessment = SmallAssessment();

  EXPECT_EQ(assessment.instruments()[0].collection.receipts, v1::RECEIPT_RULE_SHOWN);
  EXPECT_EQ(assessment.instruments()[0].collection.minimum_seconds, 0);
  EXPECT_EQ(assessment.instruments()[0].collection.daily_cap, 0);
}

TEST(AssessmentDigestTest, AScoreChangesBothDigests) {
  const Assessment before = SmallAssessment();
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->mutable_choices(2)->set_score("45");

  const auto after = Assessment::FromDefinition(definition);

  ASSERT_THAT(after, IsOk());
  EXPECT_NE(after->definition_digest(), before.definition_digest());
  EXPECT_NE(after->counting_digest(), before.counting_digest());
}

TEST(AssessmentDigestTest, StructureAndThresholdsCount) {
  const std::string before = SmallAssessment().counting_digest();
  v1::Definition other_group = SmallDefinition();
  other_group.mutable_privacy()->set_minimum_group(4);
  v1::Definition other_level = SmallDefinition();
  other_level.mutable_levels(0)->set_instrument_minimum("79");
  v1::Definition other_order = SmallDefinition();
  other_order.mutable_items()->SwapElements(0, 1);

  EXPECT_NE(Assessment::FromDefinition(other_group)->counting_digest(), before);
  EXPECT_NE(Assessment::FromDefinition(other_level)->counting_digest(), before);
  EXPECT_NE(Assessment::FromDefinition(other_order)->counting_digest(), before);
}

TEST(AssessmentDigestTest, ResponsesCarryTheBeginningOfTheCountingDigest) {
  const Assessment assessment = SmallAssessment();

  EXPECT_EQ(assessment.definition_digest().size(), 32U);
  EXPECT_EQ(assessment.counting_digest().size(), 32U);
  EXPECT_EQ(assessment.counting_id(), assessment.counting_digest().substr(0, 16));
}

TEST(AssessmentTextTest, ReadsTheTextOfADefinition) {
  const auto assessment = Assessment::FromText(Text(SmallDefinition()));

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->definition_digest(), SmallAssessment().definition_digest());
}

TEST(AssessmentTextTest, NamesLineAndColumnOfASyntaxError) {
  EXPECT_THAT(Assessment::FromText("id: \"small\"\ntitle { th: }\n"),
              IsRefusedFor(v1::REASON_DEFINITION_MALFORMED, "line 2, column 13"));
}

TEST(AssessmentTextTest, NamesLineAndColumnOfAnUnknownField) {
  const auto refused = Assessment::FromText("id: \"small\"\nmotto: \"x\"\n");

  EXPECT_THAT(refused, IsRefusedFor(v1::REASON_DEFINITION_MALFORMED, HasSubstr("line 2, column ")));
}

TEST(AssessmentTextTest, PrintsNothing) {
  ::testing::internal::CaptureStderr();

  Assessment::FromText("nonsense {").IgnoreError();
  Assessment::FromText("id: \"\\377\"").IgnoreError();
  Assessment::FromBytes("\x0a\x01\xff").IgnoreError();

  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(AssessmentTextTest, RefusesTextThatIsNotUtf8) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_title()->set_en("\xff");

  EXPECT_THAT(Assessment::FromText(Text(definition)),
              IsRefused(kInvalid, v1::REASON_DEFINITION_MALFORMED));
}

TEST(AssessmentTextTest, RefusesMoreThanFourMebibytes) {
  const std::string text(4 * 1024 * 1024 + 1, ' ');

  EXPECT_THAT(Assessment::FromText(text), IsRefused(kInvalid, v1::REASON_DEFINITION_TOO_LARGE));
}

TEST(AssessmentTextTest, RefusesDeepNestingWithoutFollowingIt) {
  std::string text;
  for (int i = 0; i < 500000; ++i) text += "title{";

  EXPECT_THAT(Assessment::FromText(text), IsRefused(kInvalid, v1::REASON_DEFINITION_MALFORMED));
}

TEST(AssessmentBytesTest, KeepsTheBytesItWasGiven) {
  // A repeated single field is legal and not how this program would write it.
  const std::string bytes = absl::StrCat(SmallAssessment().bytes(), "\x0a\x05small");

  const auto assessment = Assessment::FromBytes(bytes);

  ASSERT_THAT(assessment, IsOk());
  EXPECT_EQ(assessment->bytes(), bytes);
  EXPECT_NE(assessment->definition_digest(), SmallAssessment().definition_digest());
}

TEST(AssessmentBytesTest, RefusesWhatIsNoSerializedDefinition) {
  EXPECT_THAT(Assessment::FromBytes("\xff\xff\xff"),
              IsRefused(kInvalid, v1::REASON_DEFINITION_MALFORMED));
  EXPECT_THAT(Assessment::FromBytes(SmallAssessment().bytes().substr(0, 100)),
              IsRefused(kInvalid, v1::REASON_DEFINITION_MALFORMED));
}

TEST(AssessmentBytesTest, RefusesAnUnknownField) {
  const std::string bytes = absl::StrCat(SmallAssessment().bytes(), "\xf8\x07\x01");

  EXPECT_THAT(Assessment::FromBytes(bytes),
              IsRefusedFor(v1::REASON_DEFINITION_MALFORMED, "Definition"));
}

TEST(AssessmentBytesTest, RefusesAnUnknownFieldDeepInside) {
  v1::Definition definition = SmallDefinition();
  v1::Text* label = definition.mutable_items(1)->mutable_choices(0)->mutable_label();
  label->GetReflection()->MutableUnknownFields(label)->AddVarint(99, 1);

  EXPECT_THAT(Assessment::FromBytes(definition.SerializeAsString()),
              IsRefusedFor(v1::REASON_DEFINITION_MALFORMED, "Text"));
}

TEST(MinimumSampleTest, FollowsTheRule) {
  v1::MinimumSample rule;
  rule.set_percent(10);
  rule.set_least(30);
  rule.set_large_above(4000);
  rule.set_large_least(400);

  EXPECT_EQ(MinimumSampleFor(rule, 0), 0);
  EXPECT_EQ(MinimumSampleFor(rule, 29), 29);
  EXPECT_EQ(MinimumSampleFor(rule, 30), 30);
  EXPECT_EQ(MinimumSampleFor(rule, 55), 30);
  EXPECT_EQ(MinimumSampleFor(rule, 300), 30);
  EXPECT_EQ(MinimumSampleFor(rule, 301), 31);
  EXPECT_EQ(MinimumSampleFor(rule, 4000), 400);
  EXPECT_EQ(MinimumSampleFor(rule, 4001), 400);
  EXPECT_EQ(MinimumSampleFor(rule, 1000000), 400);
}

TEST(MinimumSampleTest, KeepsThePercentageWhereNoLargePopulationIsNamed) {
  v1::MinimumSample rule;
  rule.set_percent(10);
  rule.set_least(30);

  EXPECT_EQ(MinimumSampleFor(rule, 100000), 10000);
}

}  // namespace
}  // namespace sucharit
