// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/fraction.h"

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

TEST(FractionTest, ReadsIntegersDecimalsAndFractionsExactly) {
  EXPECT_THAT(ParseFraction("80"), IsOkAndHolds(mpq_class(80)));
  EXPECT_THAT(ParseFraction("95.01"), IsOkAndHolds(mpq_class(9501, 100)));
  EXPECT_THAT(ParseFraction("3/10"), IsOkAndHolds(mpq_class(3, 10)));
  EXPECT_THAT(ParseFraction("0.3"), IsOkAndHolds(mpq_class(3, 10)));
  EXPECT_THAT(ParseFraction("200/6"), IsOkAndHolds(mpq_class(100, 3)));
  EXPECT_THAT(ParseFraction("007.50"), IsOkAndHolds(mpq_class(15, 2)));
}

TEST(FractionTest, TakesEighteenDigitsOnEachSideAndNoMore) {
  const std::string most(18, '9');

  EXPECT_TRUE(ParseFraction(most + "." + most).ok());
  EXPECT_TRUE(ParseFraction(most + "/" + most).ok());
  EXPECT_FALSE(ParseFraction(most + "9").ok());
  EXPECT_FALSE(ParseFraction("1." + most + "9").ok());
  EXPECT_FALSE(ParseFraction("1/" + most + "9").ok());
}

TEST(FractionTest, RefusesWhatIsNoPlainNumber) {
  for (const char* text :
       {"",   " ",  "-1", "+1", " 1",    "1 ",    "1e2",   "0x1", "1/0", "1/00", "1/-2",
        "1/", "/2", ".5", "5.", "1.2.3", "1/2/3", "1.5/2", "1,5", "๑",   "inf",  "nan"}) {
    EXPECT_THAT(ParseFraction(text), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
}

TEST(FractionTest, RefusesATextThatHidesANul) {
  EXPECT_FALSE(ParseFraction(absl::string_view("1\0002", 3)).ok());
}

TEST(FractionTest, WritesLowestTermsAlwaysWithADenominator) {
  EXPECT_EQ(FormatFraction(mpq_class(8620, 93)), "8620/93");
  EXPECT_EQ(FormatFraction(mpq_class(100)), "100/1");
  EXPECT_EQ(FormatFraction(*ParseFraction("0.50")), "1/2");
}

TEST(FractionTest, RoundsHalfUpToTwoDecimals) {
  EXPECT_EQ(RoundToText(*ParseFraction("92.685")), "92.69");
  EXPECT_EQ(RoundToText(*ParseFraction("92.695")),
            "92.70");  // Half-even would agree only by chance.
  EXPECT_EQ(RoundToText(*ParseFraction("0.125")), "0.13");
  EXPECT_EQ(RoundToText(*ParseFraction("0.005")), "0.01");
  EXPECT_EQ(RoundToText(*ParseFraction("92.684999999999999999")), "92.68");
  EXPECT_EQ(RoundToText(mpq_class(100, 3)), "33.33");
  EXPECT_EQ(RoundToText(mpq_class(200, 3)), "66.67");
}

TEST(FractionTest, AlwaysShowsTwoDecimals) {
  EXPECT_EQ(RoundToText(0), "0.00");
  EXPECT_EQ(RoundToText(mpq_class(1, 100)), "0.01");
  EXPECT_EQ(RoundToText(mpq_class(1, 10)), "0.10");
  EXPECT_EQ(RoundToText(100), "100.00");
}

TEST(FractionTest, RoundsToTheNumberThatItShows) {
  EXPECT_EQ(Round(*ParseFraction("84.995")), mpq_class(85));
  EXPECT_EQ(Round(*ParseFraction("84.9949")), *ParseFraction("84.99"));
}

}  // namespace
}  // namespace sucharit
