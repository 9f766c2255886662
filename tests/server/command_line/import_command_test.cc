// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/server/command_line/run_sucharit.h"
#include "tests/server/xlsform/form_for_tests.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Ran;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::RunSucharit;
using ::sucharit::testing::SmallForm;
using ::sucharit::testing::TemporaryFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kExample = testing::TestData("service-satisfaction.xlsx");

// Each test begins without a language in the environment.
class ImportCommandTest : public ::testing::Test {
 protected:
  ImportCommandTest() {
    unsetenv("SUCHARIT_LANGUAGE");
    unsetenv("LANG");
  }

  // A form with two things to correct.
  std::string WriteBrokenForm() const {
    return folder_.Write("broken.xlsx",
                         SmallForm()
                             .Ask({{"type", "image"}, {"name", "q2"}, {"label", "x"}})
                             .Ask({{"type", "geopoint"}, {"name", "q3"}, {"label", "x"}})
                             .Bytes());
  }

  const TemporaryFolder folder_;
};

TEST_F(ImportCommandTest, WritesADefinitionThatCheckAcceptsAndSaysWhatWasAssumed) {
  const std::string output = folder_.File("form.textproto");

  const Ran ran =
      RunSucharit({"definition", "import", kExample, "--output", output, "--language", "en"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("The definition was written: " + output), HasSubstr("13 items"),
                    HasSubstr("Nobody has confirmed"), HasSubstr("how_long")));
  EXPECT_THAT(
      ReadFile(output),
      AllOf(HasSubstr("Imported from the XLSForm service-satisfaction.xlsx, version 2568-1"),
            HasSubstr("เจ้าหน้าที่สุภาพ")));
  EXPECT_EQ(RunSucharit({"definition", "check", output}).exit_status, 0);
}

TEST_F(ImportCommandTest, HasHelpInBothLanguages) {
  EXPECT_THAT(RunSucharit({"definition", "import", "--help"}).out,
              HasSubstr("นำเข้าแบบสอบถาม XLSForm"));
  EXPECT_THAT(RunSucharit({"definition", "import", "--help", "--language", "en"}).out,
              HasSubstr("Import an XLSForm as a definition"));
}

TEST_F(ImportCommandTest, WithoutAFileTheDefinitionGoesToStdout) {
  const Ran ran = RunSucharit({"definition", "import", kExample});

  EXPECT_EQ(ran.exit_status, 0);
  EXPECT_THAT(ran.out, StartsWith("# proto-file: sucharit/v1/assessment.proto"));
  EXPECT_THAT(ran.err, HasSubstr("ยังไม่มีผู้ยืนยัน"));
}

TEST_F(ImportCommandTest, NamesEveryCellToCorrectAndWritesNothing) {
  const std::string output = folder_.File("form.textproto");

  const Ran thai = RunSucharit({"definition", "import", WriteBrokenForm(), "--output", output});
  const Ran english = RunSucharit({"definition", "import", WriteBrokenForm(), "--language", "en"});

  EXPECT_EQ(thai.exit_status, 1);
  EXPECT_THAT(thai.err,
              AllOf(HasSubstr("แผ่นงาน survey ช่อง A3: "), HasSubstr("แผ่นงาน survey ช่อง A4: "),
                    HasSubstr("[REASON_XLSFORM_REFUSED]")));
  EXPECT_THAT(english.err, HasSubstr("sheet survey, cell A4: this type would tell"));
  EXPECT_THAT(english.out, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(output));
}

TEST_F(ImportCommandTest, FindingsAreJsonForWhoAsksForJson) {
  const Ran ran =
      RunSucharit({"definition", "import", WriteBrokenForm(), "--json", "--language", "en"});

  EXPECT_EQ(ran.exit_status, 1);
  const auto findings = nlohmann::json::parse(ran.out);
  EXPECT_EQ(findings["count"], 2);
  EXPECT_EQ(findings["findings"][0]["place"], "sheet survey, cell A3");
  EXPECT_EQ(nlohmann::json::parse(ran.err)["reason"], "REASON_XLSFORM_REFUSED");
}

TEST_F(ImportCommandTest, RefusesAFileThatIsNoWorkbookByItsName) {
  const std::string path = folder_.Write("form.xlsx", "type,name\n");

  const Ran ran = RunSucharit({"definition", "import", path, "--language", "en"});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr(path), HasSubstr("[REASON_SPREADSHEET_MALFORMED]")));
}

}  // namespace
}  // namespace sucharit
