// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/password.h"

#include <gtest/gtest.h>

#include <string>

namespace sucharit::crypto {
namespace {

TEST(PasswordTest, AcceptsThePasswordItWasMadeOf) {
  const auto hash = HashPassword("4711");

  ASSERT_TRUE(hash.ok());
  EXPECT_TRUE(VerifyPassword("4711", *hash));
  EXPECT_FALSE(VerifyPassword("4712", *hash));
  EXPECT_FALSE(VerifyPassword("", *hash));
}

TEST(PasswordTest, IsSaltedAndSaysItsMethodAndNotThePassword) {
  const std::string first = HashPassword("4711").value();
  const std::string second = HashPassword("4711").value();

  EXPECT_NE(first, second);
  EXPECT_EQ(first.rfind("$argon2id$", 0), 0U);
  EXPECT_EQ(first.find("4711"), std::string::npos);
}

TEST(PasswordTest, RefusesWhatIsNoHash) {
  EXPECT_FALSE(VerifyPassword("4711", ""));
  EXPECT_FALSE(VerifyPassword("4711", "4711"));
  EXPECT_FALSE(VerifyPassword("4711", std::string(1000, '$')));
}

TEST(PasswordTest, CostsWhatIsAskedFor) {
  const std::string moderate = HashPassword("4711", PasswordCost::kModerate).value();
  const std::string least = HashPassword("4711", PasswordCost::kLeast).value();

  EXPECT_EQ(moderate.rfind("$argon2id$v=19$m=262144,t=3,p=1$", 0), 0U);
  EXPECT_EQ(least.rfind("$argon2id$v=19$m=8,t=1,p=1$", 0), 0U);
  EXPECT_TRUE(VerifyPassword("4711", least));
}

}  // namespace
}  // namespace sucharit::crypto
