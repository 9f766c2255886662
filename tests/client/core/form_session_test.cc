// SPDX-License-Identifier: Apache-2.0
#include "client/core/form_session.h"

#include <gtest/gtest.h>

#include <set>

#include "common/response/receipt_code.h"
#include "common/response/sealed_content.h"
#include "common/sqlite/statement.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::AnswerTo;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SmallDefinition;
using ::sucharit::testing::TabletForTests;

auto IsWrongState() {
  return IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE);
}

class FormSessionTest : public ::testing::Test {
 protected:
  auto BeginNow(const std::string& questionnaire = "S") {
    return FormSession::Begin(tablet_.database(), tablet_.clock,
                              {tablet_.round.round_id(), questionnaire});
  }

  void ChangeState(v1::RoundState state) {
    tablet_.round.offer.set_state(state);
    ASSERT_THAT(tablet_.Keep(), IsOk());
  }

  std::unique_ptr<FormSession> Resume() {
    return FormSession::Resume(tablet_.database(), tablet_.clock).value();
  }

  TabletForTests tablet_;
};

TEST_F(FormSessionTest, AsksTheQuestionsInOrder) {
  const auto session = tablet_.Begin();

  ASSERT_EQ(session->size(), 2u);
  EXPECT_EQ(session->item(0).id, "S1");
  EXPECT_EQ(session->item(1).id, "S2");
  EXPECT_EQ(session->FirstUnanswered(), 0u);
  EXPECT_FALSE(session->IsComplete());
}

TEST_F(FormSessionTest, KeepsEachSavedAnswerAcrossARestart) {
  ASSERT_THAT(tablet_.Begin()->Answer(1, 0), IsOk());

  tablet_.Reopen();

  const auto session = Resume();
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(session->answer(0), std::nullopt);
  EXPECT_EQ(session->answer(1), 0u);
  EXPECT_EQ(session->FirstUnanswered(), 0u);
}

TEST_F(FormSessionTest, KeepsTheLastOfTwoAnswersToAQuestion) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 2), IsOk());

  ASSERT_THAT(session->Answer(0, 5), IsOk());

  EXPECT_EQ(Resume()->answer(0), 5u);
}

TEST_F(FormSessionTest, RefusesAQuestionOrChoiceThatIsNotThere) {
  const auto session = tablet_.Begin();

  EXPECT_THAT(session->Answer(2, 0),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN));
  EXPECT_THAT(session->Answer(0, 6),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CHOICE_UNKNOWN));
  EXPECT_EQ(session->answer(0), std::nullopt);
}

TEST_F(FormSessionTest, PutsOneBoxThatOpensToTheSameAnswersIntoTheOutbox) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 4), IsOk());
  ASSERT_THAT(session->Answer(1, 1), IsOk());

  ASSERT_THAT(session->Finish(), IsOk());

  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  ASSERT_EQ(waiting.boxes_size(), 1);
  const auto response = tablet_.round.Open(waiting.boxes(0), "S");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->answers.choice(0), 4);
  EXPECT_EQ(response->answers.choice(1), 1);
  EXPECT_EQ(waiting.round_id(), tablet_.round.round_id());
  EXPECT_EQ(waiting.questionnaire(), "S");
  EXPECT_EQ(waiting.key_id(), tablet_.round.offer.key_id());
  EXPECT_EQ(waiting.counting_digest(), tablet_.round.assessment().counting_id());
}

TEST_F(FormSessionTest, GivesEachResponseAReceiptNumberOfItsOwn) {
  for (int i = 0; i < 20; ++i) tablet_.FinishOne();

  std::set<std::string> numbers;
  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  for (const std::string& box : waiting.boxes()) {
    numbers.insert(tablet_.round.Open(box, "S")->receipt_number);
  }
  EXPECT_EQ(numbers.size(), 20u);
}

TEST_F(FormSessionTest, TellsTheCodeOfTheNumberInsideTheSeal) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 4), IsOk());
  ASSERT_THAT(session->Answer(1, 1), IsOk());

  const auto code = session->Finish();

  ASSERT_THAT(code, IsOk());
  const auto response = tablet_.round.Open(tablet_.Waiting().boxes(0), "S");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(*code, FormatReceiptCode(response->receipt_number));
}

TEST_F(FormSessionTest, TellsNoCodeWhereTheServerCouldMatchIt) {
  v1::Definition definition = testing::SmallDefinition();
  definition.mutable_instruments(0)->mutable_collection()->set_receipts(
      v1::RECEIPT_RULE_OFFLINE_KEY);
  const auto finish = [&](v1::KeyCustody custody) {
    RoundForTests round(Assessment::FromDefinition(definition).value());
    round.offer.set_custody(custody);
    TabletForTests tablet(std::move(round));
    const auto session = tablet.Begin();
    EXPECT_THAT(session->Answer(0, 4), IsOk());
    EXPECT_THAT(session->Answer(1, 1), IsOk());
    return session->Finish().value();
  };

  EXPECT_EQ(finish(v1::KEY_CUSTODY_SERVER), "");
  EXPECT_NE(finish(v1::KEY_CUSTODY_OFFLINE), "");
}

