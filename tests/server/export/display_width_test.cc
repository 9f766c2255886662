// SPDX-License-Identifier: Apache-2.0
#include "server/export/display_width.h"

#include <gmock/gmock.h>

namespace sucharit {
namespace {

TEST(DisplayWidthTest, ThaiMarksAboveAndBelowTakeNoColumn) {
  EXPECT_EQ(DisplayWidth("กา"), 2u);
  EXPECT_EQ(DisplayWidth("กี่"), 1u);
  EXPECT_EQ(DisplayWidth("ผู้ใหญ่"), 4u);
  EXPECT_EQ(DisplayWidth("ทุจริต"), 4u);
}

TEST(DisplayWidthTest, OtherTextIsAsWideAsItsLetters) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("I10 …"), 5u);
  EXPECT_EQ(DisplayWidth("\xFF"), 1u);
}

TEST(DisplayWidthTest, FittedTextHasTheWidthWhateverItsMarks) {
  EXPECT_EQ(FitToWidth("กี่", 3), "กี่  ");
  EXPECT_EQ(FitToWidth("ab", 2), "ab");
  EXPECT_EQ(FitToWidth("abc", 2), "a…");
  EXPECT_EQ(FitToWidth("abc", 1), "…");
}

TEST(DisplayWidthTest, ALetterIsNeverCutFromItsMarks) {
  EXPECT_EQ(FitToWidth("กี่ขี่คี่", 2), "กี่…");
  EXPECT_EQ(FitToWidth("กี่ขี่คี่", 3), "กี่ขี่คี่");
}

TEST(DisplayWidthTest, AlignsRightWithoutCutting) {
  EXPECT_EQ(AlignRight("ที่", 3), "  ที่");
  EXPECT_EQ(AlignRight("abc", 2), "abc");
}

}  // namespace
}  // namespace sucharit
