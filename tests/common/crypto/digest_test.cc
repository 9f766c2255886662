// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/digest.h"

#include <gtest/gtest.h>

namespace sucharit::crypto {
namespace {

TEST(DigestTest, ComputesTheSha256OfFips180) {
  EXPECT_EQ(ToHex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(ToHex(Sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(DigestTest, ComputesTheSameSha256OfPieces) {
  Sha256Stream pieces;
  pieces.Add("a");
  pieces.Add("");
  pieces.Add("bc");

  EXPECT_EQ(pieces.Finish(), Sha256("abc"));
}

TEST(DigestTest, HashesDifferentlyUnderAnotherKey) {
  const std::string key(32, 'k');

  EXPECT_EQ(KeyedHash(key, "code"), KeyedHash(key, "code"));
  EXPECT_NE(KeyedHash(key, "code"), KeyedHash(std::string(32, 'l'), "code"));
  EXPECT_NE(KeyedHash(key, "code"), KeyedHash(key, "node"));
  EXPECT_EQ(KeyedHash(key, "code").size(), 32u);
}

TEST(DigestTest, ComparesSecretsByLengthAndContent) {
  EXPECT_TRUE(SecretsEqual("same", "same"));
  EXPECT_TRUE(SecretsEqual("", ""));
  EXPECT_FALSE(SecretsEqual("same", "sama"));
  EXPECT_FALSE(SecretsEqual("same", "same "));
}

TEST(DigestTest, ReadsTheHexadecimalThatItWrites) {
  const std::string bytes("\x00\xff\x10", 3);

  EXPECT_EQ(ToHex(bytes), "00ff10");
  EXPECT_EQ(FromHex("00ff10", 3), bytes);
  EXPECT_EQ(FromHex("00FF10", 3), bytes);
}

TEST(DigestTest, ReadsNothingFromWhatIsNotHexadecimalOfThatSize) {
  EXPECT_EQ(FromHex("00ff1", 3), "");
  EXPECT_EQ(FromHex("00ff10", 2), "");
  EXPECT_EQ(FromHex("00fg10", 3), "");
}

}  // namespace
}  // namespace sucharit::crypto
