// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/masking.h"

#include <gtest/gtest.h>

#include <string>

namespace sucharit {
namespace {

TEST(MaskingTest, TakesOutACitizenNumberInAnyGrouping) {
  for (const char* number :
       {"1103700123458", "1-1037-00123-45-8", "1 1037 00123 45 8", "1.1037.00123.45.8",
        "1 - 1037 - 00123 - 45 - 8", "๑๑๐๓๗๐๐๑๒๓๔๕๘", "๑-๑๐๓๗-๐๐๑๒๓-๔๕-๘"}) {
    EXPECT_EQ(MaskIdentifiers("ผมคือ" + std::string(number) + "ครับ"), "ผมคือ[เลขประจำตัว]ครับ")
        << number;
  }
}

TEST(MaskingTest, LeavesThirteenDigitsWhoseCheckDigitIsWrong) {
  EXPECT_EQ(MaskIdentifiers("ฎีกา 1103700123451"), "ฎีกา 1103700123451");
}

TEST(MaskingTest, FindsACitizenNumberBehindAnotherNumber) {
  EXPECT_EQ(MaskIdentifiers("ปี 2567 1-1037-00123-45-8"), "ปี 2567 [เลขประจำตัว]");
}

TEST(MaskingTest, TakesOutATelephoneNumberInAnyGrouping) {
  for (const char* number :
       {"0812345678", "081-234-5678", "081 234 5678", "08-1234-5678", "(081) 234-5678",
        "๐๘๑-๒๓๔-๕๖๗๘", "02-123-4567", "032 581 234", "+66 81 234 5678", "+66 (0)81-234-5678",
        "0066812345678", "+1 202 555 0143"}) {
    const std::string masked = MaskIdentifiers("โทร" + std::string(number) + "นะ");

    EXPECT_TRUE(masked == "โทร[โทรศัพท์]นะ" || masked == "โทร([โทรศัพท์]นะ") << masked;
  }
}

TEST(MaskingTest, LeavesOtherNumbers) {
  for (const char* text :
       {"รอ 45 นาที", "ค่าธรรมเนียม 1,500.00 บาท", "วันที่ 02/03/2567", "เวลา 09.30-10.30 น.",
        "สายด่วน 1669", "ปี ๒๕๖๗", "0", "-", "+", "เลขที่ 123/45 หมู่ 6"}) {
    EXPECT_EQ(MaskIdentifiers(text), text);
  }
}

TEST(MaskingTest, TakesOutAnEmailAddress) {
  EXPECT_EQ(MaskIdentifiers("ส่งมาที่somchai.j+ita@bangtabun.go.thครับ"), "ส่งมาที่[อีเมล]ครับ");
  EXPECT_EQ(MaskIdentifiers("<A_B%c@Example.COM>."), "<[อีเมล]>.");
}

TEST(MaskingTest, LeavesAnAtSignThatBelongsToNoAddress) {
  for (const char* text : {"@", "a@", "@b", "a@b", "ราคา @ 5 บาท"}) {
    EXPECT_EQ(MaskIdentifiers(text), text);
  }
}

TEST(MaskingTest, TakesOutALink) {
  EXPECT_EQ(MaskIdentifiers("ดูhttps://www.facebook.com/somchai?id=5ครับ"), "ดู[ลิงก์]ครับ");
  EXPECT_EQ(MaskIdentifiers("(HTTP://example.test/a_b)."), "([ลิงก์]).");
  EXPECT_EQ(MaskIdentifiers("ที่ www.example.test, ครับ"), "ที่ [ลิงก์], ครับ");
  EXPECT_EQ(MaskIdentifiers("fb.com/somchai"), "[ลิงก์]");
  EXPECT_EQ(MaskIdentifiers("เว็บ bangtabun.go.th ล่ม"), "เว็บ [ลิงก์] ล่ม");
}

TEST(MaskingTest, LeavesWordsWithDots) {
  for (const char* text : {"รพ.สต.", "อบต.บางตะบูน", "version 2.0", "a.b", "report.docx"}) {
    EXPECT_EQ(MaskIdentifiers(text), text);
  }
}

TEST(MaskingTest, TakesOutEachOfSeveral) {
  EXPECT_EQ(MaskIdentifiers("สมชาย 0812345678, a@b.co.th, 1103700123458 http://x.io"),
            "สมชาย [โทรศัพท์], [อีเมล], [เลขประจำตัว] [ลิงก์]");
}

TEST(MaskingTest, ChangesNothingTheSecondTime) {
  const std::string once = MaskIdentifiers("0812345678 a@b.co.th 1103700123458 http://x.io");

  EXPECT_EQ(MaskIdentifiers(once), once);
}

TEST(MaskingTest, CopiesWhatIsNoText) {
  const std::string cut_off = "\xe0\xb9";

  EXPECT_EQ(MaskIdentifiers(""), "");
  EXPECT_EQ(MaskIdentifiers(cut_off), cut_off);
  EXPECT_EQ(MaskIdentifiers("0" + cut_off), "0" + cut_off);
}

}  // namespace
}  // namespace sucharit
