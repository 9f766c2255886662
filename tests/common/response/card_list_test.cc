// SPDX-License-Identifier: Apache-2.0
#include "common/response/card_list.h"

#include <algorithm>

#include "common/crypto/card_code.h"
#include "common/crypto/signature.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;

const std::string kRound(16, 'r');

class CardListTest : public ::testing::Test {
 protected:
  CardListTest() {
    for (int i = 0; i < 100; ++i) {
      hashes_.push_back(crypto::CardHash(crypto::MakeCard(), kRound, "IIT"));
    }
    list_ = SignCardList(kRound, "IIT", hashes_, keys_.private_key).value();
  }

  absl::Status Verify(const v1::CardList& list) const {
    return VerifyCardList(kRound, list, keys_.public_key);
  }

  const crypto::SigningKeyPair keys_ = crypto::GenerateSigningKeyPair();
  std::vector<std::string> hashes_;
  v1::CardList list_;
};

auto IsNotGenuine() {
  return IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE);
}

TEST_F(CardListTest, HoldsItsCardsAndNoOther) {
  ASSERT_THAT(Verify(list_), IsOk());
  for (const std::string& hash : hashes_) EXPECT_TRUE(HoldsCard(list_, hash));
  EXPECT_FALSE(HoldsCard(list_, crypto::CardHash(crypto::MakeCard(), kRound, "IIT")));
  EXPECT_FALSE(HoldsCard(list_, std::string(16, '\0')));
  EXPECT_FALSE(HoldsCard(list_, std::string(16, '\xff')));
  EXPECT_FALSE(HoldsCard(v1::CardList(), hashes_.front()));
}

TEST_F(CardListTest, TellsNothingOfTheOrderInWhichTheCardsWereMade) {
  std::vector<std::string> other = hashes_;
  std::reverse(other.begin(), other.end());

  const auto list = SignCardList(kRound, "IIT", other, keys_.private_key);

  ASSERT_THAT(list, IsOk());
  EXPECT_EQ(list->hashes(), list_.hashes());
}

TEST_F(CardListTest, IsRefusedIfAByteOfItWasChanged) {
  for (size_t i = 0; i < list_.hashes().size(); i += 97) {
    v1::CardList changed = list_;
    (*changed.mutable_hashes())[i] ^= 1;
    EXPECT_THAT(Verify(changed), IsNotGenuine());
  }
}

TEST_F(CardListTest, IsRefusedIfItIsCutOrExtended) {
  v1::CardList cut = list_;
  cut.mutable_hashes()->resize(cut.hashes().size() - crypto::kCardHashSize);
  v1::CardList odd = list_;
  odd.mutable_hashes()->push_back('\0');

  EXPECT_THAT(Verify(cut), IsNotGenuine());
  EXPECT_THAT(Verify(odd), IsNotGenuine());
}

TEST_F(CardListTest, IsRefusedForAnotherRoundQuestionnaireOrKey) {
  v1::CardList other = list_;
  other.set_questionnaire("EIT");

  EXPECT_THAT(Verify(other), IsNotGenuine());
  EXPECT_THAT(VerifyCardList(std::string(16, 's'), list_, keys_.public_key), IsNotGenuine());
  EXPECT_THAT(VerifyCardList(kRound, list_, crypto::GenerateSigningKeyPair().public_key),
              IsNotGenuine());
}

}  // namespace
}  // namespace sucharit
