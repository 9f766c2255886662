// SPDX-License-Identifier: Apache-2.0
//
// Each thing that a form may not have is refused by its cell.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "server/xlsform/xlsform.h"
#include "tests/server/xlsform/form_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Cells;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::MakeWorkbook;
using ::sucharit::testing::SmallForm;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

FormImport Import(const SmallForm& form) {
  const auto result = ImportXlsForm(form.Bytes());
  EXPECT_THAT(result, IsOk());
  return result.ok() ? *result : FormImport();
}

// "sheet survey, cell A3: this type can't be ...", one for each finding.
std::vector<std::string> FindingsOf(const SmallForm& form) {
  std::vector<std::string> findings;
  for (const FormFinding& finding : Import(form).findings) {
    EXPECT_FALSE(finding.message.th().empty());
    findings.push_back(absl::StrCat(finding.place, ": ", finding.message.en()));
  }
  return findings;
}

// Expects one finding in that cell of the survey, with that in its message.
void ExpectRefusedIn(const std::string& cell, const std::string& message, const SmallForm& form) {
  EXPECT_THAT(FindingsOf(form),
              ElementsAre(AllOf(HasSubstr(absl::StrCat("sheet survey, cell ", cell, ": ")),
                                HasSubstr(message))));
}

Cells Question(Cells cells) {
  cells.emplace("type", "text");
  cells.emplace("name", "q2");
  cells.emplace("label", "x");
  return cells;
}

TEST(XlsFormRefusalsTest, TypesWithoutACounterpart) {
  for (const char* type : {"calculate",
                           "hidden",
                           "begin_repeat",
                           "begin repeat",
                           "geopoint",
                           "geotrace",
                           "image",
                           "audio",
                           "video",
                           "file",
                           "barcode",
                           "date",
                           "time",
                           "datetime",
                           "range",
                           "acknowledge",
                           "rank topic",
                           "start",
                           "end",
                           "today",
                           "deviceid",
                           "username",
                           "phonenumber",
                           "audit",
                           "xml-external",
                           "select_one_from_file places.csv",
                           "select_multiple_from_file places.csv",
                           "select_one_external places",
                           "select_one topic or_other",
                           "select_one",
                           "nonsense"}) {
    ExpectRefusedIn("A3", "", SmallForm().Ask(Question({{"type", type}})));
  }
}

TEST(XlsFormRefusalsTest, TypesThatWouldTellWhoAnswered) {
  ExpectRefusedIn("A3", "who answered", SmallForm().Ask({{"type", "deviceid"}, {"name", "d"}}));
}

TEST(XlsFormRefusalsTest, GroupsThatAreNestedEmptyOpenOrNeverBegun) {
  const Cells begin = {{"type", "begin_group"}, {"name", "g"}, {"label", "g"}};
  const Cells inner = {{"type", "begin_group"}, {"name", "h"}, {"label", "h"}};
  const Cells end = {{"type", "end_group"}};

  ExpectRefusedIn("A4", "within a group",
                  SmallForm().Ask(begin).Ask(inner).Ask(Question({})).Ask(end).Ask(end));
  ExpectRefusedIn("A3", "no question", SmallForm().Ask(begin).Ask(end));
  ExpectRefusedIn("A3", "no end_group", SmallForm().Ask(begin).Ask(Question({})));
  ExpectRefusedIn("A3", "no group to end", SmallForm().Ask(end));
}

TEST(XlsFormRefusalsTest, NotesAmongQuestions) {
  ExpectRefusedIn("A3", "a note can be", SmallForm().Ask(Question({{"type", "note"}})));
}

TEST(XlsFormRefusalsTest, ColumnsWithoutAMeaningThatSaySomething) {
  for (const char* column : {"calculation", "choice_filter", "repeat_count", "read_only", "default",
                             "parameters", "media::image", "image", "label::Lao (lo)"}) {
    SmallForm form;
    form.survey.rows[0].push_back(column);
    form.survey.rows[1].resize(form.survey.rows[0].size());
    form.survey.rows[1].back() = "something";

    ExpectRefusedIn("T2", column, form);
  }
}

