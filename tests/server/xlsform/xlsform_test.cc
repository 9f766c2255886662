// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/xlsform.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "tests/server/xlsform/form_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::SmallForm;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string FindingsOf(const FormImport& form) {
  std::string text;
  for (const FormFinding& finding : form.findings) {
    absl::StrAppend(&text, finding.place, ": ", finding.message.en(), "\n");
  }
  return text;
}

// The definition of a form that is right; an empty one, and a failure, if it isn't.
v1::Definition Import(const std::string& bytes) {
  const auto form = ImportXlsForm(bytes);
  EXPECT_THAT(form, IsOk());
  if (!form.ok() || !form->assessment) {
    ADD_FAILURE() << (form.ok() ? FindingsOf(*form) : "");
    return {};
  }
  return form->assessment->definition();
}

v1::Item LastItem(const v1::Definition& definition) {
  return definition.items_size() == 0 ? v1::Item() : definition.items(definition.items_size() - 1);
}

std::string Unverified(const v1::Definition& definition) {
  std::string text;
  for (const v1::Text& note : definition.unverified()) absl::StrAppend(&text, note.en(), "\n");
  return text;
}

TEST(XlsFormTest, AQuestionWithScoresBecomesAnItemOfAnIndicator) {
  const v1::Definition definition = Import(SmallForm().Bytes());

  const v1::Item item = LastItem(definition);
  EXPECT_EQ(item.id(), "q1");
  EXPECT_EQ(item.text().th(), "พอใจหรือไม่");
  EXPECT_EQ(item.kind(), v1::ANSWER_KIND_ONE_CHOICE);
  EXPECT_EQ(item.scale(), "agree");
  EXPECT_EQ(item.indicator(), "other");
  EXPECT_FALSE(item.optional());
  ASSERT_EQ(definition.scales_size(), 1);
  ASSERT_EQ(definition.scales(0).choices_size(), 4);
  EXPECT_EQ(definition.scales(0).choices(2).score(), "100");
  EXPECT_EQ(definition.scales(0).choices(3).score(), "");
}

TEST(XlsFormTest, AQuestionIsOptionalUnlessItIsRequired) {
  const v1::Definition definition =
      Import(SmallForm().Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}}).Bytes());

  EXPECT_TRUE(LastItem(definition).optional());
}

TEST(XlsFormTest, SeveralChoicesMayHaveAnExclusiveOneAndALimit) {
  const v1::Definition definition = Import(SmallForm()
                                               .Ask({{"type", "select_multiple topic"},
                                                     {"name", "q2"},
                                                     {"label", "x"},
                                                     {"maximum_chosen", "2"}})
                                               .Bytes());

  EXPECT_EQ(LastItem(definition).kind(), v1::ANSWER_KIND_SEVERAL_CHOICES);
  EXPECT_EQ(LastItem(definition).maximum_chosen(), 2);
  EXPECT_TRUE(definition.scales(1).choices(2).exclusive());
}

TEST(XlsFormTest, IntegersTakeTheirRangeFromColumnsOrFromTheConstraint) {
  const v1::Definition columns = Import(SmallForm()
                                            .Ask({{"type", "integer"},
                                                  {"name", "q2"},
                                                  {"label", "x"},
                                                  {"minimum", "-5"},
                                                  {"maximum", "120"}})
                                            .Bytes());
  const v1::Definition constraint = Import(SmallForm()
                                               .Ask({{"type", "integer"},
                                                     {"name", "q2"},
                                                     {"label", "x"},
                                                     {"constraint", ". >= 1 and . <= 100"},
                                                     {"constraint_message", "1 ถึง 100"}})
                                               .Bytes());

  EXPECT_EQ(LastItem(columns).number().minimum(), "-5");
  EXPECT_EQ(LastItem(columns).number().maximum(), "120");
  EXPECT_EQ(LastItem(columns).number().decimals(), 0);
  EXPECT_EQ(LastItem(constraint).number().minimum(), "1");
  EXPECT_EQ(LastItem(constraint).number().maximum(), "100");
  EXPECT_EQ(LastItem(constraint).constraint(), ". >= 1 and . <= 100");
  EXPECT_EQ(LastItem(constraint).constraint_message().th(), "1 ถึง 100");
}

TEST(XlsFormTest, ANumberWithoutARangeGetsOneAndTheAdministratorIsTold) {
  const v1::Definition definition =
      Import(SmallForm().Ask({{"type", "decimal"}, {"name", "q2"}, {"label", "x"}}).Bytes());

  EXPECT_EQ(LastItem(definition).number().maximum(), "1000000");
  EXPECT_EQ(LastItem(definition).number().decimals(), 2);
  EXPECT_THAT(Unverified(definition), HasSubstr("what is missing: q2"));
}

