// SPDX-License-Identifier: Apache-2.0
#include "server/plan/plan_dates.h"

#include <gmock/gmock.h>

#include <string>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;

// "2568-4-0" for what was read.
std::string Read(const std::string& text) {
  const auto date = ParsePlanDate(text);
  EXPECT_THAT(date, IsOk()) << text;
  if (!date.ok()) return "";
  return std::to_string(date->year_be()) + "-" + std::to_string(date->month()) + "-" +
         std::to_string(date->day());
}

TEST(PlanDatesTest, ReadsMonthsAsPeopleWriteThem) {
  for (const char* text :
       {"2568-04", "เมษายน 2568", "เมษายน ๒๕๖๘", "เม.ย. 2568", "เมษายน พ.ศ. ๒๕๖๘", "April 2568",
        "apr 2568", "04/2568", " 4/2568 ", "2025-04"}) {
    EXPECT_EQ(Read(text), "2568-4-0") << text;
  }
}

TEST(PlanDatesTest, ReadsDaysAsPeopleWriteThem) {
  for (const char* text : {"2568-04-01", "1/4/2568", "๑/๔/๒๕๖๘", "1 เมษายน 2568", "๑ เม.ย. ๒๕๖๘",
                           "1 เมษายน พ.ศ. 2568", "01/04/2025", "1 April 2568", "2025-04-01"}) {
    EXPECT_EQ(Read(text), "2568-4-1") << text;
  }
}

TEST(PlanDatesTest, KnowsAllMonths) {
  const char* const names[] = {"มกราคม",  "กุมภาพันธ์", "มีนาคม",  "เมษายน", "พฤษภาคม",  "มิถุนายน",
                               "กรกฎาคม", "สิงหาคม",  "กันยายน", "ตุลาคม",  "พฤศจิกายน", "ธันวาคม"};
  for (int month = 0; month < 12; ++month) {
    EXPECT_EQ(Read(std::string(names[month]) + " 2568"),
              "2568-" + std::to_string(month + 1) + "-0");
  }
}

TEST(PlanDatesTest, RefusesWhatCouldMeanSomethingElse) {
  for (const char* text : {"",
                           " ",
                           "2568",
                           "เมษายน",
                           "เมษายน 68",
                           "เม.ย. 68",
                           "1/4/68",
                           "13/2568",
                           "0/2568",
                           "2568-13",
                           "2568-00-01",
                           "0 เมษายน 2568",
                           "1/0/2568",
                           "2568-04-01-02",
                           "เมษายน ถึง กันยายน 2568",
                           "-1/4/2568",
                           "+1/4/2568",
                           "1.4.2568",
                           "ปีงบประมาณ 2568",
                           "4/เมษายน/2568/1"}) {
    EXPECT_THAT(ParsePlanDate(text),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE))
        << text;
  }
}

TEST(PlanDatesTest, WritesWhatItReads) {
  for (const char* text : {"เมษายน 2568", "1 เมษายน 2568", "31 ธันวาคม 2569"}) {
    EXPECT_EQ(FormatPlanDate(ParsePlanDate(text).value(), Language::kThai), text);
  }
  EXPECT_EQ(FormatPlanDate(ParsePlanDate("1/4/2568").value(), Language::kEnglish), "1 April 2568");
}

}  // namespace
}  // namespace sucharit
