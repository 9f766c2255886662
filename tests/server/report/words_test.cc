// SPDX-License-Identifier: Apache-2.0
#include "server/report/words.h"

#include <gtest/gtest.h>

namespace sucharit::report {
namespace {

constexpr Language kThai = Language::kThai;
constexpr Language kEnglish = Language::kEnglish;

v1::Date DateOf(int year, int month, int day = 0) {
  v1::Date date;
  date.set_year_be(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

TEST(WordsTest, WritesPeriodsAsOfficialDocumentsDo) {
  EXPECT_EQ(PeriodText(DateOf(2568, 4), DateOf(2568, 9), kThai), "เมษายน 2568 ถึง กันยายน 2568");
  EXPECT_EQ(PeriodText(DateOf(2568, 4, 1), DateOf(2568, 12, 31), kEnglish),
            "1 April 2568 to 31 December 2568");
  EXPECT_EQ(PeriodText(DateOf(2568, 4), DateOf(2568, 4), kThai), "เมษายน 2568");
  EXPECT_EQ(DateText(DateOf(2568, 13), kThai), "? 2568");
}

TEST(WordsTest, WritesDaysInTheBuddhistEra) {
  EXPECT_EQ(DayText("2024-10-01", kThai), "1 ตุลาคม 2567");
  EXPECT_EQ(DayText("some day", kThai), "some day");
}

TEST(WordsTest, WritesCountsAndShares) {
  EXPECT_EQ(CountText(0), "0");
  EXPECT_EQ(CountText(999), "999");
  EXPECT_EQ(CountText(1234567), "1,234,567");
  EXPECT_EQ(CountText(-1234), "-1,234");
  EXPECT_EQ(PercentText(12, 31), "38.71");
  EXPECT_EQ(PercentText(0, 0), "–");
  EXPECT_EQ(ShareText(mpq_class(3, 10)), "30");
  EXPECT_EQ(ShareText(mpq_class(1, 3)), "33.33");
}

TEST(WordsTest, RoundsTheExactChangeOnce) {
  EXPECT_EQ(ChangeText(mpq_class(2800, 31), mpq_class(2720, 31)), "−2.58");
  EXPECT_EQ(ChangeText(mpq_class(50), mpq_class(100)), "+50.00");
  EXPECT_EQ(ChangeText(mpq_class(50), mpq_class(50)), "0.00");
}

TEST(WordsTest, WritesMeansThatMayBeNegative) {
  EXPECT_EQ(DecimalText("7/3"), "2.33");
  EXPECT_EQ(DecimalText("-7/2"), "−3.50");
  EXPECT_EQ(DecimalText("1/0"), "1/0");
  EXPECT_EQ(DecimalText("x"), "x");
}

TEST(WordsTest, Enumerates) {
  EXPECT_EQ(Enumerate({}, kThai), "");
  EXPECT_EQ(Enumerate({"ก"}, kThai), "ก");
  EXPECT_EQ(Enumerate({"ก", "ข", "ค"}, kThai), "ก, ข และ ค");
  EXPECT_EQ(Enumerate({"a", "b"}, kEnglish), "a and b");
}

}  // namespace
}  // namespace sucharit::report