TEST(XlsFormTest, TextsHaveALengthWhichMayStandInTheConstraint) {
  const v1::Definition usual =
      Import(SmallForm().Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}}).Bytes());
  const v1::Definition column =
      Import(SmallForm()
                 .Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}, {"maximum_length", "50"}})
                 .Bytes());
  const v1::Definition constraint = Import(SmallForm()
                                               .Ask({{"type", "text"},
                                                     {"name", "q2"},
                                                     {"label", "x"},
                                                     {"constraint", "string-length(.) <= 80"}})
                                               .Bytes());

  EXPECT_EQ(LastItem(usual).maximum_length(), 200);
  EXPECT_EQ(LastItem(column).maximum_length(), 50);
  EXPECT_EQ(LastItem(constraint).maximum_length(), 80);
  EXPECT_EQ(LastItem(constraint).constraint(), "");
}

TEST(XlsFormTest, AGroupBecomesASectionAndTheIndicatorOfItsScores) {
  const v1::Definition definition =
      Import(SmallForm()
                 .Ask({{"type", "begin_group"}, {"name", "staff"}, {"label", "เจ้าหน้าที่"}})
                 .Ask({{"type", "note"}, {"name", "n"}, {"label", "โปรดนึกถึงวันนี้"}})
                 .Ask({{"type", "select_one agree"}, {"name", "q2"}, {"label", "สุภาพ"}})
                 .Ask({{"type", "select_one topic1"}, {"name", "q3"}, {"label", "x"}})
                 .Ask({{"type", "end_group"}})
                 .Choice({{"list_name", "topic1"}, {"name", "x"}, {"label", "x"}})
                 .Choice({{"list_name", "topic1"}, {"name", "y"}, {"label", "y"}})
                 .Bytes());

  ASSERT_EQ(definition.sections_size(), 1);
  EXPECT_EQ(definition.sections(0).title().th(), "เจ้าหน้าที่");
  EXPECT_EQ(definition.sections(0).text().th(), "โปรดนึกถึงวันนี้");
  ASSERT_EQ(definition.items_size(), 3);
  EXPECT_EQ(definition.items(0).section(), "");
  EXPECT_EQ(definition.items(1).section(), "staff");
  EXPECT_EQ(definition.items(1).indicator(), "staff");
  EXPECT_EQ(definition.items(2).indicator(), "");
  EXPECT_EQ(definition.indicators(1).name().th(), "เจ้าหน้าที่");
}

TEST(XlsFormTest, RulesAreCarriedOverAsTheyAre) {
  const std::string rule = "${q1} = 'a3' or not(selected(${q1}, 'none'))";
  const v1::Definition definition = Import(
      SmallForm()
          .Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}, {"relevant", rule}})
          .Ask(
              {{"type", "begin_group"}, {"name", "g"}, {"label", "g"}, {"relevant", "${q1} != ''"}})
          .Ask({{"type", "text"}, {"name", "q3"}, {"label", "x"}})
          .Ask({{"type", "end_group"}})
          .Bytes());

  EXPECT_EQ(definition.items(1).show_if(), rule);
  EXPECT_EQ(definition.sections(0).show_if(), "${q1} != ''");
}

TEST(XlsFormTest, QuotesThatAWordProcessorBentAreStraightened) {
  const v1::Definition definition = Import(
      SmallForm()
          .Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}, {"relevant", "${q1} = ‘a3’"}})
          .Bytes());

  EXPECT_EQ(LastItem(definition).show_if(), "${q1} = 'a3'");
}

TEST(XlsFormTest, ScoresThatFallAreTakenAsReversedAndNoted) {
  const v1::Definition definition =
      Import(SmallForm()
                 .Ask({{"type", "select_one worse"}, {"name", "q2"}, {"label", "x"}})
                 .Choice({{"list_name", "worse"}, {"name", "b1"}, {"label", "x"}, {"score", "100"}})
                 .Choice({{"list_name", "worse"}, {"name", "b2"}, {"label", "y"}, {"score", "50"}})
                 .Choice({{"list_name", "worse"}, {"name", "b3"}, {"label", "z"}, {"score", "0"}})
                 .Bytes());

  EXPECT_TRUE(LastItem(definition).reversed());
  EXPECT_THAT(Unverified(definition), HasSubstr("taken as reversed: q2"));
}