TEST(XlsFormRefusalsTest, ColumnsThatAreThereTwiceOrMissing) {
  SmallForm twice;
  twice.survey.rows[0].push_back("label::th");
  ExpectRefusedIn("T1", "the same as one before", twice);
  SmallForm missing;
  missing.survey.rows[0][2] = "_label";
  EXPECT_THAT(FindingsOf(missing), Contains(HasSubstr("sheet survey, cell A1: the column label")));
}

TEST(XlsFormRefusalsTest, CellsWithoutAMeaningForTheirType) {
  ExpectRefusedIn("S3", "maximum_chosen", SmallForm().Ask(Question({{"maximum_chosen", "2"}})));
  ExpectRefusedIn("M3", "segment", SmallForm().Ask(Question({{"segment", "yes"}})));
  ExpectRefusedIn(
      "Q3", "decimals",
      SmallForm().Ask(
          Question({{"type", "integer"}, {"decimals", "2"}, {"minimum", "0"}, {"maximum", "9"}})));
  ExpectRefusedIn("L3", "earns no score",
                  SmallForm()
                      .Ask(Question({{"type", "select_one plain"}, {"weight", "1"}}))
                      .Choice({{"list_name", "plain"}, {"name", "x"}, {"label", "x"}})
                      .Choice({{"list_name", "plain"}, {"name", "y"}, {"label", "y"}}));
}

TEST(XlsFormRefusalsTest, NamesThatCannotBeIdsOrAreTaken) {
  ExpectRefusedIn("B3", "English letters", SmallForm().Ask(Question({{"name", "ข้อสอง"}})));
  ExpectRefusedIn("B3", "English letters", SmallForm().Ask(Question({{"name", "q 2"}})));
  ExpectRefusedIn("B3", "English letters",
                  SmallForm().Ask(Question({{"name", std::string(33, 'q')}})));
  ExpectRefusedIn("B3", "taken", SmallForm().Ask(Question({{"name", "q1"}})));
  ExpectRefusedIn("B3", "taken",
                  SmallForm()
                      .Ask({{"type", "begin_group"}, {"name", "q1"}, {"label", "g"}})
                      .Ask(Question({}))
                      .Ask({{"type", "end_group"}}));
}

TEST(XlsFormRefusalsTest, LabelsThatAreMissingOrQuoteAnAnswer) {
  ExpectRefusedIn("C3", "label", SmallForm().Ask(Question({{"label", " "}})));
  ExpectRefusedIn("C3", "quote", SmallForm().Ask(Question({{"label", "Why ${q1}?"}})));
  ExpectRefusedIn("D3", "quote", SmallForm().Ask(Question({{"hint", "See ${q1}"}})));
}

TEST(XlsFormRefusalsTest, AppearancesThatChangeWhatIsAsked) {
  ExpectRefusedIn("I3", "appearance", SmallForm().Ask(Question({{"appearance", "signature"}})));
}

TEST(XlsFormRefusalsTest, FunctionsThatRulesDoNotHave) {
  for (const char* rule : {"pulldata('a', 'b', 'c', ${q1}) = 'x'", "regex(${q1}, 'a')",
                           "count(${q1}) > 1", "today() > 3", "if(${q1} = 'a1', 1, 0) = 1",
                           "selected (${q1}, 'a1') and int (${q1}) = 1"}) {
    ExpectRefusedIn("F3", "function", SmallForm().Ask(Question({{"relevant", rule}})));
  }
  ExpectRefusedIn("G3", "function jr:choice-name",
                  SmallForm().Ask(Question({{"constraint", "jr:choice-name(., 'x') = 'y'"},
                                            {"constraint_message", "no"}})));
}

