// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/stream_seal.h"

#include <gtest/gtest.h>

#include "common/crypto/sealed_box.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using testing::IsOk;
using testing::IsOkAndHolds;
using testing::IsRefused;

constexpr absl::StatusCode kBad = absl::StatusCode::kInvalidArgument;

class StreamSealTest : public ::testing::Test {
 protected:
  StreamOpener Opener() const { return *StreamOpener::Open(sealer_.head(), keys_.private_key); }

  const SealingKeyPair keys_ = GenerateSealingKeyPair();
  StreamSealer sealer_ = *StreamSealer::To(keys_.public_key);
};

TEST_F(StreamSealTest, GivesBackThePiecesInTheirOrder) {
  const std::string first = sealer_.Seal("one", false);
  const std::string second = sealer_.Seal("", true);
  StreamOpener opener = Opener();

  EXPECT_THAT(opener.Next(first), IsOkAndHolds("one"));
  EXPECT_FALSE(opener.ended());
  EXPECT_THAT(opener.Next(second), IsOkAndHolds(""));
  EXPECT_TRUE(opener.ended());
}

TEST_F(StreamSealTest, RefusesEveryChangedByte) {
  const std::string sealed = sealer_.Seal("one", true);
  for (size_t place = 0; place < sealed.size(); ++place) {
    std::string changed = sealed;
    changed[place] = static_cast<char>(changed[place] ^ 1);

    EXPECT_THAT(Opener().Next(changed), IsRefused(kBad, v1::REASON_BOX_UNREADABLE)) << place;
  }
}

TEST_F(StreamSealTest, RefusesPiecesThatWereSwappedOrFollowTheEnd) {
  const std::string first = sealer_.Seal("one", false);
  const std::string last = sealer_.Seal("two", true);
  EXPECT_THAT(Opener().Next(last), IsRefused(kBad, v1::REASON_BOX_UNREADABLE));
  StreamOpener opener = Opener();
  ASSERT_THAT(opener.Next(first), IsOk());
  ASSERT_THAT(opener.Next(last), IsOk());

  EXPECT_THAT(opener.Next(last), IsRefused(kBad, v1::REASON_BOX_UNREADABLE));
}

TEST_F(StreamSealTest, RefusesAnotherKeyAndACutHead) {
  const SealingKeyPair other = GenerateSealingKeyPair();

  EXPECT_THAT(StreamOpener::Open(sealer_.head(), other.private_key),
              IsRefused(kBad, v1::REASON_BOX_UNREADABLE));
  EXPECT_THAT(StreamOpener::Open(sealer_.head().substr(1), keys_.private_key),
              IsRefused(kBad, v1::REASON_BOX_UNREADABLE));
  EXPECT_FALSE(StreamSealer::To("short").ok());
}

}  // namespace
}  // namespace sucharit::crypto
