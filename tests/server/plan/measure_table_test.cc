// SPDX-License-Identifier: Apache-2.0
#include "server/plan/measure_table.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "common/assessment/assessment.h"
#include "server/plan/measure_rules.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"
#include "tests/testing/test_data.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MeasureTableTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<v1::Measure>> Read(const std::string& csv) const {
    return ReadMeasures(folder_.Write("plan.csv", csv));
  }

  const TemporaryFolder folder_;
};

TEST_F(MeasureTableTest, ReadsColumnsInAnyOrder) {
  const auto measures = Read(
      "ends,begins,steps,responsible,measure,topic\n"
      "๓๐/๙/๒๕๖๘,เมษายน ๒๕๖๘,ก; ข ;,กองคลัง,จัดทำคู่มือ,3\n");

  ASSERT_THAT(measures, IsOk());
  ASSERT_EQ(measures->size(), 1U);
  const v1::Measure& measure = measures->front();
  EXPECT_EQ(measure.number(), 0);
  EXPECT_EQ(measure.topic(), 3);
  EXPECT_EQ(measure.measure(), "จัดทำคู่มือ");
  EXPECT_EQ(measure.responsible(), "กองคลัง");
  EXPECT_THAT(measure.steps(), ElementsAre("ก", "ข"));
  EXPECT_EQ(measure.begins().day(), 0);
  EXPECT_EQ(measure.ends().day(), 30);
  EXPECT_EQ(measure.status(), v1::MEASURE_STATUS_PLANNED);
}

TEST_F(MeasureTableTest, ReadsStatusesAndNumbersInBothLanguages) {
  const std::string head = "topic,measure,responsible,steps,begins,ends,status,number\n";
  const auto measures = Read(head +
                             "1,ก,ข,,4/2568,9/2568,Done,7\n"
                             "1,ก,ข,,4/2568,9/2568,กำลังดำเนินการ,\n"
                             "1,ก,ข,,4/2568,9/2568,under_way,\n"
                             "1,ก,ข,,4/2568,9/2568,,\n");

  ASSERT_THAT(measures, IsOk());
  EXPECT_EQ((*measures)[0].status(), v1::MEASURE_STATUS_DONE);
  EXPECT_EQ((*measures)[0].number(), 7);
  EXPECT_EQ((*measures)[1].status(), v1::MEASURE_STATUS_UNDER_WAY);
  EXPECT_EQ((*measures)[2].status(), v1::MEASURE_STATUS_UNDER_WAY);
  EXPECT_EQ((*measures)[3].status(), v1::MEASURE_STATUS_PLANNED);
}

TEST_F(MeasureTableTest, NamesTheCellThatCannotBeRead) {
  const std::string head = "topic,measure,responsible,steps,begins,ends,status\n";

  EXPECT_THAT(Read(head + "one,ก,ข,,4/2568,9/2568,\n"),
              IsRefusedFor(v1::REASON_MEASURE, HasSubstr("line 2, column topic")));
  EXPECT_THAT(Read(head + "1,ก,ข,,4/2568,September,\n"),
              IsRefusedFor(v1::REASON_MEASURE, HasSubstr("line 2, column ends")));
  EXPECT_THAT(Read(head + "1,ก,ข,,4/2568,9/2568,perhaps\n"),
              IsRefusedFor(v1::REASON_MEASURE, HasSubstr("line 2, column status")));
  EXPECT_THAT(Read("topic,measure\n1,ก\n"),
              IsRefusedFor(v1::REASON_CSV_COLUMN_MISSING, HasSubstr("responsible")));
}

TEST_F(MeasureTableTest, PartsStepsAtLinesAndSemicolons) {
  EXPECT_THAT(SplitSteps("one\r\n two;three;\n\n"), ElementsAre("one", "two", "three"));
  EXPECT_THAT(SplitSteps(" "), IsEmpty());
}

TEST_F(MeasureTableTest, ReadsARealAgencysPlan) {
  const Assessment assessment = LoadAssessment("ita-2567").value();

  const auto measures = ReadMeasures(testing::TestData("bang-tabun-2568-plan.csv"));

  ASSERT_THAT(measures, IsOk());
  EXPECT_EQ(measures->size(), 11U);
  std::set<int> topics;
  for (const v1::Measure& measure : *measures) {
    EXPECT_THAT(CheckMeasure(assessment, measure), IsOk());
    EXPECT_GE(measure.steps_size(), 2);
    EXPECT_EQ(measure.begins().month(), 4);
    EXPECT_EQ(measure.ends().month(), 9);
    topics.insert(measure.topic());
  }
  EXPECT_THAT(topics, ElementsAre(1, 2, 3, 4, 5, 6, 7));
}

}  // namespace
}  // namespace sucharit
