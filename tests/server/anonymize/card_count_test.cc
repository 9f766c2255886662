// SPDX-License-Identifier: Apache-2.0
//
// Counting where a questionnaire takes cards: one card, one response.
#include <google/protobuf/util/message_differencer.h>

#include <random>

#include "common/crypto/card_code.h"
#include "common/response/receipt.h"
#include "server/anonymize/recount.h"
#include "server/sql/statement.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::CoreForTests;
using testing::FolderHolds;
using testing::IsOk;
using testing::IsRefusedFor;
using testing::ReceiptNumber;
using testing::Require;
using testing::Required;
using testing::RoundId;
using testing::SealPlaintext;
using testing::SealResponse;
using testing::SmallAnswers;
using testing::SmallRound;

class CardCountTest : public ::testing::Test {
 protected:
  void OpenRound(char letter = 'a') {
    v1::CreateRoundRequest request = SmallRound(letter);
    request.add_card_questionnaires("S");
    round_ = core_.OpenRound(request);
  }

  // Packed.
  std::vector<std::string> MakeCards(int count) {
    v1::MakeCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.set_count(count);
    std::vector<std::string> cards;
    for (const v1::MadeCard& card : Required(core_.cards.Make(request))) {
      cards.push_back(Required(crypto::ParseCard(card.code())));
    }
    return cards;
  }

  void Void(int32_t serial) {
    v1::VoidCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.add_serials(serial);
    Require(core_.cards.Void(request));
  }

  void Reconcile(int64_t left_over) {
    v1::ReconcileCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.set_left_over(left_over);
    request.add_witnesses("Somchai");
    request.add_witnesses("Somsri");
    Require(core_.cards.Reconcile(request));
  }

  void Send(const std::string& card, const SmallAnswers& answers = {}) {
    core_.Insert(device_, round_, {SealResponse(round_, answers, ReceiptNumber(++sent_), card)});
  }

  v1::Totals Close() {
    if (!Required(core_.cards.Get(round_.round_id)).at(0).reconciled()) Reconcile(0);
    return Required(core_.Close(round_, true)).at(0);
  }

  v1::CardAccount Account() { return Required(core_.cards.Get(round_.round_id)).at(0).account(); }

  v1::Tally Kept() { return Required(core_.result_store.Tallies(round_.round_id)).at(0); }

  v1::Tally CountAgain() {
    const Assessment assessment = testing::SmallAssessment();
    const ResponseContext context{round_.round_id, &assessment, assessment.FindInstrument("S")};
    CardStore cards(core_.database);
    return Required(RecountBoxes(core_.boxes, context, Required(OpeningKeyOf(round_, core_.keys)),
                                 Required(cards.ToCount(round_.round_id, "S"))));
  }

  CoreForTests core_;
  const std::string device_ = core_.AddDevice("tablet");
  RoundRecord round_;
  int sent_ = 0;
};

TEST_F(CardCountTest, CountsOneResponseForEachCard) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(8);
  for (int i = 0; i < 6; ++i) Send(cards[static_cast<size_t>(i)]);
  Send(cards[0]);
  Send(cards[0]);
  Reconcile(1);

  const v1::Totals totals = Close();

  EXPECT_EQ(totals.received(), 8);
  EXPECT_EQ(totals.counted(), 6);
  EXPECT_EQ(totals.card_refused(), 2);
  EXPECT_EQ(Account().printed(), 8);
  EXPECT_EQ(Account().used(), 6);
  EXPECT_EQ(Account().refused(), 2);
  EXPECT_EQ(Account().left_over(), 1);
  EXPECT_EQ(Account().not_returned(), 1);
}

TEST_F(CardCountTest, RefusesUnknownVoidAndMissingCardsAsOneTotal) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(7);
  for (int i = 0; i < 6; ++i) Send(cards[static_cast<size_t>(i)]);
  Send(crypto::MakeCard());
  Send("");
  Void(1);

  const v1::Totals totals = Close();

  EXPECT_EQ(totals.counted(), 5);
  EXPECT_EQ(totals.card_refused(), 3);
  EXPECT_EQ(totals.not_valid(), 0);
  EXPECT_EQ(Account().voided(), 1);
}

TEST_F(CardCountTest, LeavesNoMarkBesideARefusedBox) {
  OpenRound();
  MakeCards(1);
  const std::string box = SealResponse(round_, {}, ReceiptNumber(1), crypto::MakeCard());
  core_.Insert(device_, round_, {box});

  Close();

  EXPECT_EQ(core_.ReasonBeside(BoxId(box)), 0);
}

