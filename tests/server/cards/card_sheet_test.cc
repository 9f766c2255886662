// SPDX-License-Identifier: Apache-2.0
#include "server/cards/card_sheet.h"

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CardWords Words() {
  CardWords words;
  words.agency.set_th("เทศบาล <ก>");
  words.questionnaire.set_th("แบบวัด IIT");
  return words;
}

std::string SheetOf(int count) {
  std::vector<v1::MadeCard> cards;
  for (int i = 1; i <= count; ++i) {
    cards.emplace_back().set_serial(100 + i);
    cards.back().set_code(absl::StrCat("7KQM-2XWP-9HTA-", 1000 + i));
  }
  return CardSheet(Words(), cards).value();
}

int Times(const std::string& html, const std::string& what) {
  int times = 0;
  for (size_t at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) ++times;
  return times;
}

TEST(CardSheetTest, ShowsEachCodeOnceWithItsQrCode) {
  const std::string html = SheetOf(3);

  EXPECT_EQ(Times(html, "7KQM-2XWP-9HTA-1001"), 1);
  EXPECT_EQ(Times(html, "7KQM-2XWP-9HTA-1003"), 1);
  EXPECT_EQ(Times(html, "<svg"), 3);
}

TEST(CardSheetTest, HasSerialsOnTheMarginOnly) {
  const std::string html = SheetOf(4);

  for (int serial = 101; serial <= 104; ++serial) {
    EXPECT_EQ(Times(html, absl::StrCat(">", serial, "</td>")), 1) << serial;
  }
  const size_t card = html.find("<td class=\"card\">");
  EXPECT_THAT(html.substr(card, html.find("</td>", card) - card), Not(HasSubstr("№")));
}

TEST(CardSheetTest, HasTenCardsOnAPage) {
  EXPECT_EQ(Times(SheetOf(10), "<table>"), 1);
  EXPECT_EQ(Times(SheetOf(11), "<table>"), 2);
}

TEST(CardSheetTest, WritesNamesAsText) { EXPECT_THAT(SheetOf(1), HasSubstr("เทศบาล &lt;ก&gt;")); }

}  // namespace
}  // namespace sucharit
