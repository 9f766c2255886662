// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/checklist_scores.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::testing::HasSubstr;

class ChecklistScoresTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<v1::ImportedScore>> Read(const std::string& csv) const {
    return ReadChecklistScores(folder_.Write("oit.csv", csv), assessment_);
  }

  const Assessment assessment_ = LoadAssessment("ita-2567").value();
  const testing::TemporaryFolder folder_;
};

TEST_F(ChecklistScoresTest, TakesWhatAChoiceOfTheItemEarns) {
  const auto half = ChecklistScore(assessment_, "O19", "50");
  const auto decimal = ChecklistScore(assessment_, "O19", "100.00");

  ASSERT_THAT(half, IsOk());
  EXPECT_EQ(half->part(), "OIT");
  EXPECT_EQ(half->node(), "O19");
  EXPECT_EQ(half->score(), "50");
  ASSERT_THAT(decimal, IsOk());
  EXPECT_EQ(decimal->score(), "100");
}

TEST_F(ChecklistScoresTest, RefusesOtherScoresAndItemsThatRespondentsAnswer) {
  EXPECT_THAT(ChecklistScore(assessment_, "O19", "55"),
              IsRefusedFor(v1::REASON_CELL_UNKNOWN, "O19"));
  EXPECT_THAT(ChecklistScore(assessment_, "O19", ""), IsRefusedFor(v1::REASON_CELL_UNKNOWN, "O19"));
  EXPECT_THAT(ChecklistScore(assessment_, "O99", "50"),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "O99"));
  EXPECT_THAT(ChecklistScore(assessment_, "I1", "100"),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, "I1"));
}

TEST_F(ChecklistScoresTest, ReadsColumnsInAnyOrderAndLeavesOutWhatIsNotScoredYet) {
  const auto scores = Read(
      "note,score,item,evidence\n"
      "ไม่ครบ,50,O10,https://agency.example/o10\n"
      ",,O11,\n"
      ",100,O12,\n");

  ASSERT_THAT(scores, IsOk());
  ASSERT_EQ(scores->size(), 2U);
  EXPECT_EQ((*scores)[0].node(), "O10");
  EXPECT_EQ((*scores)[0].evidence(), "https://agency.example/o10");
  EXPECT_EQ((*scores)[0].note(), "ไม่ครบ");
  EXPECT_EQ((*scores)[1].node(), "O12");
}

TEST_F(ChecklistScoresTest, NamesTheCellThatCannotBeTaken) {
  EXPECT_THAT(Read("item,score\nO10,50\nO11,51\n"),
              IsRefusedFor(v1::REASON_CELL_UNKNOWN, HasSubstr("line 3, column score")));
  EXPECT_THAT(Read("item,score\nX,50\n"),
              IsRefusedFor(v1::REASON_ITEM_UNKNOWN, HasSubstr("line 2, column item")));
  EXPECT_THAT(Read("item,score\nO10,50\nO10,50\n"),
              IsRefusedFor(v1::REASON_NODE_NOT_IMPORTABLE, HasSubstr("line 3, column item")));
  EXPECT_THAT(Read("item\nO10\n"), IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, HasSubstr("score")));
}

}  // namespace
}  // namespace sucharit