TEST(XlsFormRefusalsTest, EveryRuleThatCannotBeReadAtItsOwnCell) {
  const FormImport form = Import(
      SmallForm()
          .Ask(Question({{"relevant", "${q1} = "}}))
          .Ask(Question({{"name", "q3"}, {"relevant", "${nobody} = 'x'"}}))
          .Ask(Question({{"name", "q4"}, {"constraint", ". > 3"}, {"constraint_message", "no"}}))
          .Ask({{"type", "begin_group"}, {"name", "g"}, {"label", "g"}, {"relevant", "${q1} + 1"}})
          .Ask(Question({{"name", "q5"}, {"relevant", "${q1} = 'nix'"}}))
          .Ask({{"type", "end_group"}}));

  std::vector<std::string> places;
  for (const FormFinding& finding : form.findings) places.push_back(finding.place);
  EXPECT_THAT(places,
              ElementsAre("sheet survey, cell F3", "sheet survey, cell F4", "sheet survey, cell G5",
                          "sheet survey, cell F6", "sheet survey, cell F7"));
}

TEST(XlsFormRefusalsTest, RulesThatNameWhatIsAskedLaterOrThemselves) {
  ExpectRefusedIn(
      "F3", "before this one",
      SmallForm().Ask(Question({{"relevant", "${q3} != ''"}})).Ask(Question({{"name", "q3"}})));
  ExpectRefusedIn("F3", "before this one",
                  SmallForm().Ask(Question({{"relevant", "${q2} != ''"}})));
  EXPECT_THAT(FindingsOf(SmallForm()
                             .Ask(Question({{"relevant", "${q3} != ''"}}))
                             .Ask(Question({{"name", "q3"}, {"relevant", "${q2} != ''"}}))),
              ElementsAre(HasSubstr("sheet survey, cell F3")));
}

TEST(XlsFormRefusalsTest, AMessageWithoutAConstraint) {
  ExpectRefusedIn("H3", "no constraint", SmallForm().Ask(Question({{"constraint_message", "x"}})));
}

TEST(XlsFormRefusalsTest, NumbersAndAnswersThatAreNone) {
  ExpectRefusedIn("E3", "yes or no", SmallForm().Ask(Question({{"required", "${q1} = 'a1'"}})));
  ExpectRefusedIn("R3", "integer", SmallForm().Ask(Question({{"maximum_length", "501"}})));
  ExpectRefusedIn(
      "O3", "number",
      SmallForm().Ask(Question({{"type", "integer"}, {"minimum", "few"}, {"maximum", "9"}})));
  ExpectRefusedIn(
      "P3", "number",
      SmallForm().Ask(Question({{"type", "integer"}, {"minimum", "9"}, {"maximum", "1"}})));
}

TEST(XlsFormRefusalsTest, ListsThatAreMissingOrDoNotFit) {
  ExpectRefusedIn("A3", "no list nix", SmallForm().Ask(Question({{"type", "select_one nix"}})));
  ExpectRefusedIn("A3", "with scores",
                  SmallForm().Ask(Question({{"type", "select_multiple agree"}})));
  ExpectRefusedIn("A3", "exclusive", SmallForm().Ask(Question({{"type", "select_one topic"}})));
}

TEST(XlsFormRefusalsTest, IndicatorsAndWeightsThatDoNotFit) {
  ExpectRefusedIn("J3", "neither",
                  SmallForm().Ask(Question({{"type", "select_one agree"}, {"indicator", "nix"}})));
  EXPECT_THAT(
      FindingsOf(SmallForm().Ask(Question({{"type", "select_one agree"}, {"weight", "0.5"}}))),
      ElementsAre(HasSubstr("weights")));
}

TEST(XlsFormRefusalsTest, SegmentsThatNotEverybodyAnswers) {
  ExpectRefusedIn("M3", "",
                  SmallForm()
                      .Ask(Question({{"type", "select_one plain"}, {"segment", "yes"}}))
                      .Choice({{"list_name", "plain"}, {"name", "x"}, {"label", "x"}})
                      .Choice({{"list_name", "plain"}, {"name", "y"}, {"label", "y"}}));
}

