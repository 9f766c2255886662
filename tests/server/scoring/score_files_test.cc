// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/score_files.h"

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::StartsWith;

class ScoreFilesTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
};

TEST_F(ScoreFilesTest, CountsTheResponsesOfARealAgency) {
  const absl::StatusOr<Assessment> assessment = LoadAssessment("ita-2567");
  ASSERT_THAT(assessment, IsOk());

  const absl::StatusOr<v1::Tally> tally =
      ReadResponsesCsv(testing::TestData("bang-tabun-2567-iit-responses.csv"), *assessment,
                       *assessment->FindInstrument("IIT"));

  ASSERT_THAT(tally, IsOk());
  EXPECT_EQ(tally->respondents(), 31);
  EXPECT_EQ(tally->items_size(), 15);
}

TEST_F(ScoreFilesTest, NamesTheFileAndThePlaceOfABadCell) {
  const absl::StatusOr<Assessment> assessment = LoadAssessment("ita-2567");
  const std::string path =
      folder_.Write("eit.csv", "E1,E2,E3,E4,E5,E6,E7,E8,E9\n100,100,100,100,55,100,100,100,100\n");

  const absl::StatusOr<v1::Tally> tally =
      ReadResponsesCsv(path, *assessment, *assessment->FindInstrument("EIT"));

  EXPECT_THAT(tally, IsRefusedFor(v1::REASON_CELL_UNKNOWN,
                                  AllOf(StartsWith(path), EndsWith(": line 2, column E5"))));
}

TEST_F(ScoreFilesTest, ReadsImportedScoresWhateverTheOrderOfColumns) {
  const std::string path = folder_.Write("imported.csv", "score,part,node\n95.01,EIT-2,6\n");

  const absl::StatusOr<std::vector<v1::ImportedScore>> scores = ReadImportedScoresCsv(path);

  ASSERT_THAT(scores, IsOk());
  ASSERT_EQ(scores->size(), 1u);
  EXPECT_EQ(scores->front().part(), "EIT-2");
  EXPECT_EQ(scores->front().node(), "6");
  EXPECT_EQ(scores->front().score(), "95.01");
}

TEST_F(ScoreFilesTest, ThePrintedColumnMayBeAbsent) {
  const std::string with = folder_.Write(
      "with.csv", "level,node,exact,score,printed_in_report_if_different\nitem,I1,1/1,1.00,2.00\n");
  const std::string without =
      folder_.Write("without.csv", "level,node,exact,score\nitem,I1,1/1,1.00\n");

  EXPECT_EQ(ReadPublishedScoresCsv(with)->front().printed, "2.00");
  EXPECT_EQ(ReadPublishedScoresCsv(without)->front().printed, "");
}

TEST_F(ScoreFilesTest, NamesAMissingColumn) {
  const std::string path = folder_.Write("imported.csv", "part,score\nEIT-2,6\n");

  EXPECT_THAT(ReadImportedScoresCsv(path),
              IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, EndsWith("line 1, column node")));
  EXPECT_THAT(ReadPublishedScoresCsv(path),
              IsRefusedFor(v1::REASON_CSV_COLUMN_UNKNOWN, EndsWith("line 1, column part")));
}

}  // namespace
}  // namespace sucharit
