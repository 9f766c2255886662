// SPDX-License-Identifier: Apache-2.0
#include "server/document/digits.h"

#include <gtest/gtest.h>

namespace sucharit::document {
namespace {

TEST(DigitsTest, WritesNumbersInThaiDigits) {
  EXPECT_EQ(InDigits("ได้ 93.93 คะแนน ปี 2567", Digits::kThai), "ได้ ๙๓.๙๓ คะแนน ปี ๒๕๖๗");
}

TEST(DigitsTest, WritesThaiDigitsInArabicWhereArabicIsAskedFor) {
  EXPECT_EQ(InDigits("(๑) ได้ ๙๓.๙๓", Digits::kArabic), "(1) ได้ 93.93");
}

TEST(DigitsTest, LeavesNamesWithLatinLettersAsTheyAre) {
  EXPECT_EQ(InDigits("ข้อ O10, I1–I15 และ ISO-9001 ได้ 50", Digits::kThai),
            "ข้อ O10, I1–I15 และ ISO-9001 ได้ ๕๐");
  EXPECT_EQ(InDigits("https://example.go.th/2567/o7.pdf", Digits::kThai),
            "https://example.go.th/2567/o7.pdf");
}

TEST(DigitsTest, KeepsEveryOtherByte) {
  const std::string mixed = "\xE0\xB9 \xFF ๏ ๚ –\n";

  EXPECT_EQ(InDigits(mixed, Digits::kThai), mixed);
  EXPECT_EQ(InDigits(mixed, Digits::kArabic), mixed);
}

}  // namespace
}  // namespace sucharit::document