TEST(XlsFormRefusalsTest, ChoicesByTheirOwnCell) {
  EXPECT_THAT(FindingsOf(SmallForm().Choice(
                  {{"list_name", "agree"}, {"name", "a4"}, {"label", "x"}, {"score", "101"}})),
              ElementsAre(HasSubstr("sheet choices, cell D9: a score")));
  EXPECT_THAT(FindingsOf(SmallForm().Choice(
                  {{"list_name", "agree"}, {"name", "a4"}, {"label", "x"}, {"score", "85%"}})),
              ElementsAre(HasSubstr("sheet choices, cell D9: a score")));
  EXPECT_THAT(
      FindingsOf(SmallForm().Choice({{"list_name", "agree"}, {"name", "a1"}, {"label", "x"}})),
      ElementsAre(HasSubstr("sheet choices, cell B9: the list has")));
  EXPECT_THAT(
      FindingsOf(SmallForm().Choice({{"list_name", "agree"}, {"name", "a 4"}, {"label", "x"}})),
      ElementsAre(HasSubstr("sheet choices, cell B9: name needs")));
  EXPECT_THAT(FindingsOf(SmallForm().Choice({{"name", "a4"}, {"label", "x"}})),
              ElementsAre(HasSubstr("sheet choices, cell A9: list_name needs")));
  EXPECT_THAT(FindingsOf(SmallForm().Choice({{"list_name", "agree"}, {"name", "a4"}})),
              ElementsAre(HasSubstr("sheet choices, cell C9: please write a label")));
}

TEST(XlsFormRefusalsTest, SettingsByTheirOwnCell) {
  EXPECT_THAT(FindingsOf(SmallForm().Set("form_id", "")),
              ElementsAre(HasSubstr("sheet settings, cell A2: please give the form an id")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("form_title", "")),
              ElementsAre(HasSubstr("sheet settings, cell B2: please give the form a title")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("default_language", "Lao (lo)")),
              ElementsAre(HasSubstr("sheet settings, cell C2: the languages are")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("minimum_group", "2")),
              ElementsAre(HasSubstr("sheet settings, cell D2: this must be an integer")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("rows", "maybe")),
              ElementsAre(HasSubstr("sheet settings, cell D2: this must be keep or drop")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("submission_url", "https://example.org")),
              ElementsAre(HasSubstr("sheet settings, cell D2: the column submission_url")));
  EXPECT_THAT(FindingsOf(SmallForm().Set("form_id", "แบบ")),
              ElementsAre(HasSubstr("sheet settings, cell A2")));
}

TEST(XlsFormRefusalsTest, SheetsThatAreMissingOrUnknown) {
  EXPECT_THAT(FindingsOf(SmallForm().AddSheet({"entities", {{}, {"", "list"}}})),
              ElementsAre(HasSubstr("sheet entities, cell B2: this sheet")));
  const auto nothing = ImportXlsForm(MakeWorkbook({{"survey", {{"type", "name", "label"}}}}));
  ASSERT_THAT(nothing, IsOk());
  EXPECT_THAT(nothing->findings, SizeIs(2));
}

TEST(XlsFormRefusalsTest, FormsInWhichNothingEarnsAScore) {
  SmallForm form;
  for (auto& row : form.choices.rows) row.resize(3);
  form.choices.rows[7].resize(3);

  EXPECT_THAT(FindingsOf(form), ElementsAre(HasSubstr("no question earns a score")));
}

TEST(XlsFormRefusalsTest, ScoresThatGoNoWay) {
  EXPECT_THAT(FindingsOf(SmallForm().Choice(
                  {{"list_name", "agree"}, {"name", "a4"}, {"label", "x"}, {"score", "10"}})),
              ElementsAre(AllOf(HasSubstr("sheet survey, cell B2"), HasSubstr("go one way"))));
}

TEST(XlsFormRefusalsTest, TheFirstTwentyAreShownAndAllAreCounted) {
  SmallForm form;
  for (int index = 0; index < 30; ++index) {
    form.Ask(Question({{"type", "image"}, {"name", absl::StrCat("i", index)}}));
  }

  const FormImport result = Import(form);

  EXPECT_THAT(result.findings, SizeIs(kMaximumFindings));
  EXPECT_EQ(result.finding_count, 30u);
  EXPECT_FALSE(result.assessment.has_value());
}

}  // namespace
}  // namespace sucharit
