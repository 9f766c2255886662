// SPDX-License-Identifier: Apache-2.0
#include "server/cards/cards.h"

#include <set>

#include "absl/strings/str_join.h"
#include "common/crypto/card_code.h"
#include "common/sqlite/statement.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::CoreForTests;
using testing::FolderHolds;
using testing::IsOk;
using testing::IsRefused;
using testing::IsRefusedFor;
using testing::Required;
using testing::RoundId;
using testing::SmallRound;

class CardsTest : public ::testing::Test {
 protected:
  CardsTest() {
    v1::CreateRoundRequest request = SmallRound();
    request.add_card_questionnaires("S");
    round_ = core_.OpenRound(request);
  }

  absl::StatusOr<std::vector<v1::MadeCard>> Make(int32_t count,
                                                 const std::string& questionnaire = "S") {
    v1::MakeCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire(questionnaire);
    request.set_count(count);
    return core_.cards.Make(request);
  }

  absl::Status Void(const std::vector<int32_t>& serials) {
    v1::VoidCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    *request.mutable_serials() = {serials.begin(), serials.end()};
    return core_.cards.Void(request);
  }

  absl::Status Reconcile(int64_t left_over, const std::vector<std::string>& witnesses) {
    v1::ReconcileCardsRequest request;
    request.set_round_id(round_.round_id);
    request.set_questionnaire("S");
    request.set_left_over(left_over);
    *request.mutable_witnesses() = {witnesses.begin(), witnesses.end()};
    return core_.cards.Reconcile(request);
  }

  v1::QuestionnaireCards Account() { return Required(core_.cards.Get(round_.round_id)).at(0); }

  CoreForTests core_;
  RoundRecord round_;
};

auto HasABadCount() { return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CARD_COUNT); }

auto LacksWitnesses() {
  return IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_WITNESSES);
}

TEST_F(CardsTest, HaveSerialsFromOneOnAndCodesOfTheirOwn) {
  const auto first = Required(Make(3));
  const auto second = Required(Make(2));

  std::set<std::string> codes;
  for (const auto& made : {first, second}) {
    for (const v1::MadeCard& card : made) codes.insert(card.code());
  }
  EXPECT_EQ(codes.size(), 5u);
  EXPECT_EQ(first.front().serial(), 1);
  EXPECT_EQ(second.back().serial(), 5);
  EXPECT_EQ(Account().account().printed(), 5);
}

TEST_F(CardsTest, AreKeptAsHashesOnly) {
  const std::string code = Required(Make(1)).at(0).code();
  const std::string packed = Required(crypto::ParseCard(code));

  EXPECT_FALSE(FolderHolds(core_.data_folder(), code));
  EXPECT_FALSE(FolderHolds(core_.data_folder(), packed));
  EXPECT_TRUE(FolderHolds(core_.data_folder(), crypto::CardHash(packed, round_.round_id, "S")));
}

TEST_F(CardsTest, AreMadeForQuestionnairesThatTakeThem) {
  EXPECT_THAT(Make(1, "C"),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_CARDS_NOT_USED));
}

TEST_F(CardsTest, AreMadeInNumbersThatCanBe) {
  EXPECT_THAT(Make(0), HasABadCount());
  EXPECT_THAT(Make(-1), HasABadCount());
  EXPECT_THAT(Make(10'001), HasABadCount());
}

TEST_F(CardsTest, AreNotMadeOnceTheRoundIsClosing) {
  ASSERT_THAT(
      core_.round_store.Move(round_.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSING),
      IsOk());

  EXPECT_THAT(Make(1), IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
  EXPECT_THAT(Void({1}), IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(CardsTest, MadeVoidTwiceAreVoidOnce) {
  Required(Make(5));

  ASSERT_THAT(Void({2, 4}), IsOk());
  ASSERT_THAT(Void({4}), IsOk());

  EXPECT_EQ(Account().account().voided(), 2);
  EXPECT_EQ(Account().account().printed(), 5);
}

TEST_F(CardsTest, AreNotMadeVoidIfOneSerialIsUnknown) {
  Required(Make(5));

  EXPECT_THAT(Void({2, 6}), IsRefusedFor(v1::REASON_CARD_UNKNOWN, "6"));
  EXPECT_EQ(Account().account().voided(), 0);
}

TEST_F(CardsTest, LeftOverOnesAreCountedBeforeTwoWitnesses) {
  Required(Make(5));

  EXPECT_THAT(Reconcile(2, {}), LacksWitnesses());
  EXPECT_THAT(Reconcile(2, {"Somchai"}), LacksWitnesses());
  EXPECT_THAT(Reconcile(2, {"Somchai", " Somchai "}), LacksWitnesses());
  EXPECT_THAT(Reconcile(2, {"Somchai", " "}), LacksWitnesses());
  EXPECT_THAT(Reconcile(2, {"Somchai", "Som\nsri"}), LacksWitnesses());
  EXPECT_FALSE(Account().reconciled());
}

TEST_F(CardsTest, LeftOverOnesMayBeEnteredAgain) {
  Required(Make(5));

  ASSERT_THAT(Reconcile(0, {"Somchai", "Somsri"}), IsOk());
  ASSERT_THAT(Reconcile(2, {"Somsak", "Somsri"}), IsOk());

  EXPECT_TRUE(Account().reconciled());
  EXPECT_EQ(Account().account().left_over(), 2);
  EXPECT_EQ(absl::StrJoin(Account().account().witnesses(), ","), "Somsak,Somsri");
}

TEST_F(CardsTest, LeftOverOnesAreNotMoreThanThereAre) {
  Required(Make(5));
  ASSERT_THAT(Void({1}), IsOk());

  EXPECT_THAT(Reconcile(5, {"Somchai", "Somsri"}), HasABadCount());
  EXPECT_THAT(Reconcile(-1, {"Somchai", "Somsri"}), HasABadCount());
  EXPECT_THAT(Reconcile(4, {"Somchai", "Somsri"}), IsOk());
}

TEST_F(CardsTest, OfARoundThatTakesNoneAreNone) {
  const RoundRecord other = core_.OpenRound('b');

  EXPECT_THAT(Required(core_.cards.Get(other.round_id)), ::testing::IsEmpty());
}

TEST_F(CardsTest, AreOnlyForQuestionnairesOfTheDefinition) {
  v1::CreateRoundRequest request = SmallRound('c');
  request.add_card_questionnaires("C");

  EXPECT_THAT(core_.rounds.Create(request),
              IsRefusedFor(v1::REASON_ARGUMENT, "card_questionnaires C"));
}

TEST_F(CardsTest, MakeARoundAnotherOne) {
  v1::CreateRoundRequest request = SmallRound();

  EXPECT_THAT(core_.rounds.Create(request),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ROUND_STATE));
  request.add_card_questionnaires("S");
  EXPECT_THAT(core_.rounds.Create(request), IsOk());
}

}  // namespace
}  // namespace sucharit