TEST_F(FormSessionTest, WipesTheDraftWhenItFinishes) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 0), IsOk());
  ASSERT_THAT(session->Answer(1, 0), IsOk());
  const std::string ciphertext = tablet_.DraftCiphertext();
  ASSERT_TRUE(tablet_.FolderHolds(ciphertext));

  ASSERT_THAT(session->Finish(), IsOk());

  EXPECT_EQ(Resume(), nullptr);
  EXPECT_FALSE(tablet_.FolderHolds(ciphertext));
}

TEST_F(FormSessionTest, LeavesNothingBehindWhenTheRespondentLeaves) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 0), IsOk());
  const std::string first = tablet_.DraftCiphertext();
  ASSERT_THAT(session->Answer(1, 0), IsOk());
  const std::string second = tablet_.DraftCiphertext();

  ASSERT_THAT(session->Abandon(), IsOk());

  EXPECT_EQ(Resume(), nullptr);
  EXPECT_FALSE(tablet_.FolderHolds(first));
  EXPECT_FALSE(tablet_.FolderHolds(second));
  EXPECT_EQ(tablet_.Counts().finished, 0);
}

TEST_F(FormSessionTest, FinishesOnceHoweverOftenItIsPressed) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 0), IsOk());
  ASSERT_THAT(session->Answer(1, 0), IsOk());
  ASSERT_THAT(session->Finish(), IsOk());

  EXPECT_THAT(session->Finish(), IsWrongState());

  EXPECT_EQ(tablet_.Counts().finished, 1);
  EXPECT_EQ(tablet_.Waiting().boxes_size(), 1);
}

TEST_F(FormSessionTest, TakesNoAnswerOnceItIsOver) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Abandon(), IsOk());

  EXPECT_THAT(session->Answer(0, 0), IsWrongState());

  EXPECT_EQ(Resume(), nullptr);
}

TEST_F(FormSessionTest, RefusesToFinishWithoutEveryAnswerAndKeepsTheDraft) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(session->Answer(0, 3), IsOk());

  EXPECT_THAT(session->Finish(), IsRefusedFor(v1::REASON_ANSWER_MISSING, "S2"));

  EXPECT_EQ(Resume()->answer(0), 3u);
  EXPECT_EQ(tablet_.Counts().finished, 0);
}

TEST_F(FormSessionTest, BeginsNothingInARoundThatIsNotOpen) {
  for (const v1::RoundState state :
       {v1::ROUND_STATE_DRAFT, v1::ROUND_STATE_CLOSING, v1::ROUND_STATE_CLOSED,
        v1::ROUND_STATE_PUBLISHED, v1::ROUND_STATE_CANCELLED}) {
    ChangeState(state);
    EXPECT_THAT(BeginNow(), IsWrongState()) << v1::RoundState_Name(state);
  }
}

TEST_F(FormSessionTest, BeginsNothingBeforeOrAfterTheDaysOfTheRound) {
  tablet_.clock.Advance(absl::Hours(-8 * 24));
  EXPECT_THAT(BeginNow(), IsWrongState());
  tablet_.clock.Advance(absl::Hours(16 * 24));
  EXPECT_THAT(BeginNow(), IsWrongState());
}

TEST_F(FormSessionTest, BeginsNothingWhileAnotherIsInProgress) {
  const auto first = tablet_.Begin();
  ASSERT_THAT(first->Answer(0, 3), IsOk());

  EXPECT_THAT(BeginNow(), IsWrongState());

  EXPECT_EQ(Resume()->answer(0), 3u);
}

TEST_F(FormSessionTest, BeginsNoQuestionnaireThatTheRoundDoesNotAsk) {
  EXPECT_THAT(BeginNow("C"),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_QUESTIONNAIRE_UNKNOWN));
}

TEST_F(FormSessionTest, FinishesWhatBeganBeforeTheRoundWasClosing) {
  const auto session = tablet_.Begin();
  ChangeState(v1::ROUND_STATE_CLOSING);

  ASSERT_THAT(session->Answer(0, 0), IsOk());
  ASSERT_THAT(session->Answer(1, 0), IsOk());
  ASSERT_THAT(session->Finish(), IsOk());

  EXPECT_EQ(tablet_.Waiting().boxes_size(), 1);
}

TEST_F(FormSessionTest, StaysWithTheWordsThatItBeganWith) {
  ASSERT_THAT(tablet_.Begin()->Answer(0, 1), IsOk());
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(1)->mutable_text()->set_th("ถ้อยคำใหม่");
  tablet_.round.ChangeWording(definition);
  ASSERT_THAT(tablet_.Keep(), IsOk());

  const auto session = Resume();

  EXPECT_EQ(session->item(1).text.th(), SmallDefinition().items(1).text().th());
  ASSERT_THAT(session->Answer(1, 1), IsOk());
  ASSERT_THAT(session->Finish(), IsOk());
  EXPECT_THAT(tablet_.round.Open(tablet_.Waiting().boxes(0), "S"), IsOk());
  EXPECT_EQ(tablet_.Begin()->item(1).text.th(), "ถ้อยคำใหม่");
}

