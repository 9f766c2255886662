// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;

auto IsNotGenuine() {
  return IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE);
}

class ReceiptTest : public ::testing::Test {
 protected:
  v1::PushResponsesResponse Signed() const {
    return SignReceipt(round_id_, box_ids_, outcomes_, keys_.private_key).value();
  }

  auto Verify(const v1::PushResponsesResponse& receipt) const {
    return VerifyReceipt(round_id_, box_ids_, receipt, keys_.public_key);
  }

  const crypto::SigningKeyPair keys_ = crypto::GenerateSigningKeyPair();
  const std::string round_id_ = std::string(16, 'r');
  const std::vector<std::string> box_ids_ = {BoxId("one"), BoxId("two"), BoxId("three")};
  const std::vector<v1::Outcome> outcomes_ = {v1::OUTCOME_STORED, v1::OUTCOME_TOO_LATE,
                                              v1::OUTCOME_REFUSED};
};

TEST_F(ReceiptTest, TellsTheOutcomesThatWereSigned) {
  EXPECT_THAT(Verify(Signed()), IsOkAndHolds(outcomes_));
}

TEST_F(ReceiptTest, NamesABoxByItsSha256) { EXPECT_EQ(BoxId("abc"), crypto::Sha256("abc")); }

TEST_F(ReceiptTest, RefusesAnyChangedOutcome) {
  for (size_t i = 0; i < outcomes_.size(); ++i) {
    for (const char outcome : {'\0', '\1', '\2', '\3', '\4', '\xff'}) {
      v1::PushResponsesResponse receipt = Signed();
      if (receipt.outcomes()[i] == outcome) continue;
      (*receipt.mutable_outcomes())[i] = outcome;
      EXPECT_THAT(Verify(receipt), IsNotGenuine()) << i << ": " << int{outcome};
    }
  }
}

TEST_F(ReceiptTest, RefusesAnotherNumberOfOutcomes) {
  v1::PushResponsesResponse fewer = Signed();
  fewer.mutable_outcomes()->pop_back();
  v1::PushResponsesResponse more = Signed();
  more.mutable_outcomes()->push_back('\1');

  EXPECT_THAT(Verify(fewer), IsNotGenuine());
  EXPECT_THAT(Verify(more), IsNotGenuine());
}

TEST_F(ReceiptTest, RefusesAnotherOrderOfBoxes) {
  std::vector<std::string> swapped = box_ids_;
  std::swap(swapped[0], swapped[1]);

  EXPECT_THAT(VerifyReceipt(round_id_, swapped, Signed(), keys_.public_key), IsNotGenuine());
}

TEST_F(ReceiptTest, RefusesAnyOtherBox) {
  for (size_t i = 0; i < box_ids_.size(); ++i) {
    std::vector<std::string> other = box_ids_;
    other[i] = BoxId("another");
    EXPECT_THAT(VerifyReceipt(round_id_, other, Signed(), keys_.public_key), IsNotGenuine());
  }
}

TEST_F(ReceiptTest, RefusesAnotherRound) {
  EXPECT_THAT(VerifyReceipt(std::string(16, 's'), box_ids_, Signed(), keys_.public_key),
              IsNotGenuine());
}

TEST_F(ReceiptTest, RefusesEveryChangedByteOfTheSignature) {
  for (size_t i = 0; i < crypto::kSignatureSize; ++i) {
    v1::PushResponsesResponse receipt = Signed();
    (*receipt.mutable_signature())[i] = static_cast<char>(receipt.signature()[i] ^ 1);
    EXPECT_THAT(Verify(receipt), IsNotGenuine()) << "byte " << i;
  }
}

TEST_F(ReceiptTest, RefusesAReceiptWithoutASignature) {
  v1::PushResponsesResponse receipt = Signed();
  receipt.clear_signature();

  EXPECT_THAT(Verify(receipt), IsNotGenuine());
}

TEST_F(ReceiptTest, RefusesTheSignatureOfAnotherKey) {
  const crypto::SigningKeyPair other = crypto::GenerateSigningKeyPair();
  const auto receipt = SignReceipt(round_id_, box_ids_, outcomes_, other.private_key);

  EXPECT_THAT(Verify(*receipt), IsNotGenuine());
}

TEST_F(ReceiptTest, RefusesAnOutcomeThatDoesNotExistEvenIfSigned) {
  const std::vector<v1::Outcome> unknown(3, v1::OUTCOME_UNSPECIFIED);
  const auto receipt = SignReceipt(round_id_, box_ids_, unknown, keys_.private_key);

  EXPECT_THAT(Verify(*receipt), IsNotGenuine());
}

TEST_F(ReceiptTest, SignsTheTextThatTheProtocolDefines) {
  std::string text("sucharit receipt v1\0", 20);
  text += round_id_ + box_ids_[0] + '\1' + box_ids_[1] + '\2' + box_ids_[2] + '\3';

  EXPECT_TRUE(crypto::VerifySignature(text, Signed().signature(), keys_.public_key));
}

}  // namespace
}  // namespace sucharit
