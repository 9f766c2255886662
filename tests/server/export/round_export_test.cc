// SPDX-License-Identifier: Apache-2.0
#include "server/export/round_export.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/crypto/digest.h"
#include "common/csv/csv.h"
#include "common/status/reason.h"
#include "server/export/score_csv.h"
#include "server/export/sheet_table.h"
#include "tests/server/export/bundles_for_tests.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::AgencyBundle;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::SourceOf;
using ::sucharit::testing::SurveyBundle;
using ::sucharit::testing::SurveyRows;
using ::sucharit::testing::TemporaryFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

RoundExport Everything() {
  RoundExport what;
  what.rows["Q"] = SourceOf(SurveyRows());
  return what;
}

std::vector<std::string> Names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class RoundExportTest : public ::testing::Test {
 protected:
  std::string File(const std::string& name) const {
    return ReadFile(folder_.File(absl::StrCat("results/", name)));
  }

  CsvTable Table(const std::string& name) const {
    const auto table = ParseCsv(File(name));
    EXPECT_THAT(table, IsOk());
    return *table;
  }

  TemporaryFolder folder_;
  const std::string results_ = folder_.File("results");
};

TEST_F(RoundExportTest, WritesEveryFormat) {
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());

  EXPECT_THAT(Names(results_),
              ElementsAre("SHA256SUMS", "answers.csv", "breakdown.csv", "bundle.json",
                          "definition.textproto", "imported.csv", "items.csv", "manifest.json",
                          "results.xlsx", "rows-Q.csv", "rows-Q.sav", "rows-Q.xlsx", "scores.csv",
                          "scores.json", "totals.csv"));
}

TEST_F(RoundExportTest, WritesOnlyTheFormatsAskedFor) {
  RoundExport what = Everything();
  what.formats = {ExportFormat::kSav};

  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());

  EXPECT_THAT(Names(results_),
              ElementsAre("SHA256SUMS", "definition.textproto", "manifest.json", "rows-Q.sav"));
}

TEST_F(RoundExportTest, WritesReleasedTextsAloneAndWithoutTheirPlaces) {
  RoundExport what = Everything();
  for (const bool released : {false, true, true}) {
    v1::RespondentText& text = what.texts.emplace_back();
    text.set_questionnaire("Q");
    text.set_item("COMMENT");
    text.set_place(static_cast<int32_t>(what.texts.size()));
    text.set_text(absl::StrCat("text ", what.texts.size()));
    text.set_released(released);
  }

  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());

  EXPECT_EQ(File("texts.csv"),
            "questionnaire,item,text\r\nQ,COMMENT,text 2\r\nQ,COMMENT,text 3\r\n");
}

TEST_F(RoundExportTest, WritesNoFileOfTextsWhereNoneIsReleased) {
  RoundExport what = Everything();
  what.texts.emplace_back().set_text("unread");

  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());

  EXPECT_FALSE(std::filesystem::exists(results_ + "/texts.csv"));
}

TEST_F(RoundExportTest, TwoExportsAreEqualByteByByte) {
  const std::string again = folder_.File("again");

  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), again), IsOk());

  for (const std::string& name : Names(results_)) {
    EXPECT_EQ(File(name), ReadFile(absl::StrCat(again, "/", name))) << name;
  }
}

TEST_F(RoundExportTest, TheManifestTellsRowsBytesAndHashOfEachFile) {
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());

  const auto manifest = nlohmann::json::parse(File("manifest.json"));

  EXPECT_EQ(manifest["round"], std::string(32, 'a'));
  EXPECT_EQ(manifest["files"].size(), Names(results_).size() - 2);
  for (const auto& file : manifest["files"]) {
    const std::string bytes = File(file["name"]);
    EXPECT_EQ(file["bytes"], bytes.size()) << file;
    EXPECT_EQ(file["sha256"], crypto::ToHex(crypto::Sha256(bytes))) << file;
    EXPECT_TRUE(file["name"] != "rows-Q.csv" || file["rows"] == 7) << file;
  }
}

TEST_F(RoundExportTest, ChecksumsCoverEveryOtherFile) {
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());

  const std::string checksums = File("SHA256SUMS");
  for (const std::string& name : Names(results_)) {
    if (name == "SHA256SUMS") continue;
    EXPECT_THAT(checksums, ::testing::HasSubstr(absl::StrCat(
                               crypto::ToHex(crypto::Sha256(File(name))), "  ", name, "\n")));
  }
}

TEST_F(RoundExportTest, LeavesNoHalfFileWhenRowsFailInTheMiddle) {
  RoundExport what = Everything();
  what.rows["Q"].read = [](const auto& take) {
    EXPECT_THAT(take(SurveyRows().front()), IsOk());
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL, "full", "disk");
  };

  for (const ExportFormat format : {ExportFormat::kCsv, ExportFormat::kSav, ExportFormat::kXlsx}) {
    what.formats = {format};
    EXPECT_THAT(ExportRound(SurveyBundle(), what, results_),
                IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL));
    EXPECT_THAT(Names(folder_.path()), IsEmpty());
  }
}

TEST_F(RoundExportTest, LeavesTheEarlierExportWhenRowsFail) {
  RoundExport what = Everything();
  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());
  const std::string before = File("SHA256SUMS");
  what.rows["Q"].read = [](const auto&) { return absl::UnavailableError("the server is gone"); };
  v1::Bundle other = SurveyBundle();
  other.set_agency_code("other");

  EXPECT_FALSE(ExportRound(other, what, results_).ok());

  EXPECT_EQ(File("SHA256SUMS"), before);
  EXPECT_THAT(Names(folder_.path()), ElementsAre("results"));
}

