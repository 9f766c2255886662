// SPDX-License-Identifier: Apache-2.0
#include "common/response/receipt_list.h"

#include <gtest/gtest.h>

#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefusedFor;

const std::string kRound(16, 'r');

class ReceiptListTest : public ::testing::Test {
 protected:
  v1::ReceiptList List() const {
    return MakeReceiptList(kRound, "IIT",
                           {ReceiptHash(kRound, "0123456789"), ReceiptHash(kRound, "9876543210"),
                            ReceiptHash(kRound, "aaaaaaaaaa")},
                           keys_.private_key)
        .value();
  }

  const crypto::SigningKeyPair keys_ = crypto::GenerateSigningKeyPair();
};

auto IsForged() { return IsRefusedFor(v1::REASON_RECEIPT_LIST_FORGED, "IIT"); }

TEST_F(ReceiptListTest, HoldsTheCountedNumbersAndNoOthers) {
  const v1::ReceiptList list = List();

  ASSERT_THAT(VerifyReceiptList(kRound, list), IsOk());
  EXPECT_EQ(ReceiptCount(list), 3);
  EXPECT_EQ(list.receipt_key(), keys_.public_key);
  for (const char* number : {"0123456789", "9876543210", "aaaaaaaaaa"}) {
    EXPECT_TRUE(HoldsReceipt(kRound, list, number));
  }
  EXPECT_FALSE(HoldsReceipt(kRound, list, "0123456780"));
  EXPECT_FALSE(HoldsReceipt(std::string(16, 's'), list, "0123456789"));
  EXPECT_FALSE(HoldsReceipt(kRound, v1::ReceiptList(), "0123456789"));
}

TEST_F(ReceiptListTest, IsTheSameWhateverTheOrder) {
  const std::vector<std::string> hashes = {ReceiptHash(kRound, "0123456789"),
                                           ReceiptHash(kRound, "aaaaaaaaaa")};

  const auto forth = MakeReceiptList(kRound, "IIT", hashes, keys_.private_key).value();
  const auto back = MakeReceiptList(kRound, "IIT", {hashes[1], hashes[0]}, keys_.private_key);

  EXPECT_EQ(forth.SerializeAsString(), back.value().SerializeAsString());
}

TEST_F(ReceiptListTest, IsForgedIfAnythingInItWasChanged) {
  v1::ReceiptList removed = List();
  removed.mutable_hashes()->erase(0, crypto::kSha256Size);
  v1::ReceiptList cut = List();
  cut.mutable_hashes()->pop_back();
  v1::ReceiptList changed = List();
  changed.mutable_hashes()->back() = static_cast<char>(changed.hashes().back() ^ 1);
  v1::ReceiptList added = List();
  added.mutable_hashes()->append(std::string(crypto::kSha256Size, '\xff'));
  v1::ReceiptList other_key = List();
  other_key.set_receipt_key(crypto::GenerateSigningKeyPair().public_key);
  v1::ReceiptList unsigned_list = List();
  unsigned_list.clear_signature();
  v1::ReceiptList other_questionnaire = List();
  other_questionnaire.set_questionnaire("EIT");

  for (const v1::ReceiptList& list : {removed, cut, changed, added, other_key, unsigned_list}) {
    EXPECT_THAT(VerifyReceiptList(kRound, list), IsForged());
  }
  EXPECT_THAT(VerifyReceiptList(kRound, other_questionnaire),
              IsRefusedFor(v1::REASON_RECEIPT_LIST_FORGED, "EIT"));
  EXPECT_THAT(VerifyReceiptList(std::string(16, 's'), List()), IsForged());
}

// One response must not stand in the list twice, even if the key's holder signs it.
TEST_F(ReceiptListTest, IsForgedIfANumberStandsInItTwice) {
  const std::string hash = ReceiptHash(kRound, "0123456789");
  const auto list = MakeReceiptList(kRound, "IIT", {hash, hash}, keys_.private_key);

  EXPECT_THAT(VerifyReceiptList(kRound, list.value()), IsForged());
}

}  // namespace
}  // namespace sucharit
