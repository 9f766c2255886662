// SPDX-License-Identifier: Apache-2.0
#include "client/core/library.h"

#include <gtest/gtest.h>

#include "client/core/outbox.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SmallAssessment;
using ::sucharit::testing::SmallDefinition;
using ::sucharit::testing::TabletForTests;
using ::sucharit::testing::TestDay;

class LibraryTest : public ::testing::Test {
 protected:
  Library Rounds() { return Library(tablet_.database()); }

  // Expects that the tablet knows its first round only, unchanged.
  void ExpectUnchanged() {
    const auto rounds = Rounds().Rounds();
    ASSERT_THAT(rounds, IsOk());
    ASSERT_EQ(rounds->size(), 1u);
    EXPECT_EQ(rounds->front()->offer.SerializeAsString(), tablet_.round.offer.SerializeAsString());
  }

  // A listing in which an offer that is new stands beside the one that a test spoils.
  v1::ListRoundsResponse Listing(const v1::RoundOffer& offer) {
    v1::ListRoundsResponse offers = RoundForTests(SmallAssessment(), 'n').Listed();
    *offers.add_rounds() = offer;
    return offers;
  }

  TabletForTests tablet_;
};

TEST_F(LibraryTest, KeepsARoundAcrossRestarts) {
  tablet_.Reopen();

  ExpectUnchanged();
  const auto round = Rounds().Find(tablet_.round.round_id());
  ASSERT_THAT(round, IsOk());
  EXPECT_EQ((*round)->assessment.definition_digest(),
            tablet_.round.assessment().definition_digest());
}

TEST_F(LibraryTest, TakesTheNewStateOfARound) {
  tablet_.round.offer.set_state(v1::ROUND_STATE_CLOSING);

  ASSERT_THAT(tablet_.Keep(), IsOk());

  ExpectUnchanged();
}

TEST_F(LibraryTest, DoesNotKnowARoundThatNobodyOffered) {
  EXPECT_THAT(Rounds().Find("another round"),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST_F(LibraryTest, RefusesAnOfferWhoseKeyIsNotTheOneNamedAndChangesNothing) {
  v1::RoundOffer offer = RoundForTests(SmallAssessment(), 'b').offer;
  offer.set_key_id("8 bytes.");

  EXPECT_THAT(Rounds().Keep(Listing(offer)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH));

  ExpectUnchanged();
}

TEST_F(LibraryTest, RefusesAnOfferWithoutAKeyForReceiptsAndChangesNothing) {
  v1::RoundOffer offer = RoundForTests(SmallAssessment(), 'b').offer;
  offer.clear_receipt_key();

  EXPECT_THAT(Rounds().Keep(Listing(offer)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH));

  ExpectUnchanged();
}

TEST_F(LibraryTest, RefusesAnOfferWithADefinitionThatCannotBeRightAndChangesNothing) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_instruments(0)->set_weight("1/3");
  v1::RoundOffer offer = RoundForTests(SmallAssessment(), 'b').offer;
  offer.set_definition(definition.SerializeAsString());

  EXPECT_THAT(Rounds().Keep(Listing(offer)),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_DEFINITION_BAD_WEIGHTS));

  ExpectUnchanged();
}

TEST_F(LibraryTest, RefusesAQuestionnaireThatNobodyCanAnswer) {
  for (const char* questionnaire : {"C", "unknown"}) {
    v1::RoundOffer offer = RoundForTests(SmallAssessment(), 'b').offer;
    offer.set_questionnaires(0, questionnaire);

    EXPECT_THAT(Rounds().Keep(Listing(offer)),
                IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN));

    ExpectUnchanged();
  }
}

TEST_F(LibraryTest, ForgetsARoundThatTheServerForgot) {
  ASSERT_THAT(Rounds().Keep(v1::ListRoundsResponse()), IsOk());

  EXPECT_TRUE(Rounds().Rounds()->empty());
}

TEST_F(LibraryTest, KeepsARoundThatTheServerForgotWhileBoxesOfItWait) {
  tablet_.FinishOne();

  ASSERT_THAT(Rounds().Keep(v1::ListRoundsResponse()), IsOk());

  ExpectUnchanged();
}

TEST_F(LibraryTest, KeepsARoundThatTheServerForgotWhileItHoldsReceiptsOfIt) {
  tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();
  ASSERT_THAT(Outbox(tablet_.database()).Apply(batch, {v1::OUTCOME_STORED}), IsOk());

  ASSERT_THAT(Rounds().Keep(v1::ListRoundsResponse()), IsOk());

  ExpectUnchanged();
}

TEST_F(LibraryTest, RefusesOtherKeysForARoundThatItKnows) {
  const RoundForTests impostor;
  v1::RoundOffer sealing = tablet_.round.offer;
  sealing.set_sealing_key(impostor.offer.sealing_key());
  sealing.set_key_id(impostor.offer.key_id());
  v1::RoundOffer receipts = tablet_.round.offer;
  receipts.set_receipt_key(impostor.offer.receipt_key());

  for (const v1::RoundOffer& offer : {sealing, receipts}) {
    EXPECT_THAT(Rounds().Keep(Listing(offer)),
                IsRefused(absl::StatusCode::kDataLoss, v1::REASON_ROUND_KEY_MISMATCH));
    ExpectUnchanged();
  }
}

TEST_F(LibraryTest, KeepsARoundThatTheServerForgotWhileAResponseIsInProgress) {
  const auto session = tablet_.Begin();

  ASSERT_THAT(Rounds().Keep(v1::ListRoundsResponse()), IsOk());

  ExpectUnchanged();
}

TEST_F(LibraryTest, KeepsADefinitionAfterItsWordsWereChanged) {
  const std::string digest = tablet_.round.assessment().definition_digest();
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(0)->mutable_text()->set_th("ถ้อยคำใหม่");
  tablet_.round.ChangeWording(definition);

  ASSERT_THAT(tablet_.Keep(), IsOk());

  const auto kept = Rounds().FindDefinition(digest);
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->items()[0].text.th(), SmallDefinition().items(0).text().th());
}

TEST_F(LibraryTest, ListsRoundsByAgencyAndTitle) {
  RoundForTests second(SmallAssessment(), 'b');
  second.offer.mutable_agency_name()->set_th("กกก");
  v1::ListRoundsResponse offers = tablet_.round.Listed();
  *offers.add_rounds() = second.offer;

  ASSERT_THAT(Rounds().Keep(offers), IsOk());

  EXPECT_EQ(Rounds().Rounds()->front()->offer.round_id(), second.round_id());
}

TEST_F(LibraryTest, LetsResponsesBeginOnTheDaysOfAnOpenRoundOnly) {
  const auto round = Rounds().Find(tablet_.round.round_id()).value();
  CollectedRound closing = *round;
  closing.offer.set_state(v1::ROUND_STATE_CLOSING);

  EXPECT_FALSE(round->MayBegin(TestDay() - 8));
  EXPECT_TRUE(round->MayBegin(TestDay() - 7));
  EXPECT_TRUE(round->MayBegin(TestDay() + 7));
  EXPECT_FALSE(round->MayBegin(TestDay() + 8));
  EXPECT_FALSE(closing.MayBegin(TestDay()));
}

}  // namespace
}  // namespace sucharit
