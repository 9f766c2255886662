// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/secret.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>

namespace sucharit::crypto {
namespace {

static_assert(!std::is_copy_constructible_v<Secret>, "a secret must not be copied by accident");
static_assert(!std::is_copy_assignable_v<Secret>, "a secret must not be copied by accident");
static_assert(std::is_nothrow_move_constructible_v<Secret>);

TEST(SecretTest, BeginsWithZeros) { EXPECT_EQ(Secret(4).view(), absl::string_view("\0\0\0\0", 4)); }

TEST(SecretTest, HoldsACopyOfTheBytes) {
  const std::string bytes("\0key", 4);

  EXPECT_EQ(Secret::CopyOf(bytes).view(), bytes);
  EXPECT_EQ(Secret::CopyOf("").size(), 0u);
}

TEST(SecretTest, TakesBytesAndLeavesNothingBehind) {
  std::string bytes = "short";  // Short enough to be kept within the string itself.
  const char* place = bytes.data();

  const Secret secret = Secret::Take(bytes);

  EXPECT_EQ(secret.view(), "short");
  EXPECT_TRUE(bytes.empty());
  EXPECT_EQ(absl::string_view(place, 5), absl::string_view("\0\0\0\0\0", 5));
}

TEST(SecretTest, MovesWithoutLeavingItselfBehind) {
  Secret first = Secret::CopyOf("key");

  const Secret second = std::move(first);

  EXPECT_EQ(second.view(), "key");
}

TEST(SecretTest, ReplacesWhatItHeldWhenAssigned) {
  Secret secret = Secret::CopyOf("old");

  secret = Secret::CopyOf("newer");

  EXPECT_EQ(secret.view(), "newer");
}

}  // namespace
}  // namespace sucharit::crypto
