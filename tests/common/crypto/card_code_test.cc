// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/card_code.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using testing::IsOkAndHolds;
using testing::IsRefused;

constexpr absl::string_view kCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

std::string Characters(const std::string& packed) {
  return absl::StrReplaceAll(FormatCard(packed), {{"-", ""}});
}

// The one code that begins with these 15 characters.
std::string WithCheckCharacter(const std::string& data) {
  std::string code;
  for (const char check : kCharacters) {
    if (ParseCard(data + check).ok()) code = data + check;
  }
  return code;
}

auto IsMalformed() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MALFORMED);
}

TEST(CardCodeTest, HasFourGroupsOfFourCharactersWithoutThoseThatLookAlike) {
  const std::string code = FormatCard(MakeCard());

  EXPECT_THAT(code, ::testing::MatchesRegex("[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}"));
}

TEST(CardCodeTest, IsReadInAnyCaseWithAnyBlanksAndHyphens) {
  const std::string card = MakeCard();
  const std::string code = FormatCard(card);

  EXPECT_THAT(ParseCard(code), IsOkAndHolds(card));
  EXPECT_THAT(ParseCard(absl::AsciiStrToLower(code)), IsOkAndHolds(card));
  EXPECT_THAT(ParseCard(Characters(card)), IsOkAndHolds(card));
  EXPECT_THAT(ParseCard("  -" + absl::StrReplaceAll(code, {{"-", " - "}}) + "\n"),
              IsOkAndHolds(card));
}

TEST(CardCodeTest, PrintsEveryPackedCodeInItsOwnWay) {
  std::set<std::string> printed;

  for (int bit = 0; bit < 75; ++bit) {
    std::string card(kPackedCardSize, '\0');
    card[static_cast<size_t>(bit / 8)] = static_cast<char>(0x80 >> bit % 8);
    ASSERT_TRUE(IsPackedCard(card));
    ASSERT_THAT(ParseCard(FormatCard(card)), IsOkAndHolds(card));
    printed.insert(FormatCard(card));
  }

  EXPECT_EQ(printed.size(), 75u);
  EXPECT_EQ(FormatCard(std::string(kPackedCardSize, '\0')), "2222-2222-2222-2222");
}

// The check character is linear in the characters, so what an error does to the sum doesn't depend
// on the rest of the code: trying each error in each place of a few codes tries them all.
TEST(CardCodeTest, FindsEverySingleWrongCharacter) {
  for (int i = 0; i < 20; ++i) {
    const std::string code = Characters(MakeCard());
    for (size_t place = 0; place < code.size(); ++place) {
      for (const char wrong : kCharacters) {
        std::string typed = code;
        typed[place] = wrong;
        if (typed == code) continue;
        ASSERT_THAT(ParseCard(typed), IsMalformed()) << "place " << place;
      }
    }
  }
}

TEST(CardCodeTest, FindsEverySwapOfNeighbours) {
  for (const char first : kCharacters) {
    for (const char second : kCharacters) {
      if (first == second) continue;
      for (size_t place = 0; place + 1 < 15; ++place) {
        std::string data(15, '2');
        data[place] = first;
        data[place + 1] = second;
        std::string typed = WithCheckCharacter(data);
        std::swap(typed[place], typed[place + 1]);
        ASSERT_THAT(ParseCard(typed), IsMalformed()) << "place " << place;
      }
    }
  }
}

TEST(CardCodeTest, FindsEverySwapOfAnyTwoCharactersTheCheckCharacterAmongThem) {
  for (int i = 0; i < 200; ++i) {
    const std::string code = Characters(MakeCard());
    for (size_t first = 0; first < code.size(); ++first) {
      for (size_t second = first + 1; second < code.size(); ++second) {
        std::string typed = code;
        std::swap(typed[first], typed[second]);
        if (typed == code) continue;
        ASSERT_THAT(ParseCard(typed), IsMalformed()) << first << " and " << second;
      }
    }
  }
}

TEST(CardCodeTest, RefusesWhatIsNoCode) {
  const std::string code = FormatCard(MakeCard());

  EXPECT_THAT(ParseCard(""), IsMalformed());
  EXPECT_THAT(ParseCard(code.substr(1)), IsMalformed());
  EXPECT_THAT(ParseCard(code + "2"), IsMalformed());
  EXPECT_THAT(ParseCard("0" + code.substr(1)), IsMalformed());
  EXPECT_THAT(ParseCard("๗" + code.substr(1)), IsMalformed());
  EXPECT_THAT(ParseCard(std::string(1, '\0') + code.substr(1)), IsMalformed());
}

TEST(CardCodeTest, NeverRepeatsWhatWasTyped) {
  EXPECT_THAT(std::string(ParseCard("2222-2222-2222-2223").status().message()),
              ::testing::Not(::testing::HasSubstr("2222")));
}

TEST(CardCodeTest, TellsPackedCodesFromOtherBytes) {
  EXPECT_TRUE(IsPackedCard(MakeCard()));
  EXPECT_FALSE(IsPackedCard(""));
  EXPECT_FALSE(IsPackedCard(std::string(9, '\0')));
  EXPECT_FALSE(IsPackedCard(std::string(11, '\0')));
  EXPECT_FALSE(IsPackedCard(std::string(9, '\0') + "\x01"));
  EXPECT_FALSE(IsPackedCard(std::string(9, '\0') + "\x10"));
}

TEST(CardCodeTest, MakesEachCharacterOfEachPlaceAndNoCodeTwice) {
  std::set<std::string> codes;
  std::set<std::pair<size_t, char>> seen;

  for (int i = 0; i < 1000; ++i) {
    const std::string code = Characters(MakeCard());
    codes.insert(code);
    for (size_t place = 0; place < code.size(); ++place) seen.insert({place, code[place]});
  }

  EXPECT_EQ(codes.size(), 1000u);
  EXPECT_EQ(seen.size(), 16u * 32u);
}

TEST(CardCodeTest, HashesACardDifferentlyInEachRoundAndQuestionnaire) {
  const std::string card = MakeCard();
  const std::string round(16, 'r');

  const std::string hash = CardHash(card, round, "IIT");

  EXPECT_EQ(hash.size(), kCardHashSize);
  EXPECT_EQ(hash, CardHash(card, round, "IIT"));
  EXPECT_NE(hash, CardHash(MakeCard(), round, "IIT"));
  EXPECT_NE(hash, CardHash(card, std::string(16, 's'), "IIT"));
  EXPECT_NE(hash, CardHash(card, round, "EIT"));
}

}  // namespace
}  // namespace sucharit::crypto
