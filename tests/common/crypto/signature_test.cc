// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/signature.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;

// RFC 8032, 7.1, TEST 2.
constexpr absl::string_view kSeed =
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr absl::string_view kPublic =
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr absl::string_view kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

Secret Rfc8032Key() {
  return Secret::CopyOf(FromHex(absl::StrCat(kSeed, kPublic), kSigningKeySize));
}

TEST(SignatureTest, SignsAsRfc8032Does) {
  const auto signature = Sign("r", Rfc8032Key());

  ASSERT_TRUE(signature.ok());
  EXPECT_EQ(ToHex(*signature), kSignature);
  EXPECT_TRUE(VerifySignature("r", *signature, FromHex(kPublic, kVerificationKeySize)));
}

TEST(SignatureTest, FindsThePublicHalfOfAPrivateKey) {
  EXPECT_THAT(SigningPublicKey(Rfc8032Key()), IsOkAndHolds(FromHex(kPublic, 32)));
  EXPECT_THAT(SigningPublicKey(Secret(32)), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SignatureTest, RefusesAnotherMessageOrKey) {
  const SigningKeyPair keys = GenerateSigningKeyPair();
  const std::string signature = *Sign("message", keys.private_key);

  EXPECT_TRUE(VerifySignature("message", signature, keys.public_key));
  EXPECT_FALSE(VerifySignature("massage", signature, keys.public_key));
  EXPECT_FALSE(VerifySignature("message", signature, GenerateSigningKeyPair().public_key));
}

TEST(SignatureTest, RefusesEveryFlippedByteOfASignature) {
  const SigningKeyPair keys = GenerateSigningKeyPair();
  const std::string signature = *Sign("message", keys.private_key);

  for (size_t i = 0; i < signature.size(); ++i) {
    std::string flipped = signature;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_FALSE(VerifySignature("message", flipped, keys.public_key)) << i;
  }
}

TEST(SignatureTest, RefusesWrongLengths) {
  const SigningKeyPair keys = GenerateSigningKeyPair();
  const std::string signature = *Sign("message", keys.private_key);

  EXPECT_FALSE(VerifySignature("message", "", keys.public_key));
  EXPECT_FALSE(VerifySignature("message", signature + "x", keys.public_key));
  EXPECT_FALSE(VerifySignature("message", signature, "short"));
  EXPECT_THAT(Sign("message", Secret(32)), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace sucharit::crypto
