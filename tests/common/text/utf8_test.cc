// SPDX-License-Identifier: Apache-2.0
#include "common/text/utf8.h"

#include <gmock/gmock.h>

#include <string>

namespace sucharit {
namespace {

TEST(Utf8Test, AcceptsThaiAndWhatLiesBeyondTheBasicPlane) {
  const std::string text = "สุจริต, naïve, \U0001F600\U0010FFFF\x7F";

  EXPECT_EQ(FindBrokenText(text), text.size());
  EXPECT_EQ(FindBrokenText(""), 0u);
}

TEST(Utf8Test, FindsWhereTextIsBroken) {
  EXPECT_EQ(FindBrokenText(absl::string_view("ab\0c", 4)), 2u);
  EXPECT_EQ(FindBrokenText("ab\xFF"), 2u);
  EXPECT_EQ(FindBrokenText("\x80"), 0u);
  EXPECT_EQ(FindBrokenText("a\xE0\xB8"), 1u) << "cut off";
  EXPECT_EQ(FindBrokenText("\xE0\xB8 "), 0u) << "a third byte that is none";
}

TEST(Utf8Test, RefusesOverlongFormsSurrogatesAndTooLargeValues) {
  EXPECT_EQ(FindBrokenText("\xC0\xAF"), 0u);
  EXPECT_EQ(FindBrokenText("\xE0\x80\xAF"), 0u);
  EXPECT_EQ(FindBrokenText("\xF0\x80\x80\xAF"), 0u);
  EXPECT_EQ(FindBrokenText("\xED\xA0\x80"), 0u);
  EXPECT_EQ(FindBrokenText("\xF4\x90\x80\x80"), 0u);
}

}  // namespace
}  // namespace sucharit
