// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/dates.h"

#include <gmock/gmock.h>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefusedFor;

// 2024-02-29, a leap day, counted by hand: 54 years, 13 leap days before 2024, 31 + 28 days.
constexpr int32_t kLeapDay = 54 * 365 + 13 + 31 + 28;

TEST(DatesTest, ReadsYearsOfTheBuddhistEraAndOfOurs) {
  EXPECT_THAT(ParseDay("2567-02-29", "--first-day"), IsOkAndHolds(kLeapDay));
  EXPECT_THAT(ParseDay("2024-02-29", "--first-day"), IsOkAndHolds(kLeapDay));
}

TEST(DatesTest, RefusesDaysThatAreNotInTheCalendar) {
  for (const char* text : {"2566-02-29", "2567-13-01", "2567-00-10", "2567-01-32", "2567/01/02",
                           "2567-01", "", "1-2-3", "2567-01-02-03", "x-y-z"}) {
    EXPECT_THAT(ParseDay(text, "--first-day"),
                IsRefusedFor(v1::REASON_ARGUMENT, std::string("--first-day ") + text));
  }
}

TEST(DatesTest, AreShownInTheBuddhistEra) {
  EXPECT_EQ(FormatDay(kLeapDay, Language::kThai), "29 กุมภาพันธ์ 2567");
  EXPECT_EQ(FormatDay(kLeapDay, Language::kEnglish), "29 February 2024 (B.E. 2567)");
}

}  // namespace
}  // namespace sucharit
