// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/wrapped_key.h"

#include <gtest/gtest.h>

#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::IsRefused;

constexpr absl::string_view kPassphrase = "correct horse battery";

auto IsUnread() {
  return IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_COPY_UNREAD);
}

// Argon2id takes its time, so that one wrapped key serves all that is asked of it.
TEST(WrappedKeyTest, OpensWithItsPassphraseAndLabelOnly) {
  const auto wrapped = WrapKey(Secret::CopyOf("the round's key"), "round 1", kPassphrase);
  ASSERT_TRUE(wrapped.ok()) << wrapped.status();

  const auto key = UnwrapKey(*wrapped, "round 1", kPassphrase);

  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(key->view(), "the round's key");
  EXPECT_EQ(wrapped->substr(0, 15), "sucharit-key-1 ");
  EXPECT_THAT(UnwrapKey(*wrapped, "round 1", "another passphrase"), IsUnread());
  EXPECT_THAT(UnwrapKey(*wrapped, "round 2", kPassphrase), IsUnread());
}

TEST(WrappedKeyTest, RefusesAShortPassphrase) {
  EXPECT_THAT(WrapKey(Secret(32), "round 1", "elevenbytes"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));
}

TEST(WrappedKeyTest, RefusesWhatIsNoWrappedKey) {
  EXPECT_THAT(UnwrapKey("", "round 1", kPassphrase), IsUnread());
  EXPECT_THAT(UnwrapKey("sucharit-key-1 AAAA\n", "round 1", kPassphrase), IsUnread());
  EXPECT_THAT(UnwrapKey("sucharit-key-1 ***", "round 1", kPassphrase), IsUnread());
}

}  // namespace
}  // namespace sucharit::crypto
