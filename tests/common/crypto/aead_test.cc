// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/aead.h"

#include <gtest/gtest.h>

#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;

constexpr absl::string_view kText = "ข้อความลับ";

TEST(AeadTest, DecryptsWhatItEncrypted) {
  const Secret key = GenerateAeadKey();

  EXPECT_THAT(Decrypt(*Encrypt(kText, "place", key), "place", key), IsOkAndHolds(kText));
  EXPECT_THAT(Decrypt(*Encrypt("", "", key), "", key), IsOkAndHolds(""));
}

TEST(AeadTest, NeverWritesTheSameTwice) {
  const Secret key = GenerateAeadKey();

  EXPECT_NE(*Encrypt(kText, "place", key), *Encrypt(kText, "place", key));
}

TEST(AeadTest, RefusesEveryFlippedByte) {
  const Secret key = GenerateAeadKey();
  const std::string ciphertext = *Encrypt(kText, "place", key);

  for (size_t i = 0; i < ciphertext.size(); ++i) {
    std::string flipped = ciphertext;
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    EXPECT_THAT(Decrypt(flipped, "place", key), StatusIs(absl::StatusCode::kDataLoss)) << i;
  }
}

TEST(AeadTest, RefusesEveryCut) {
  const Secret key = GenerateAeadKey();
  const std::string ciphertext = *Encrypt(kText, "place", key);

  for (size_t size = 0; size < ciphertext.size(); ++size) {
    EXPECT_THAT(Decrypt(ciphertext.substr(0, size), "place", key),
                StatusIs(absl::StatusCode::kDataLoss))
        << size;
  }
}

TEST(AeadTest, RefusesAnotherContextOrKey) {
  const Secret key = GenerateAeadKey();
  const std::string ciphertext = *Encrypt(kText, "place", key);

  EXPECT_THAT(Decrypt(ciphertext, "another", key), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(Decrypt(ciphertext, "place", GenerateAeadKey()),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(AeadTest, RefusesAKeyOfAnotherLength) {
  EXPECT_THAT(Encrypt(kText, "", Secret(16)), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Decrypt(kText, "", Secret(16)), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace sucharit::crypto
