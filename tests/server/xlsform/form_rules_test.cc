// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/form_rules.h"

#include <gtest/gtest.h>

namespace sucharit {
namespace {

TEST(FormRulesTest, FindsTheFirstFunctionThatRulesDoNotHave) {
  EXPECT_EQ(UnsupportedFunction("${q} = 'a' and not(selected(${q}, 'b'))"), "");
  EXPECT_EQ(UnsupportedFunction("${q} = 'today()'"), "");
  EXPECT_EQ(UnsupportedFunction("${today} > 3 and (${x} < 4)"), "");
  EXPECT_EQ(UnsupportedFunction("today() > 3"), "today");
  EXPECT_EQ(UnsupportedFunction(". > 3 or jr:choice-name (.) = 'x'"), "jr:choice-name");
}

TEST(FormRulesTest, ReadsBoundsOnlyFromAConstraintThatSetsNothingElse) {
  EXPECT_EQ(BoundsOf(". >= -1.5 and . <= 100").minimum, "-1.5");
  EXPECT_EQ(BoundsOf(".>=1").maximum, "");
  EXPECT_EQ(BoundsOf(".>=1").minimum, "1");
  EXPECT_EQ(BoundsOf(". >= 1 or . <= 100").minimum, "");
  EXPECT_EQ(BoundsOf(". >= 1 and ${q} = 'a'").minimum, "");
  EXPECT_EQ(BoundsOf(". > 1").minimum, "");
  EXPECT_EQ(BoundsOf("").minimum, "");
}

TEST(FormRulesTest, ReadsTheLengthOfATextFromItsConstraint) {
  EXPECT_EQ(LengthLimitOf("string-length(.) <= 80"), 80);
  EXPECT_EQ(LengthLimitOf("string-length( . )<80"), 79);
  EXPECT_FALSE(LengthLimitOf("string-length(.) <= 80 and . != 'x'").has_value());
  EXPECT_FALSE(LengthLimitOf("string-length(.) >= 80").has_value());
  EXPECT_FALSE(LengthLimitOf("string-length(.) <= 99999999999").has_value());
}

}  // namespace
}  // namespace sucharit