TEST(XlsFormTest, TwoScoresThatFallSayNothingOfTheDirection) {
  const v1::Definition definition =
      Import(SmallForm()
                 .Ask({{"type", "select_one yes_no"}, {"name", "q2"}, {"label", "x"}})
                 .Choice({{"list_name", "yes_no"}, {"name", "y"}, {"label", "x"}, {"score", "100"}})
                 .Choice({{"list_name", "yes_no"}, {"name", "n"}, {"label", "y"}, {"score", "0"}})
                 .Bytes());

  EXPECT_FALSE(LastItem(definition).reversed());
}

TEST(XlsFormTest, WeightsIndicatorsAndLevelsMayHaveTheirOwnSheets) {
  SmallForm form;
  form.survey.rows[1] = {
      "select_one agree", "q1", "x", "", "yes", "", "", "", "", "I", "no", "0.25"};
  const v1::Definition definition = Import(
      form.Ask({{"type", "select_one agree"},
                {"name", "q2"},
                {"label", "x"},
                {"indicator", "I"},
                {"weight", "3/4"}})
          .AddSheet({"indicators", {{"name", "label", "weight"}, {"I", "บริการ", "1"}}})
          .AddSheet(
              {"levels", {{"name", "label", "minimum"}, {"good", "ดี", "60"}, {"rest", "อื่น", "0"}}})
          .Bytes());

  ASSERT_EQ(definition.indicators_size(), 1);
  EXPECT_EQ(definition.indicators(0).name().th(), "บริการ");
  EXPECT_EQ(LastItem(definition).weight(), "3/4");
  ASSERT_EQ(definition.levels_size(), 2);
  EXPECT_EQ(definition.levels(0).overall_minimum(), "60");
}

TEST(XlsFormTest, AStaffQuestionMayBeASegment) {
  SmallForm form;
  form.survey.rows.insert(form.survey.rows.begin() + 1,
                          {"select_one point", "where", "จุดบริการ", "", "yes", "", "", "", "", "",
                           "", "", "yes", "yes"});
  const v1::Definition definition =
      Import(form.Choice({{"list_name", "point"}, {"name", "p1"}, {"label", "หนึ่ง"}})
                 .Choice({{"list_name", "point"}, {"name", "p2"}, {"label", "สอง"}})
                 .Bytes());

  ASSERT_EQ(definition.segments_size(), 1);
  EXPECT_EQ(definition.segments(0).id(), "where");
  EXPECT_EQ(definition.segments(0).item(), "where");
  EXPECT_TRUE(definition.items(0).answered_by_staff());
}

TEST(XlsFormTest, SettingsSayWhatADefinitionNeeds) {
  const v1::Definition definition = Import(SmallForm()
                                               .Set("form_id", "My_Form 2")
                                               .Set("fiscal_year", "2568")
                                               .Set("minimum_group", "7")
                                               .Set("rows", "keep")
                                               .Set("instrument", "SAT")
                                               .Set("eligibility::English (en)", "Anyone")
                                               .Set("why", "เพื่อปรับปรุง")
                                               .Set("version", "3")
                                               .Bytes());

  EXPECT_EQ(definition.id(), "my-form-2");
  EXPECT_EQ(definition.fiscal_year_be(), 2568);
  EXPECT_EQ(definition.privacy().minimum_group(), 7);
  EXPECT_EQ(definition.privacy().rows(), v1::ROWS_KEEP);
  EXPECT_EQ(definition.instruments(0).id(), "SAT");
  EXPECT_EQ(definition.instruments(0).eligibility().th(), "Anyone");
  EXPECT_EQ(definition.instruments(0).introduction().why().th(), "เพื่อปรับปรุง");
}

TEST(XlsFormTest, WhatNobodySuppliedIsWrittenOutAndMarked) {
  const v1::Definition definition = Import(SmallForm().Bytes());

  EXPECT_EQ(definition.privacy().minimum_group(), 5);
  EXPECT_EQ(definition.privacy().rows(), v1::ROWS_DROP);
  EXPECT_THAT(definition.instruments(0).introduction().how_long().en(),
              StartsWith("1 question, about 1 minute"));
  EXPECT_EQ(definition.levels_size(), 5);
  EXPECT_THAT(Unverified(definition),
              AllOf(HasSubstr("minimum_group"), HasSubstr("rows"), HasSubstr("eligibility"),
                    HasSubstr("who_asks"), HasSubstr("why"), HasSubstr("how_long"),
                    HasSubstr("what_is_kept"), HasSubstr("what_never_is"), HasSubstr("levels")));
}

