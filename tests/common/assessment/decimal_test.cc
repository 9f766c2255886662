// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/decimal.h"

#include <gtest/gtest.h>

namespace sucharit {
namespace {

TEST(DecimalTest, ReadsExactly) {
  EXPECT_EQ(ParseDecimal("42", 0), 42);
  EXPECT_EQ(ParseDecimal("-1.5", 1), -15);
  EXPECT_EQ(ParseDecimal("0.0001", 4), 1);
  EXPECT_EQ(ParseDecimal("007", 2), 700);
  EXPECT_EQ(ParseDecimal("1.50", 1), 15);
  EXPECT_EQ(ParseDecimal("-0", 0), 0);
  EXPECT_EQ(ParseDecimal("99999999999999.9999", 4), 999999999999999999);
}

TEST(DecimalTest, RefusesWhatIsNoNumberOrTooFine) {
  for (const char* text : {"", "-", ".", ".5", "5.", "+1", " 1", "1 ", "1e3", "1,000", "๑", "--1",
                           "1.23456", "123456789012345", "0x1", "nan"}) {
    EXPECT_EQ(ParseTenThousandths(text), std::nullopt) << text;
  }
  EXPECT_EQ(ParseDecimal("1.5", 0), std::nullopt);
  EXPECT_EQ(ParseDecimal("1.55", 1), std::nullopt);
}

TEST(DecimalTest, WritesWhatItRead) {
  EXPECT_EQ(FormatDecimal(42, 0), "42");
  EXPECT_EQ(FormatDecimal(-15, 1), "-1.5");
  EXPECT_EQ(FormatDecimal(1, 4), "0.0001");
  EXPECT_EQ(FormatDecimal(-1, 2), "-0.01");
  EXPECT_EQ(FormatDecimal(0, 2), "0.00");
  EXPECT_EQ(FormatDecimal(999999999999999999, 4), "99999999999999.9999");
}

}  // namespace
}  // namespace sucharit
