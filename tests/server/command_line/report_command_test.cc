// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "server/export/message_json.h"
#include "tests/server/command_line/run_sucharit.h"
#include "tests/server/report/seed_source.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Ran;
using testing::RunSucharit;
using ::testing::StartsWith;

class ReportCommandTest : public ::testing::Test {
 protected:
  // A file that holds the message as JSON.
  std::string FileOf(const google::protobuf::Message& message) {
    const std::string path = folder_.path() + "/source.json";
    EXPECT_TRUE(WriteFileAtomically(path, MessageToJson(message)).ok());
    return path;
  }

  std::string out() const { return folder_.path() + "/out"; }

  std::string Written(const char* name) const {
    const auto bytes = ReadWholeFile(absl::StrCat(out(), "/", name));
    return bytes.ok() ? *bytes : "";
  }

  testing::TemporaryFolder folder_;
};

TEST_F(ReportCommandTest, WritesTheReportOfABundleAndAPlanAndSaysWhere) {
  const std::string bundle = FileOf(testing::SeedSource().bundle());

  const Ran ran = RunSucharit({"report", "--bundle", bundle, "--plan",
                               testing::TestData("bang-tabun-2568-plan.csv"), "--folder", out(),
                               "--format", "html,docx", "--language", "th"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr(out() + "/report.html"), HasSubstr(out() + "/report.docx"),
                             Not(HasSubstr("report.pdf"))));
  EXPECT_THAT(Written("report.html"), AllOf(HasSubstr("๙๓.๙๓"), HasSubstr("แต่งตั้งคณะทำงาน")));
  EXPECT_THAT(Written("report.docx"), StartsWith("PK"));
}

TEST_F(ReportCommandTest, WritesTheReportOfASourceInEnglishAndArabicDigits) {
  const Ran ran =
      RunSucharit({"report", "--source", FileOf(testing::SeedSource()), "--folder", out(),
                   "--format", "html", "--digits", "arabic", "--language", "en", "--json"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_EQ(ran.out, absl::StrCat("{\"files\":[\"", out(), "/report.html\"]}\n"));
  EXPECT_THAT(Written("report.html"), AllOf(HasSubstr("93.93"), HasSubstr("Annex A")));
}

TEST_F(ReportCommandTest, WritesTheOthersIfTheProgramForPdfIsMissing) {
  const std::string path = getenv("PATH");
  ASSERT_EQ(setenv("PATH", folder_.path().c_str(), 1), 0);

  const Ran ran = RunSucharit(
      {"report", "--source", FileOf(testing::SeedSource()), "--folder", out(), "--language", "en"});

  ASSERT_EQ(setenv("PATH", path.c_str(), 1), 0);
  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("weasyprint"), HasSubstr("REASON_PROGRAM_MISSING")));
  EXPECT_THAT(ran.out, HasSubstr("report.docx"));
  EXPECT_THAT(Written("report.html"), Not(IsEmpty()));
  EXPECT_THAT(Written("report.docx"), Not(IsEmpty()));
  EXPECT_FALSE(std::filesystem::exists(out() + "/report.pdf"));
}

TEST_F(ReportCommandTest, WantsExactlyOneSource) {
  const std::string file = FileOf(testing::SeedSource());

  EXPECT_EQ(RunSucharit({"report", "--folder", out()}).exit_status, 2);
  EXPECT_EQ(RunSucharit({"report", "abc", "--source", file, "--folder", out()}).exit_status, 2);
  EXPECT_EQ(RunSucharit({"report", "abc", "--folder", out()}).exit_status, 2);  // No server.
  EXPECT_EQ(
      RunSucharit({"report", "--source", file, "--folder", out(), "--format", "doc"}).exit_status,
      2);
  EXPECT_EQ(RunSucharit({"report", "--source", file}).exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(ReportCommandTest, RefusesWhatIsNoSource) {
  const std::string path = folder_.path() + "/bad.json";
  for (const std::string& bad :
       {std::string("{"), std::string("{\"bundle\": {\"format\": \"other\"}}"),
        std::string(100, '['), std::string("{\"strange\": 1}")}) {
    ASSERT_TRUE(WriteFileAtomically(path, bad).ok());

    const Ran ran = RunSucharit({"report", "--source", path, "--folder", out()});

    EXPECT_EQ(ran.exit_status, 1) << bad;
    EXPECT_THAT(ran.err, HasSubstr("REASON_BUNDLE_MALFORMED")) << bad;
    EXPECT_FALSE(std::filesystem::exists(out()));
  }
}

}  // namespace
}  // namespace sucharit