TEST_F(CardCountTest, DoesNotCountAResponseWithACardWhereNoneIsTaken) {
  round_ = core_.OpenRound('b');
  Send(crypto::MakeCard());

  const v1::Totals totals = Required(core_.Close(round_, true)).at(0);

  EXPECT_EQ(totals.counted(), 0);
  EXPECT_EQ(totals.not_valid(), 1);
  EXPECT_EQ(totals.card_refused(), 0);
}

TEST_F(CardCountTest, WaitsUntilLeftOverCardsAreEntered) {
  OpenRound();
  MakeCards(3);

  EXPECT_THAT(core_.Close(round_), IsRefusedFor(v1::REASON_CARDS_NOT_RECONCILED, "S"));
  Reconcile(3);
  EXPECT_THAT(core_.Close(round_), IsOk());
}

TEST_F(CardCountTest, DrawsEachUseOfACardEquallyOften) {
  constexpr int kRounds = 200;
  OpenRound();
  const std::vector<std::string> cards = MakeCards(kRounds);
  for (const std::string& card : cards) {
    Send(card, {0, 0});
    Send(card, {5, 0});
  }

  Close();

  const int64_t first = Kept().items(0).counts(0).count();
  // Six standard deviations of a fair draw.
  EXPECT_GT(first, 100 - 43);
  EXPECT_LT(first, 100 + 43);
}

TEST_F(CardCountTest, CountsTheSameAgainUntilPublication) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(20);
  for (size_t i = 0; i < 60; ++i) Send(cards[i % 20], {i % 6, i % 2});

  Close();

  EXPECT_EQ(Kept().respondents(), 20);
  EXPECT_TRUE(MessageDifferencer::Equals(CountAgain(), Kept()));
}

TEST_F(CardCountTest, AccountsForWhateverWasReceived) {
  std::mt19937 random(20260101);
  const auto below = [&](int limit) {
    return static_cast<size_t>(std::uniform_int_distribution<int>(0, limit - 1)(random));
  };
  for (char letter = 'a'; letter < 'a' + 15; ++letter) {
    OpenRound(letter);
    std::vector<std::string> cards = MakeCards(10);
    Void(1);
    cards.emplace_back();
    cards.push_back(crypto::MakeCard());
    const size_t responses = 1 + below(40);
    for (size_t i = 0; i < responses; ++i) Send(cards[below(12)], {below(6), below(2)});
    for (size_t i = below(4); i > 0; --i) {
      core_.Insert(device_, round_,
                   {SealPlaintext(round_, std::string(80, 'x') + letter + std::to_string(i))});
    }

    const v1::Totals totals = Close();

    EXPECT_EQ(totals.received(),
              totals.counted() + totals.card_refused() + totals.not_valid() + totals.late())
        << letter;
    EXPECT_LE(totals.counted(), 9) << letter;
    EXPECT_EQ(Account().printed(), Account().used() + Account().left_over() + Account().voided() +
                                       Account().not_returned())
        << letter;
    EXPECT_TRUE(MessageDifferencer::Equals(CountAgain(), Kept())) << letter;
  }
}

TEST_F(CardCountTest, ForgetsSerialsWhenTheRoundIsClosed) {
  OpenRound();
  for (const std::string& card : MakeCards(6)) Send(card);

  Close();

  auto database = core_.database.Lock();
  sql::Statement query(*database, "SELECT COUNT(*) FROM card");
  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Int(0), 0);
}

TEST_F(CardCountTest, ForgetsHashesWhenTheRoundIsPublished) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(6);
  for (const std::string& card : cards) Send(card);
  Close();

  Require(core_.publications.Publish(round_.round_id, v1::Bundle()));

  for (const std::string& card : cards) {
    EXPECT_FALSE(FolderHolds(core_.data_folder(), crypto::CardHash(card, round_.round_id, "S")));
  }
  EXPECT_EQ(Account().used(), 6);
}

TEST_F(CardCountTest, TellsHowManyAnsweredExactlyAlike) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(9);
  for (size_t i = 0; i < 9; ++i)
    Send(cards[i], i < 6 ? SmallAnswers{1, 1} : SmallAnswers{i % 6, 0});

  Close();

  EXPECT_EQ(Required(core_.result_store.FoundOf(round_.round_id, "S")).identical, 6);
}

TEST_F(CardCountTest, TellsNothingOfFewWhoAnsweredAlike) {
  OpenRound();
  const std::vector<std::string> cards = MakeCards(6);
  for (size_t i = 0; i < 6; ++i)
    Send(cards[i], i < 2 ? SmallAnswers{5, 1} : SmallAnswers{i % 5, 0});

  Close();

  EXPECT_EQ(Required(core_.result_store.FoundOf(round_.round_id, "S")).identical, 0);
}

}  // namespace
}  // namespace sucharit
