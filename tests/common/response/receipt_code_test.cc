// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt_code.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "common/crypto/random.h"
#include "common/response/sealed_content.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;

constexpr absl::string_view kCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

auto IsMalformed() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_RECEIPT_MALFORMED);
}

// Worked out by hand from the header: the number 1 has the value 1 in the last place, whose weight
// is x = 2, the fifth bit of the first character has the weight x^16.
TEST(ReceiptCodeTest, WritesWhatTheHeaderSays) {
  EXPECT_EQ(FormatReceiptCode(std::string(kReceiptNumberSize, '\0')), "2222-2222-2222-2222-2");
  EXPECT_EQ(FormatReceiptCode(std::string("\0\0\0\0\0\0\0\0\0\1", 10)), "2222-2222-2222-2223-4");
  EXPECT_EQ(FormatReceiptCode(std::string(kReceiptNumberSize, '\xff')).substr(0, 19),
            "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
}

TEST(ReceiptCodeTest, ReadsEveryNumberBack) {
  for (int i = 0; i < 200; ++i) {
    const std::string number = crypto::RandomBytes(kReceiptNumberSize);

    EXPECT_THAT(ParseReceiptCode(FormatReceiptCode(number)), IsOkAndHolds(number));
  }
}

TEST(ReceiptCodeTest, ReadsSmallLettersBlanksAndMissingHyphens) {
  const std::string number = crypto::RandomBytes(kReceiptNumberSize);
  const std::string code = FormatReceiptCode(number);

  EXPECT_THAT(ParseReceiptCode(absl::AsciiStrToLower(code)), IsOkAndHolds(number));
  EXPECT_THAT(ParseReceiptCode(absl::StrReplaceAll(code, {{"-", ""}})), IsOkAndHolds(number));
  EXPECT_THAT(ParseReceiptCode(absl::StrReplaceAll(code, {{"-", "  "}}) + "\n"),
              IsOkAndHolds(number));
}

TEST(ReceiptCodeTest, FindsEveryWrongCharacterAndEverySwap) {
  const std::string code = FormatReceiptCode("0123456789");
  for (size_t place = 0; place < code.size(); ++place) {
    if (code[place] == '-') continue;
    for (const char other : kCharacters) {
      std::string wrong = code;
      wrong[place] = other;
      if (wrong == code) continue;
      EXPECT_THAT(ParseReceiptCode(wrong), IsMalformed()) << wrong;
    }
    for (size_t with = place + 1; with < code.size(); ++with) {
      std::string swapped = code;
      std::swap(swapped[place], swapped[with]);
      if (code[with] == '-' || swapped == code) continue;
      EXPECT_THAT(ParseReceiptCode(swapped), IsMalformed()) << swapped;
    }
  }
}

TEST(ReceiptCodeTest, RefusesWhatIsTooShortTooLongOrHasOtherCharacters) {
  const std::string code = FormatReceiptCode("0123456789");

  EXPECT_THAT(ParseReceiptCode(""), IsMalformed());
  EXPECT_THAT(ParseReceiptCode(code.substr(0, code.size() - 1)), IsMalformed());
  EXPECT_THAT(ParseReceiptCode(code + "2"), IsMalformed());
  for (const char* character : {"0", "O", "1", "I", "ก", "!"}) {
    EXPECT_THAT(ParseReceiptCode(character + code.substr(1)), IsMalformed()) << character;
  }
}

TEST(ReceiptCodeTest, IsShownAsTheRuleAndTheKeysPlaceSay) {
  EXPECT_TRUE(ShowsReceipts(v1::RECEIPT_RULE_SHOWN, v1::KEY_CUSTODY_SERVER));
  EXPECT_TRUE(ShowsReceipts(v1::RECEIPT_RULE_OFFLINE_KEY, v1::KEY_CUSTODY_OFFLINE));
  EXPECT_FALSE(ShowsReceipts(v1::RECEIPT_RULE_OFFLINE_KEY, v1::KEY_CUSTODY_SERVER));
  EXPECT_FALSE(ShowsReceipts(v1::RECEIPT_RULE_OFFLINE_KEY, v1::KEY_CUSTODY_UNSPECIFIED));
  EXPECT_FALSE(ShowsReceipts(v1::RECEIPT_RULE_NOT_SHOWN, v1::KEY_CUSTODY_OFFLINE));
}

}  // namespace
}  // namespace sucharit
