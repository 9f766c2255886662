// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/deterministic_seal.h"

#include <gmock/gmock.h>

#include <string>

#include "common/crypto/random.h"
#include "common/crypto/sealed_box.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;
using ::testing::Not;

class DeterministicSealTest : public ::testing::Test {
 protected:
  std::string Sealed(absl::string_view plaintext) const {
    return SealDeterministically(plaintext, auditor_.public_key, salt_).value();
  }

  const SealingKeyPair auditor_ = GenerateSealingKeyPair();
  const std::string salt_ = RandomBytes(kSealSaltSize);
};

TEST_F(DeterministicSealTest, IsOpenedAsAnySealedBox) {
  const std::string box = Sealed("31 answered");

  EXPECT_EQ(box.size(), std::string("31 answered").size() + kSealOverhead);
  EXPECT_THAT(OpenBox(box, auditor_.public_key, auditor_.private_key),
              IsOkAndHolds(std::string("31 answered")));
}

TEST_F(DeterministicSealTest, GivesTheSameBytesForTheSameCall) {
  EXPECT_EQ(Sealed("31 answered"), Sealed("31 answered"));
  EXPECT_EQ(Sealed(""), Sealed(""));
}

TEST_F(DeterministicSealTest, CannotBeConfirmedByAGuessWithoutTheSalt) {
  const std::string box = Sealed("31 answered");

  const auto guess =
      SealDeterministically("31 answered", auditor_.public_key, RandomBytes(kSealSaltSize));

  ASSERT_THAT(guess, IsOk());
  EXPECT_NE(*guess, box);
  EXPECT_NE(guess->substr(0, kSealingKeySize), box.substr(0, kSealingKeySize));
}

TEST_F(DeterministicSealTest, TakesAnotherEphemeralKeyForEachPlaintextAndRecipient) {
  const SealingKeyPair other = GenerateSealingKeyPair();
  const std::string box = Sealed("31 answered");

  const std::string to_other =
      SealDeterministically("31 answered", other.public_key, salt_).value();

  EXPECT_NE(Sealed("32 answered").substr(0, kSealingKeySize), box.substr(0, kSealingKeySize));
  EXPECT_NE(to_other.substr(0, kSealingKeySize), box.substr(0, kSealingKeySize));
}

TEST_F(DeterministicSealTest, IsRefusedByAnotherKeyAndOnceAnyByteIsFlipped) {
  const SealingKeyPair other = GenerateSealingKeyPair();
  const std::string box = Sealed("31 answered");

  EXPECT_THAT(OpenBox(box, other.public_key, other.private_key), Not(IsOk()));
  for (size_t i = 0; i < box.size(); ++i) {
    std::string flipped = box;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_THAT(OpenBox(flipped, auditor_.public_key, auditor_.private_key), Not(IsOk())) << i;
  }
}

TEST_F(DeterministicSealTest, RefusesAKeyOrSaltThatIsNone) {
  const auto refused = StatusIs(absl::StatusCode::kInvalidArgument);

  EXPECT_THAT(SealDeterministically("x", "short", salt_), refused);
  EXPECT_THAT(SealDeterministically("x", std::string(kSealingKeySize, '\0'), salt_), refused);
  EXPECT_THAT(SealDeterministically("x", auditor_.public_key, "short"), refused);
}

}  // namespace
}  // namespace sucharit::crypto