TEST(XlsFormTest, TheFirstPageSaysWhetherWholeRowsAreKept) {
  const v1::Definition dropped = Import(SmallForm().Bytes());
  const v1::Definition kept = Import(SmallForm().Set("rows", "keep").Bytes());

  EXPECT_THAT(dropped.instruments(0).introduction().what_is_kept().en(), Not(HasSubstr("row")));
  EXPECT_THAT(kept.instruments(0).introduction().what_is_kept().en(), HasSubstr("as one row"));
}

TEST(XlsFormTest, AMissingLanguageIsTakenFromTheOtherAndNoted) {
  const v1::Definition thai = Import(SmallForm().Bytes());
  const v1::Definition english =
      Import(SmallForm().Set("default_language", "English (en)").Bytes());

  EXPECT_EQ(LastItem(thai).text().en(), "พอใจหรือไม่");
  EXPECT_THAT(Unverified(thai), HasSubstr("No English text was given"));
  EXPECT_THAT(Unverified(thai),
              AllOf(HasSubstr("form_title"), HasSubstr("q1"), HasSubstr("agree/a1")));
  EXPECT_THAT(Unverified(english), AllOf(HasSubstr("No Thai text was given"),
                                         Not(HasSubstr("No English text was given"))));
}

TEST(XlsFormTest, LanguagesAreKnownByCodeOrByName) {
  SmallForm form;
  form.survey.rows[0][2] = "label::ไทย";
  form.survey.rows[0].push_back("Label::English (en)");
  form.survey.rows[1].resize(form.survey.rows[0].size());
  form.survey.rows[1].back() = "Are you satisfied?";

  const v1::Definition definition = Import(form.Bytes());

  EXPECT_EQ(LastItem(definition).text().th(), "พอใจหรือไม่");
  EXPECT_EQ(LastItem(definition).text().en(), "Are you satisfied?");
}

TEST(XlsFormTest, WhatOnlyConcernsOtherProgramsIsLeftOut) {
  SmallForm form;
  form.survey.rows[0].push_back("_note to self");
  form.survey.rows[0].push_back("media::image");
  form.survey.rows[1].resize(form.survey.rows[0].size() - 1);
  form.survey.rows[1].back() = "ask Somchai";
  form.survey.rows[1][8] = "likert w2";

  EXPECT_EQ(
      Import(form.AddSheet({"_help", {{"anything"}}}).AddSheet({"empty", {}}).Bytes()).items_size(),
      1);
}

TEST(XlsFormTest, TheExampleFormHasEveryKindOfQuestion) {
  const auto bytes = ReadWholeFile(testing::TestData("service-satisfaction.xlsx"));
  ASSERT_THAT(bytes, IsOk());

  const v1::Definition definition = Import(*bytes);

  std::vector<std::string> ids;
  std::vector<int> kinds;
  for (const v1::Item& item : definition.items()) {
    ids.push_back(item.id());
    kinds.push_back(item.kind());
  }
  EXPECT_THAT(
      ids, ElementsAre("service_point", "service", "service_other", "visits", "polite", "explains",
                       "equal", "quick", "signs", "fee_told", "wants_more", "topics", "comment"));
  EXPECT_THAT(kinds,
              AllOf(Contains(v1::ANSWER_KIND_ONE_CHOICE), Contains(v1::ANSWER_KIND_SEVERAL_CHOICES),
                    Contains(v1::ANSWER_KIND_NUMBER), Contains(v1::ANSWER_KIND_TEXT)));
  EXPECT_EQ(definition.sections_size(), 4);
  EXPECT_EQ(definition.indicators_size(), 2);
  EXPECT_EQ(definition.segments_size(), 1);
  EXPECT_THAT(Unverified(definition), Not(HasSubstr("text was given")));
}

TEST(XlsFormTest, TheDefinitionFileIsReadAgainAsTheSameDefinition) {
  const auto form = ImportXlsForm(SmallForm().Set("version", "1\n2").Bytes());
  ASSERT_THAT(form, IsOk());
  ASSERT_TRUE(form->assessment.has_value()) << FindingsOf(*form);

  const std::string file = DefinitionFile(*form, "small.xlsx");

  EXPECT_THAT(file, HasSubstr("XLSForm small.xlsx, version 1 2."));
  EXPECT_THAT(file, HasSubstr("พอใจหรือไม่"));
  const auto again = Assessment::FromText(file);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->definition_digest(), form->assessment->definition_digest());
}

}  // namespace
}  // namespace sucharit
