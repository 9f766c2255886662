// SPDX-License-Identifier: Apache-2.0
//
// Forms made to do harm are refused by place, in bounded time and memory.
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "server/xlsform/xlsform.h"
#include "tests/server/xlsform/form_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::MakeWorkbookOfXml;
using ::sucharit::testing::SmallForm;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> PlacesOf(const std::string& bytes) {
  const auto form = ImportXlsForm(bytes);
  EXPECT_THAT(form, IsOk());
  std::vector<std::string> places;
  if (form.ok()) {
    for (const FormFinding& finding : form->findings) places.push_back(finding.place);
  }
  return places;
}

TEST(XlsFormHostileTest, AZipBombIsRefused) {
  const std::string bomb =
      MakeWorkbookOfXml("", {{"xl/sharedStrings.xml", std::string(size_t{80} << 20, ' ')}});
  ASSERT_LT(bomb.size(), size_t{200'000});

  EXPECT_THAT(ImportXlsForm(bomb),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_TOO_LARGE));
}

TEST(XlsFormHostileTest, MoreQuestionsThanADefinitionHoldsAreRefusedByTheFirstTooMany) {
  SmallForm form;
  for (int index = 0; index < 2'500; ++index) {
    form.Ask({{"type", "text"}, {"name", absl::StrCat("t", index)}, {"label", "x"}});
  }

  EXPECT_THAT(PlacesOf(form.Bytes()), ElementsAre("sheet survey, cell A2002"));
}

TEST(XlsFormHostileTest, AHundredThousandQuestionsAreRefused) {
  SmallForm form;
  for (int index = 0; index < 99'990; ++index) {
    form.Ask({{"type", "text"}, {"name", absl::StrCat("t", index)}, {"label", "x"}});
  }

  EXPECT_THAT(PlacesOf(form.Bytes()), ElementsAre("sheet survey, cell A5002"));
}

TEST(XlsFormHostileTest, TooManyChoicesAreRefused) {
  SmallForm form;
  for (int index = 0; index < 21'000; ++index) {
    form.Choice({{"list_name", "many"}, {"name", absl::StrCat("c", index)}, {"label", "x"}});
  }

  EXPECT_THAT(PlacesOf(form.Bytes()), ::testing::Contains("sheet choices, cell A20002"));
}

TEST(XlsFormHostileTest, ARuleNestedTooDeepIsRefusedAtItsCell) {
  std::string rule;
  for (int depth = 0; depth < 10'000; ++depth) rule += "not(";
  SmallForm form;
  form.Ask({{"type", "text"}, {"name", "q2"}, {"label", "x"}, {"relevant", rule}});

  EXPECT_THAT(PlacesOf(form.Bytes()), ElementsAre("sheet survey, cell F3"));
}

TEST(XlsFormHostileTest, TextsThatAreTooLongAreRefusedAtTheirCell) {
  SmallForm form;
  form.Ask({{"type", "text"}, {"name", "q2"}, {"label", std::string(5'000, 'x')}});

  EXPECT_THAT(PlacesOf(form.Bytes()), ElementsAre("sheet survey, cell C3"));
}

TEST(XlsFormHostileTest, ThousandsOfUnknownColumnsAreRefusedWithoutATwentyFirstLine) {
  SmallForm form;
  while (form.survey.rows[0].size() < 250) {
    form.survey.rows[0].push_back(absl::StrCat("x", form.survey.rows[0].size()));
  }
  form.survey.rows[1].resize(250, "y");

  EXPECT_EQ(PlacesOf(form.Bytes()).size(), kMaximumFindings);
}

}  // namespace
}  // namespace sucharit