TEST_F(FormSessionTest, MakesBoxesOfOneSizeWhateverIsAnswered) {
  for (size_t level = 0; level < 6; ++level) tablet_.FinishOne(level, level % 2);

  const size_t size =
      PaddedContentSize(*tablet_.round.assessment().FindInstrument("S")) + crypto::kSealOverhead;
  const v1::PushResponsesRequest waiting = tablet_.Waiting();
  for (const std::string& box : waiting.boxes()) EXPECT_EQ(box.size(), size);
}

TEST_F(FormSessionTest, KnowsWhichRoundTheDraftIsOf) {
  EXPECT_THAT(FormSession::HasDraft(tablet_.database()), IsOkAndHolds(false));
  const auto session = tablet_.Begin();

  EXPECT_THAT(FormSession::HasDraft(tablet_.database()), IsOkAndHolds(true));
  EXPECT_THAT(FormSession::HasDraftOf(tablet_.database(), tablet_.round.round_id()),
              IsOkAndHolds(true));
  EXPECT_THAT(FormSession::HasDraftOf(tablet_.database(), "another"), IsOkAndHolds(false));
}

TEST_F(FormSessionTest, RemembersAcrossARestartWhoHandedTheTabletOver) {
  ASSERT_THAT(
      FormSession::Begin(tablet_.database(), tablet_.clock, {tablet_.round.round_id(), "S", {}, 7}),
      IsOk());

  tablet_.Reopen();

  EXPECT_EQ(Resume()->handed_over_by(), 7);
}

TEST_F(FormSessionTest, MayBeGoneOnWithUntilHalfAnHourAfterTheLastAnswer) {
  const auto session = tablet_.Begin();
  tablet_.clock.Advance(absl::Minutes(20));
  ASSERT_THAT(session->Answer(0, 3), IsOk());
  tablet_.clock.Advance(FormSession::kResumeWithin);

  EXPECT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(false));

  EXPECT_EQ(Resume()->answer(0), 3u);
}

TEST_F(FormSessionTest, WipesWhatWasLeftLongerThanHalfAnHour) {
  ASSERT_THAT(tablet_.Begin()->Answer(0, 3), IsOk());
  const std::string ciphertext = tablet_.DraftCiphertext();
  tablet_.clock.Advance(FormSession::kResumeWithin + absl::Seconds(1));

  EXPECT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(true));

  EXPECT_EQ(Resume(), nullptr);
  EXPECT_FALSE(tablet_.FolderHolds(ciphertext));
}

TEST_F(FormSessionTest, WipesWhatWasSavedLaterThanTheClockSays) {
  ASSERT_THAT(tablet_.Begin()->Answer(0, 3), IsOk());
  tablet_.clock.Advance(absl::Seconds(-1));

  EXPECT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(true));

  EXPECT_EQ(Resume(), nullptr);
}

TEST_F(FormSessionTest, FindsNothingStaleWhereNothingWasBegunOrWhatCantBeRead) {
  EXPECT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(false));
  const auto session = tablet_.Begin();
  ASSERT_THAT(tablet_.database().Lock()->Execute("UPDATE draft SET ciphertext = x'00'"), IsOk());

  EXPECT_THAT(FormSession::WipeIfStale(tablet_.database(), tablet_.clock), IsOkAndHolds(false));

  EXPECT_THAT(FormSession::HasDraft(tablet_.database()), IsOkAndHolds(true));
}

TEST_F(FormSessionTest, RefusesADamagedDraftUntilItIsWiped) {
  const auto session = tablet_.Begin();
  ASSERT_THAT(tablet_.database().Lock()->Execute("UPDATE draft SET ciphertext = x'00'"), IsOk());

  EXPECT_THAT(FormSession::Resume(tablet_.database(), tablet_.clock),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));
  EXPECT_THAT(FormSession::HasDraftOf(tablet_.database(), "any"), IsOkAndHolds(true));
  ASSERT_THAT(FormSession::Wipe(tablet_.database()), IsOk());

  EXPECT_EQ(Resume(), nullptr);
  EXPECT_THAT(BeginNow(), IsOk());
}

// The ids are long, so that none of them stands in random bytes by chance.
TEST(FormSessionDraftTest, HoldsNoIdInPlainText) {
  v1::Definition definition = SmallDefinition();
  definition.mutable_items(1)->set_id("S2002");
  definition.mutable_items(1)->mutable_choices(0)->set_id("certainly-yes");
  TabletForTests tablet(RoundForTests(Assessment::FromDefinition(definition).value()));
  const auto session = tablet.Begin();

  ASSERT_THAT(session->Answer(1, 0), IsOk());

  const std::string answer = AnswerTo("S2002", "certainly-yes").SerializeAsString();
  EXPECT_FALSE(tablet.FolderHolds(answer));
  EXPECT_EQ(tablet.DraftCiphertext().find("S2002"), std::string::npos);
  EXPECT_EQ(tablet.DraftCiphertext().find("certainly-yes"), std::string::npos);
  EXPECT_EQ(tablet.DraftCiphertext().find(tablet.round.round_id()), std::string::npos);
}

}  // namespace
}  // namespace sucharit
