// SPDX-License-Identifier: Apache-2.0
#include "server/users/password_rules.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;

const auto kWeak = IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_PASSWORD_WEAK);
const auto kBadName = IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_USER_NAME);

TEST(CheckPasswordTest, TakesTwelveLettersOfAnyScript) {
  EXPECT_THAT(CheckPassword("twelve chars", "somchai"), IsOk());
  EXPECT_THAT(CheckPassword("ตำบลบางตะบูนออก", "somchai"), IsOk());
}

TEST(CheckPasswordTest, RefusesWhatIsShortOrEasilyGuessed) {
  EXPECT_THAT(CheckPassword("", "somchai"), kWeak);
  EXPECT_THAT(CheckPassword("elevenchars", "somchai"), kWeak);
  EXPECT_THAT(CheckPassword("ตำบล", "somchai"), kWeak) << "twelve bytes, four letters";
  EXPECT_THAT(CheckPassword("aaaaaaaaaaaaaaaa", "somchai"), kWeak);
  EXPECT_THAT(CheckPassword("Password1234", "somchai"), kWeak);
  EXPECT_THAT(CheckPassword("somchai.jaidee", "Somchai.Jaidee"), kWeak);
  EXPECT_THAT(CheckPassword(std::string(1025, 'x') + "abcdefgh", "somchai"), kWeak);
  EXPECT_THAT(CheckPassword("broken \xff text here", "somchai"), kWeak);
}

TEST(CheckUserNameTest, TakesSmallLettersDigitsAndAFewMarks) {
  for (const auto* good : {"a", "somchai.j", "0-9_a@b"}) {
    EXPECT_THAT(CheckUserName(good), IsOk()) << good;
  }
  for (const std::string& bad : {std::string(), std::string("Somchai"), std::string(".a"),
                                 std::string("a b"), std::string("สมชาย"), std::string(65, 'a')}) {
    EXPECT_THAT(CheckUserName(bad), kBadName) << bad;
  }
}

TEST(GeneratePasswordTest, MakesADifferentOneEachTimeThatTheRulesTake) {
  std::set<std::string> made;

  for (int i = 0; i < 100; ++i) {
    const std::string password = GeneratePassword();
    EXPECT_EQ(password.size(), 24U);
    EXPECT_THAT(CheckPassword(password, "operator"), IsOk());
    made.insert(password);
  }

  EXPECT_EQ(made.size(), 100U);
}

}  // namespace
}  // namespace sucharit
