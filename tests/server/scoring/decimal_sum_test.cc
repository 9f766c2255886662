// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/decimal_sum.h"

#include <gmock/gmock.h>

namespace sucharit {
namespace {

TEST(DecimalSumTest, WritesAsManyDecimalsAsTheItemHas) {
  EXPECT_EQ(FormatDecimalSum(mpz_class(1250), 2), "12.50");
  EXPECT_EQ(FormatDecimalSum(mpz_class(-5), 2), "-0.05");
  EXPECT_EQ(FormatDecimalSum(mpz_class(0), 1), "0.0");
  EXPECT_EQ(FormatDecimalSum(mpz_class(7), 0), "7");
  EXPECT_EQ(FormatDecimalSum(mpz_class("123456789012345678901234"), 4),
            "12345678901234567890.1234");
}

TEST(DecimalSumTest, ReadsWhatItWrote) {
  for (const char* number : {"1250", "-5", "0", "123456789012345678901234", "-100000"}) {
    for (int decimals = 0; decimals <= 4; ++decimals) {
      mpz_class power;
      mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(decimals));
      mpq_class value(mpz_class(number), power);
      value.canonicalize();

      EXPECT_EQ(ParseDecimalSum(FormatDecimalSum(mpz_class(number), decimals)), value) << number;
    }
  }
}

TEST(DecimalSumTest, ReadsNothingElse) {
  for (const char* text : {"", "-", ".", ".5", "5.", "--5", "1,000", "1e3", " 1", "1.2.3", "+1"}) {
    EXPECT_EQ(ParseDecimalSum(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace sucharit
