// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/server/command_line/run_sucharit.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Ran;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::RunSucharit;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string DataFile(absl::string_view name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name, ".csv"));
}

// The first four columns of the expected scores.
std::string ExpectedCsv() {
  std::vector<std::string> lines;
  for (const std::string& line :
       std::vector<std::string>(absl::StrSplit(ReadFile(DataFile("expected-scores")), '\n'))) {
    std::vector<std::string> cells = absl::StrSplit(line, ',');
    if (cells.size() > 4) cells.resize(4);
    lines.push_back(absl::StrJoin(cells, ","));
  }
  return absl::StrJoin(lines, "\n");
}

class ScoreCommandTest : public ::testing::Test {
 protected:
  // Scores the real agency, with its EIT responses in another file if one is given.
  Ran Score(const std::vector<std::string>& more,
            const std::string& eit = DataFile("eit-responses")) const {
    std::vector<std::string> arguments = {"score",
                                          "--definition",
                                          "ita-2567",
                                          "--responses",
                                          "IIT=" + DataFile("iit-responses"),
                                          "--responses",
                                          "EIT=" + eit,
                                          "--imported",
                                          DataFile("imported-scores")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunSucharit(arguments);
  }

  // What the program says to a file of EIT responses with these contents.
  std::string Refusal(const std::string& contents) const {
    const Ran ran = Score({"--language", "en"}, folder_.Write("eit.csv", contents));
    EXPECT_EQ(ran.exit_status, 1);
    EXPECT_THAT(ran.out, IsEmpty());
    return ran.err;
  }

  TemporaryFolder folder_;
};

constexpr char kHead[] = "E1,E2,E3,E4,E5,E6,E7,E8,E9\n";
constexpr char kRow[] = "100,100,100,100,100,100,100,100,100\n";

TEST_F(ScoreCommandTest, CsvEqualsThePublishedFiguresByteForByte) {
  const Ran ran = Score({"--format", "csv"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_EQ(ran.out, ExpectedCsv());
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST_F(ScoreCommandTest, TextSaysTheOverallScoreAndLevel) {
  const Ran ran = Score({"--language", "th"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex("ITA .* 93\\.93\nระดับ +ผ่านดี\n$"));
}

TEST_F(ScoreCommandTest, BesideTheReportItsThreeTypingErrorsAreMarked) {
  const Ran ran = Score({"--beside", DataFile("expected-scores"), "--language", "th"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, ContainsRegex(" I13 .* 94\\.84 +94\\.87 ≠\n"));
  EXPECT_THAT(ran.out, ContainsRegex("\n1 .* 92\\.69 +92\\.68 ≠\n"));
  EXPECT_THAT(ran.out, ContainsRegex(" E5 .* 94\\.57 +94\\.54 ≠\n"));
  EXPECT_THAT(ran.out, EndsWith("\nคะแนนตรงกันทุกข้อ 83 จุด; รายงานพิมพ์ผิด 3 จุด: I13, ตัวชี้วัด 1, E5\n"));
}

TEST_F(ScoreCommandTest, OtherScoresThanThoseBesideAreNamedAndFail) {
  const std::string changed = absl::StrReplaceAll(
      ReadFile(DataFile("expected-scores")),
      {{"item,I3,100/1", "item,I3,99/1"}, {"indicator,9,655/7,93.57", "indicator,9,655/7,93.58"}});

  const Ran ran = Score({"--beside", folder_.Write("other.csv", changed), "--language", "en"});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, HasSubstr("other.csv: I3, indicator 9: "));
  EXPECT_THAT(ran.err, HasSubstr("[REASON_SCORES_DIFFER]"));
}

TEST_F(ScoreCommandTest, JsonIsWhatJsonAsksFor) {
  const Ran ran = Score({"--json"});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\"exact\": \"61148467/651000\""));
  EXPECT_EQ(ran.out, Score({"--format", "json"}).out);
  EXPECT_EQ(Score({"--json", "--format", "csv"}).exit_status, 2);
}

TEST_F(ScoreCommandTest, OutputGoesIntoTheFileAlone) {
  const Ran ran = Score({"--format", "csv", "--output", folder_.File("scores.csv")});

  EXPECT_EQ(ran.exit_status, 0) << ran.err;
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(ReadFile(folder_.File("scores.csv")), ExpectedCsv());
}

TEST_F(ScoreCommandTest, ABadCellIsRefusedByLineAndColumn) {
  EXPECT_THAT(Refusal(absl::StrCat(kHead, kRow, "100,100,100,100,55,100,100,100,100\n")),
              ContainsRegex("eit.csv: line 3, column E5: .*\\[REASON_CELL_UNKNOWN\\]"));
  EXPECT_THAT(Refusal(absl::StrCat(kHead, "100,,100,100,100,100,100,100,100\n")),
              ContainsRegex("line 2, column E2: .*\\[REASON_ANSWER_MISSING\\]"));
}

TEST_F(ScoreCommandTest, ABadColumnIsRefusedByName) {
  EXPECT_THAT(Refusal("E1,E2,E3,E4,E5,E6,E7,E8\n0,0,0,0,0,0,0,0\n"),
              ContainsRegex("line 1, column E9: .*\\[REASON_CSV_COLUMN_MISSING\\]"));
  EXPECT_THAT(Refusal("E1,E2,E3,E4,E5,E6,E7,E8,E9,E10\n"),
              ContainsRegex("line 1, column E10: .*\\[REASON_CSV_COLUMN_UNKNOWN\\]"));
  EXPECT_THAT(Refusal("E1,E2,E3,E4,E5,E6,E7,E8,E9,E1\n"),
              ContainsRegex("line 1, column E1: .*\\[REASON_CSV_COLUMN_REPEATED\\]"));
}

TEST_F(ScoreCommandTest, ABadTableIsRefusedByLine) {
  EXPECT_THAT(Refusal(absl::StrCat(kHead, kRow, "100\n")),
              ContainsRegex("line 3: .*\\[REASON_CSV_ROW_LENGTH\\]"));
  EXPECT_THAT(Refusal(absl::StrCat(kHead, "\n", kRow)),
              ContainsRegex("line 2: .*\\[REASON_CSV_MALFORMED\\]"));
  EXPECT_THAT(Refusal(absl::StrCat(kHead, kRow, std::string(1, '\0'))),
              ContainsRegex("line 3: .*\\[REASON_FILE_NOT_TEXT\\]"));
  EXPECT_THAT(Refusal(absl::StrCat(kHead, "\xA1\n")),
              ContainsRegex("line 2: .*\\[REASON_FILE_NOT_TEXT\\]"));
  EXPECT_THAT(Refusal(""), HasSubstr("[REASON_FILE_EMPTY]"));
  EXPECT_THAT(Refusal(kHead), HasSubstr("[REASON_FILE_EMPTY]"));
}

TEST_F(ScoreCommandTest, AFileTooLargeIsRefusedAfterSayingThatItIsRead) {
  const std::string err = Refusal(std::string((size_t{64} << 20) + 1, 'x'));

  EXPECT_THAT(err, HasSubstr("reading "));
  EXPECT_THAT(err, HasSubstr("[REASON_FILE_TOO_LARGE]"));
}

TEST_F(ScoreCommandTest, NamesAFileOrAQuestionnaireThatDoesNotExist) {
  EXPECT_THAT(Score({}, folder_.File("none.csv")).err, HasSubstr("[REASON_FILE_UNREADABLE]"));
  EXPECT_THAT(Score({"--responses", "OIT=x"}).err, HasSubstr("OIT: "));
  EXPECT_EQ(Score({"--responses", "OIT=x"}).exit_status, 1);
}

TEST_F(ScoreCommandTest, AQuestionnaireTwiceIsMisuse) {
  EXPECT_EQ(Score({"--responses", "IIT=" + DataFile("iit-responses")}).exit_status, 2);
}

TEST_F(ScoreCommandTest, NamesWhatIsMissing) {
  const Ran ran = RunSucharit({"score", "--definition", "ita-2567", "--language", "en",
                               "--imported", DataFile("imported-scores")});

  EXPECT_EQ(ran.exit_status, 1);
  EXPECT_THAT(ran.err, ContainsRegex("IIT, EIT-1 6, EIT-1 7, EIT-1 8: .*"
                                     "\\[REASON_ROUND_INCOMPLETE\\]"));
}

}  // namespace
}  // namespace sucharit