TEST_F(RoundExportTest, ScoresAreTheFourColumnsThatTheScoreVerbPrints) {
  const v1::Bundle bundle = AgencyBundle();

  ASSERT_THAT(ExportRound(bundle, {}, results_), IsOk());

  EXPECT_EQ(File("scores.csv"), ScoresToCsv(bundle.scores()));
}

TEST_F(RoundExportTest, ItemsCarrySumsExactScoresAndWhereTheyCameFrom) {
  ASSERT_THAT(ExportRound(AgencyBundle(), {}, results_), IsOk());

  const CsvTable items = Table("items.csv");

  EXPECT_THAT(items.head.cells, ElementsAre("item", "part", "text", "n", "sum", "exact", "score",
                                            "origin", "evidence", "note"));
  EXPECT_THAT(items.rows, SizeIs(59));
  EXPECT_EQ(items.rows.front().cells[0], "I1");
  EXPECT_EQ(items.rows.front().cells[3], "31");
  EXPECT_EQ(items.rows.front().cells[7], "counted");
  EXPECT_EQ(items.rows.back().cells[0], "O35");
  EXPECT_EQ(items.rows.back().cells[3], "");
  EXPECT_EQ(items.rows.back().cells[7], "imported");
}

TEST_F(RoundExportTest, NoCellOfATableIsAFormula) {
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());

  EXPECT_EQ(Table("items.csv").rows.front().cells[8], "'=cmd|' /C calc'!A0");
  EXPECT_EQ(Table("items.csv").rows.front().cells[9], "'+1, \"อ้างอิง\"\nบรรทัดที่สอง");
}

TEST_F(RoundExportTest, ABreakdownSaysWhatItDoesNotShow) {
  ASSERT_THAT(ExportRound(SurveyBundle(), Everything(), results_), IsOk());

  std::vector<std::string> said;
  for (const CsvRow& row : Table("breakdown.csv").rows) {
    said.push_back(
        absl::StrCat(row.cells[0], " ", row.cells[2], " ", row.cells[5], " ", row.cells[6]));
  }
  EXPECT_THAT(said, UnorderedElementsAre("point south shown SAT", "point north hidden ",
                                         "point  not_broken_down SPEED", "age  withheld "));
}

TEST_F(RoundExportTest, ImportedScoresCanBeImportedAgain) {
  ASSERT_THAT(ExportRound(AgencyBundle(), {}, results_), IsOk());

  const CsvTable imported = Table("imported.csv");

  EXPECT_THAT(imported.head.cells, ElementsAre("part", "node", "score", "evidence", "note"));
  EXPECT_THAT(imported.rows, SizeIs(38));
  std::vector<std::vector<std::string>> rows;
  for (const CsvRow& row : imported.rows) rows.push_back(row.cells);
  EXPECT_THAT(rows, Contains(ElementsAre("OIT", "O10", "50", "", "")));
  EXPECT_THAT(rows, Contains(ElementsAre("EIT-2", "6", "9501/100", "", "")));
}

TEST_F(RoundExportTest, TheDefinitionReadsBackToTheSameDigest) {
  const v1::Bundle bundle = AgencyBundle();
  ASSERT_THAT(ExportRound(bundle, {}, results_), IsOk());

  const auto read = Assessment::FromText(File("definition.textproto"));

  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(crypto::ToHex(read->definition_digest()), bundle.scores().definition_digest());
}

TEST_F(RoundExportTest, TheBundleReadsBackAsItWas) {
  const v1::Bundle bundle = SurveyBundle();
  ASSERT_THAT(ExportRound(bundle, Everything(), results_), IsOk());

  v1::Bundle read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(File("bundle.json"), &read).ok());

  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read, bundle));
}

TEST_F(RoundExportTest, EveryTableBeginsWithAByteOrderMarkIfAsked) {
  RoundExport what = Everything();
  what.byte_order_mark = true;
  what.formats = {ExportFormat::kCsv};
  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());

  for (const std::string& name : Names(results_)) {
    if (!absl::EndsWith(name, ".csv")) continue;
    EXPECT_EQ(File(name).substr(0, 3), "\xEF\xBB\xBF") << name;
    EXPECT_THAT(ParseCsv(File(name)), IsOk()) << name;
  }
}

TEST_F(RoundExportTest, RefusesRowsOfWhatIsNoQuestionnaire) {
  RoundExport what;
  what.rows["X"] = SourceOf(SurveyRows());

  EXPECT_THAT(ExportRound(SurveyBundle(), what, results_),
              IsRefusedFor(v1::REASON_QUESTIONNAIRE_UNKNOWN, "X"));
}

TEST_F(RoundExportTest, TellsHowFarItIs) {
  RoundExport what = Everything();
  what.formats = {ExportFormat::kCsv};
  std::vector<int64_t> told;
  what.on_progress = [&](const std::string&, int64_t rows) { told.push_back(rows); };

  ASSERT_THAT(ExportRound(SurveyBundle(), what, results_), IsOk());

  EXPECT_THAT(told, ElementsAre(2, 4, 6, 7));
}

TEST(SheetTableTest, CountsALineMoreRatherThanCutOne) {
  EXPECT_EQ(WrappedLines("สั้น", 20), 1U);
  EXPECT_EQ(WrappedLines("", 20), 1U);
  EXPECT_EQ(WrappedLines("one\ntwo\nthree", 20), 3U);
  EXPECT_GE(WrappedLines(std::string(100, 'x'), 20), 6U);
  EXPECT_GT(RowHeight(3), 3 * 13.0);
  EXPECT_LE(RowHeight(1000), 409.0);
}

}  // namespace
}  // namespace sucharit
