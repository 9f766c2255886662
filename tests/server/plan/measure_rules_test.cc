// SPDX-License-Identifier: Apache-2.0
#include "server/plan/measure_rules.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/testing/small_definition.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;

void Set(v1::Date& date, int year, int month, int day) {
  date.set_year_be(year);
  date.set_month(month);
  date.set_day(day);
}

class MeasureRulesTest : public ::testing::Test {
 protected:
  MeasureRulesTest() {
    measure_.set_topic(1);
    measure_.set_measure("จัดทำคู่มือ");
    measure_.set_responsible("กองคลัง");
    measure_.add_steps("แต่งตั้งคณะทำงาน");
    Set(*measure_.mutable_begins(), 2568, 4, 0);
    Set(*measure_.mutable_ends(), 2568, 9, 0);
  }

  absl::Status Check() const { return CheckMeasure(assessment_, measure_); }
  static auto RefusedFor(const std::string& subject) {
    return IsRefusedFor(v1::REASON_MEASURE, subject);
  }

  const Assessment assessment_ = testing::SmallAssessment();
  v1::Measure measure_;
};

TEST_F(MeasureRulesTest, TakesAWholeMeasure) { EXPECT_THAT(Check(), IsOk()); }

TEST_F(MeasureRulesTest, RefusesATopicThatTheDefinitionLacks) {
  measure_.set_topic(2);
  EXPECT_THAT(Check(), RefusedFor("topic 2"));
}

TEST_F(MeasureRulesTest, RefusesTextsThatAreMissingTooLongOrNone) {
  v1::Measure good = measure_;
  measure_.set_measure(" \n");
  EXPECT_THAT(Check(), RefusedFor("measure"));
  measure_.set_measure(std::string(4001, 'a'));
  EXPECT_THAT(Check(), RefusedFor("measure"));
  measure_ = good;
  measure_.set_responsible(std::string(1001, 'a'));
  EXPECT_THAT(Check(), RefusedFor("responsible"));
  measure_ = good;
  measure_.set_steps(0, "a\x1b[2J");
  EXPECT_THAT(Check(), RefusedFor("steps"));
  measure_ = good;
  for (int i = 0; i < 30; ++i) measure_.add_steps("ขั้นตอน");
  EXPECT_THAT(Check(), RefusedFor("steps"));
}

TEST_F(MeasureRulesTest, RefusesDaysThatDoNotExist) {
  Set(*measure_.mutable_begins(), 2568, 2, 29);
  EXPECT_THAT(Check(), RefusedFor("begins"));
  Set(*measure_.mutable_begins(), 2567, 2, 29);
  EXPECT_THAT(Check(), IsOk()) << "2567 is 2024, a leap year";
  Set(*measure_.mutable_ends(), 2568, 9, 31);
  EXPECT_THAT(Check(), RefusedFor("ends"));
  measure_.clear_ends();
  EXPECT_THAT(Check(), RefusedFor("ends"));
}

TEST_F(MeasureRulesTest, RefusesAnEndBeforeTheBeginning) {
  Set(*measure_.mutable_ends(), 2568, 3, 0);
  EXPECT_THAT(Check(), RefusedFor("ends"));
  Set(*measure_.mutable_ends(), 2568, 4, 0);
  EXPECT_THAT(Check(), IsOk()) << "within one month";
  Set(*measure_.mutable_begins(), 2568, 4, 30);
  EXPECT_THAT(Check(), IsOk()) << "a month ends with its last day";
  Set(*measure_.mutable_ends(), 2568, 4, 29);
  EXPECT_THAT(Check(), RefusedFor("ends"));
}

TEST_F(MeasureRulesTest, RefusesNumbersAndStatusesThatAreNone) {
  measure_.set_number(-1);
  EXPECT_THAT(Check(), RefusedFor("number -1"));
  measure_.set_number(1);
  measure_.set_status(static_cast<v1::MeasureStatus>(9));
  EXPECT_THAT(Check(), RefusedFor("status"));
}

}  // namespace
}  // namespace sucharit
