// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/sealed_box.h"

#include <gtest/gtest.h>

#include "common/crypto/digest.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::StatusIs;

auto IsUnreadable() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BOX_UNREADABLE);
}

class SealedBoxTest : public ::testing::Test {
 protected:
  auto Open(const std::string& box) const {
    return OpenBox(box, keys_.public_key, keys_.private_key);
  }

  const SealingKeyPair keys_ = GenerateSealingKeyPair();
};

TEST_F(SealedBoxTest, OpensWithThePrivateKey) {
  const std::string box = *Seal("content", keys_.public_key);

  EXPECT_EQ(box.size(), 7 + kSealOverhead);
  EXPECT_THAT(Open(box), IsOkAndHolds("content"));
}

TEST_F(SealedBoxTest, SealsTheSameContentDifferentlyEachTime) {
  EXPECT_NE(*Seal("content", keys_.public_key), *Seal("content", keys_.public_key));
}

TEST_F(SealedBoxTest, StaysShutForAnotherKey) {
  const SealingKeyPair other = GenerateSealingKeyPair();

  EXPECT_THAT(Open(*Seal("content", other.public_key)), IsUnreadable());
}

TEST_F(SealedBoxTest, StaysShutWhicheverByteIsFlippedOrCut) {
  const std::string box = *Seal("content", keys_.public_key);

  for (size_t i = 0; i < box.size(); ++i) {
    std::string flipped = box;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_THAT(Open(flipped), IsUnreadable()) << "flipped " << i;
    EXPECT_THAT(Open(box.substr(0, i)), IsUnreadable()) << "cut at " << i;
  }
}

TEST_F(SealedBoxTest, RefusesKeysOfAnotherLength) {
  EXPECT_THAT(Seal("content", "short"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(OpenBox(std::string(100, 'x'), keys_.public_key, Secret(3)),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SealingPublicKey(Secret(3)), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(SealedBoxTest, FindsThePublicHalfOfAPrivateKey) {
  EXPECT_THAT(SealingPublicKey(keys_.private_key), IsOkAndHolds(keys_.public_key));
}

TEST_F(SealedBoxTest, NamesAKeyByTheBeginningOfItsHash) {
  EXPECT_EQ(KeyId(keys_.public_key), Sha256(keys_.public_key).substr(0, 8));
}

TEST(PaddingTest, RemovesWhatItAppended) {
  for (const std::string& text : {std::string(), std::string("a"), std::string("a\0", 2),
                                  std::string("a\x80"), std::string("a\x80\0", 3)}) {
    const auto padded = Pad(text, 16);
    ASSERT_TRUE(padded.ok());
    EXPECT_EQ(padded->size(), 16u);
    EXPECT_THAT(Unpad(*padded), IsOkAndHolds(text));
  }
}

TEST(PaddingTest, NeedsRoomForItsMark) {
  EXPECT_TRUE(Pad(std::string(15, 'a'), 16).ok());
  EXPECT_THAT(Pad(std::string(16, 'a'), 16), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(PaddingTest, IsMissedWhereThereIsNone) {
  EXPECT_THAT(Unpad(""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Unpad(std::string(16, '\0')), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Unpad("abc"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace sucharit::crypto
