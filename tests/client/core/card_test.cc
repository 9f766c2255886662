// SPDX-License-Identifier: Apache-2.0
//
// Answering with a card.
#include "client/core/card.h"

#include "common/crypto/card_code.h"
#include "common/response/card_list.h"
#include "common/sqlite/statement.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::IsOk;
using testing::IsRefused;
using testing::TabletForTests;

class CardTest : public ::testing::Test {
 protected:
  CardTest() {
    tablet_.round.offer.add_card_questionnaires("S");
    ListCards({card_, other_card_});
  }

  void ListCards(const std::vector<std::string>& cards) {
    tablet_.round.ListCards("S", cards);
    EXPECT_THAT(tablet_.Keep(), IsOk());
  }

  absl::StatusOr<std::unique_ptr<FormSession>> Begin(const std::string& typed) {
    return FormSession::Begin(tablet_.database(), tablet_.clock,
                              {tablet_.round.round_id(), "S", {}, 0, typed});
  }

  void FinishWith(const std::string& card) {
    const auto session = Begin(crypto::FormatCard(card)).value();
    EXPECT_THAT(session->Answer(0, size_t{0}), IsOk());
    EXPECT_THAT(session->Answer(1, size_t{0}), IsOk());
    EXPECT_THAT(session->Finish(), IsOk());
  }

  const std::string card_ = crypto::MakeCard();
  const std::string other_card_ = crypto::MakeCard();
  TabletForTests tablet_;
};

TEST_F(CardTest, TravelsInsideTheSeal) {
  FinishWith(card_);

  const auto response = tablet_.round.Open(tablet_.Waiting().boxes(0), "S");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->card, card_);
}

TEST_F(CardTest, IsKeptWithTheDraftWhenTheProgramEnds) {
  ASSERT_THAT(Begin(crypto::FormatCard(card_)), IsOk());
  tablet_.Reopen();

  const auto session = FormSession::Resume(tablet_.database(), tablet_.clock).value();
  ASSERT_THAT(session->Answer(0, size_t{0}), IsOk());
  ASSERT_THAT(session->Answer(1, size_t{0}), IsOk());
  ASSERT_THAT(session->Finish(), IsOk());

  EXPECT_EQ(tablet_.round.Open(tablet_.Waiting().boxes(0), "S").value().card, card_);
}

TEST_F(CardTest, IsNeededWhereTheQuestionnaireTakesOne) {
  EXPECT_THAT(Begin(""), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MISSING));
  EXPECT_THAT(Begin(" "), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MISSING));
}

TEST_F(CardTest, IsRefusedWhereTheQuestionnaireTakesNone) {
  tablet_.round.offer.clear_card_questionnaires();
  ASSERT_THAT(tablet_.Keep(), IsOk());

  EXPECT_THAT(Begin(crypto::FormatCard(card_)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARDS_NOT_USED));
}

TEST_F(CardTest, IsRefusedIfMistyped) {
  std::string typed = crypto::FormatCard(card_);
  typed[0] = typed[0] == '2' ? '3' : '2';

  EXPECT_THAT(Begin(typed),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_MALFORMED));
}

TEST_F(CardTest, IsRefusedIfItIsNoneOfTheRound) {
  EXPECT_THAT(Begin(crypto::FormatCard(crypto::MakeCard())),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN));
}

TEST_F(CardTest, IsRefusedOnceItIsVoid) {
  ListCards({other_card_});

  EXPECT_THAT(Begin(crypto::FormatCard(card_)),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN));
}

TEST_F(CardTest, IsRefusedWhileNoneArePrinted) {
  tablet_.round.offer.clear_cards();
  ASSERT_THAT(tablet_.Keep(), IsOk());

  EXPECT_THAT(Begin(crypto::FormatCard(card_)),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_CARD_UNKNOWN));
}

TEST_F(CardTest, GivesOneResponseOnATablet) {
  FinishWith(card_);

  EXPECT_THAT(Begin(crypto::FormatCard(card_)),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_CARD_USED));
  EXPECT_THAT(Begin(crypto::FormatCard(other_card_)), IsOk());
}

TEST_F(CardTest, MayBeTriedAgainAfterTheRespondentLeft) {
  ASSERT_THAT(Begin(crypto::FormatCard(card_)).value()->Abandon(), IsOk());

  EXPECT_THAT(Begin(crypto::FormatCard(card_)), IsOk());
}

TEST_F(CardTest, IsNowhereOnTheTabletInTheOpen) {
  const auto session = Begin(crypto::FormatCard(card_)).value();
  EXPECT_FALSE(tablet_.FolderHolds(card_));
  EXPECT_FALSE(tablet_.FolderHolds(crypto::FormatCard(card_)));

  ASSERT_THAT(session->Abandon(), IsOk());
  FinishWith(card_);

  EXPECT_FALSE(tablet_.FolderHolds(card_));
  EXPECT_FALSE(tablet_.FolderHolds(crypto::FormatCard(card_)));
}

TEST_F(CardTest, ListThatTheRoundsKeyDidNotSignIsRefused) {
  (*tablet_.round.offer.mutable_cards(0)->mutable_hashes())[0] ^= 1;

  EXPECT_THAT(tablet_.Keep(),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE));
  EXPECT_THAT(Begin(crypto::FormatCard(card_)), IsOk());
}

}  // namespace
}  // namespace sucharit
