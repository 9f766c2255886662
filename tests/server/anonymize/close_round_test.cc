// SPDX-License-Identifier: Apache-2.0
#include "server/anonymize/close_round.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "common/response/receipt_list.h"
#include "server/sql/statement.h"
#include "sucharit/v1/response.pb.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealPlaintext;
using ::sucharit::testing::SealResponse;
using ::testing::ElementsAre;

class CloseRoundTest : public ::testing::Test {
 protected:
  std::string Box(int number) const { return SealResponse(round_, {}, ReceiptNumber(number)); }

  // A box that holds a valid response after `change`.
  std::string Changed(const std::function<void(v1::SealedContent&)>& change) const {
    const Assessment assessment = testing::SmallAssessment();
    v1::SealedContent content;
    content.set_round_id(round_.round_id);
    content.set_counting_digest(assessment.counting_id());
    content.set_answers("\x01\x01");
    content.set_receipt_number(ReceiptNumber(0x7777));
    change(content);
    const size_t size = PaddedContentSize(*assessment.FindInstrument("S"));
    return SealPlaintext(round_, crypto::Pad(content.SerializeAsString(), size).value());
  }

  // Closes a round with one such box and two hundred valid ones.
  void ExpectFails(const std::string& box, v1::Reason reason) {
    core_.InsertValid(device_id_, round_, 200);
    core_.Insert(device_id_, round_, {box});

    const auto totals = core_.Close(round_);

    ASSERT_THAT(totals, IsOk());
    EXPECT_EQ(totals->at(0).received(), 201);
    EXPECT_EQ(totals->at(0).counted(), 200);
    EXPECT_EQ(totals->at(0).not_valid(), 1);
    EXPECT_EQ(core_.ReasonBeside(BoxId(box)), reason);
    EXPECT_TRUE(testing::FolderHolds(core_.data_folder(), box)) << "it stays, sealed";
  }

  absl::StatusOr<std::vector<v1::Totals>> CloseGivingUp(const std::vector<std::string>& devices) {
    v1::CloseRoundRequest request;
    request.set_round_id(round_.round_id);
    *request.mutable_given_up_devices() = {devices.begin(), devices.end()};
    return core_.closer.Close(request);
  }

  v1::RoundState State() { return core_.round_store.Find(round_.round_id).value().state; }

  static void ExpectSumIsReceived(const v1::Totals& totals) {
    EXPECT_EQ(totals.received(),
              totals.counted() + totals.card_refused() + totals.not_valid() + totals.late());
  }

  CoreForTests core_;
  const RoundRecord round_ = core_.OpenRound();
  const std::string device_id_ = core_.AddDevice("Counter 1");
};

TEST_F(CloseRoundTest, CountsEachChoiceOfEachResponse) {
  core_.Insert(device_id_, round_,
               {SealResponse(round_, {0, 1}, ReceiptNumber(1)),
                SealResponse(round_, {5, 1}, ReceiptNumber(2)),
                SealResponse(round_, {5, 0}, ReceiptNumber(3))});

  ASSERT_THAT(core_.Close(round_), IsOk());

  const std::vector<v1::Tally> tallies = core_.result_store.Tallies(round_.round_id).value();
  ASSERT_EQ(tallies.size(), 1U);
  const v1::Tally& tally = tallies[0];
  EXPECT_EQ(tally.respondents(), 3);
  EXPECT_EQ(tally.items(0).counts(0).count(), 1);
  EXPECT_EQ(tally.items(0).counts(5).count(), 2);
  EXPECT_EQ(tally.items(1).counts(0).count(), 1);
  EXPECT_EQ(tally.items(1).counts(1).count(), 2);
}

TEST_F(CloseRoundTest, CountsMoreBoxesThanItReadsAtOnce) {
  core_.InsertValid(device_id_, round_, 2100);

  const auto totals = core_.Close(round_);

  ASSERT_THAT(totals, IsOk());
  EXPECT_EQ(totals->at(0).counted(), 2100);
}

TEST_F(CloseRoundTest, KeepsAsideAnUnknownChoice) {
  ExpectFails(Changed([](auto& content) { content.set_answers("\x07\x01"); }),
              v1::REASON_CHOICE_UNKNOWN);
}

TEST_F(CloseRoundTest, KeepsAsideAMissingAnswer) {
  ExpectFails(Changed([](auto& content) { content.set_answers("\x01"); }),
              v1::REASON_ANSWER_MISSING);
}

TEST_F(CloseRoundTest, KeepsAsideAnAnswerThatWasLeftOut) {
  ExpectFails(Changed([](auto& content) { content.set_answers(std::string("\x01\x00", 2)); }),
              v1::REASON_ANSWER_MISSING);
}

TEST_F(CloseRoundTest, KeepsAsideTooManyAnswers) {
  ExpectFails(Changed([](auto& content) { content.set_answers("\x01\x01\x01"); }),
              v1::REASON_ITEM_UNKNOWN);
}

TEST_F(CloseRoundTest, KeepsAsideAResponseToAnotherRound) {
  ExpectFails(Changed([](auto& content) { content.set_round_id(testing::RoundId('b')); }),
              v1::REASON_BOX_CONTEXT_MISMATCH);
}

TEST_F(CloseRoundTest, KeepsAsideAResponseToAnotherQuestionnaire) {
  ExpectFails(Changed([](auto& content) { content.set_questionnaire(1); }),
              v1::REASON_BOX_CONTEXT_MISMATCH);
}

TEST_F(CloseRoundTest, KeepsAsideAResponseByAnotherDefinition) {
  ExpectFails(Changed([](auto& content) { content.set_counting_digest("1234567890123456"); }),
              v1::REASON_BOX_CONTEXT_MISMATCH);
}

TEST_F(CloseRoundTest, KeepsAsideAResponseWithoutReceiptNumber) {
  ExpectFails(Changed([](auto& content) { content.clear_receipt_number(); }),
              v1::REASON_BOX_CONTENT_MALFORMED);
}

TEST_F(CloseRoundTest, KeepsAsideAnotherPlaintextOfTheRightSize) {
  const Assessment assessment = testing::SmallAssessment();
  std::string garbage(PaddedContentSize(*assessment.FindInstrument("S")), '\xff');
  garbage.back() = '\x80';

  ExpectFails(SealPlaintext(round_, garbage), v1::REASON_BOX_CONTENT_MALFORMED);
}

TEST_F(CloseRoundTest, KeepsAsideAPlaintextOfAnotherSize) {
  ExpectFails(SealPlaintext(round_, "short"), v1::REASON_BOX_CONTENT_MALFORMED);
}

TEST_F(CloseRoundTest, KeepsAsideAPlaintextWithoutPadding) {
  const Assessment assessment = testing::SmallAssessment();
  const std::string zeros(PaddedContentSize(*assessment.FindInstrument("S")), '\0');

  ExpectFails(SealPlaintext(round_, zeros), v1::REASON_BOX_CONTENT_MALFORMED);
}

TEST_F(CloseRoundTest, KeepsAsideABoxSealedToAnotherKey) {
  RoundRecord other = round_;
  other.sealing_key = crypto::GenerateSealingKeyPair().public_key;

  ExpectFails(SealResponse(other, {}, ReceiptNumber(0x7777)), v1::REASON_BOX_UNREADABLE);
}

TEST_F(CloseRoundTest, KeepsAsideABoxOfWhichOneBitWasChanged) {
  std::string box = Box(0x7777);
  box[box.size() / 2] = static_cast<char>(box[box.size() / 2] ^ 1);

  ExpectFails(box, v1::REASON_BOX_UNREADABLE);
}

TEST_F(CloseRoundTest, CountsOnceWhatCarriesTheSameReceiptNumber) {
  core_.InsertValid(device_id_, round_, 200);
  core_.Insert(device_id_, round_, {Box(1)});

  const auto totals = core_.Close(round_);

  ASSERT_THAT(totals, IsOk());
  EXPECT_EQ(totals->at(0).counted(), 200);
  EXPECT_EQ(totals->at(0).not_valid(), 1);
  auto database = core_.database.Lock();
  sql::Statement failed(*database, "SELECT COUNT(*) FROM box WHERE reason = ?");
  failed.Bind(v1::REASON_RECEIPT_NUMBER_REPEATED);
  ASSERT_TRUE(failed.Step());
  EXPECT_EQ(failed.Int(0), 1);
}

TEST_F(CloseRoundTest, AsksAPersonWhenMoreThanOnePercentFailed) {
  core_.InsertValid(device_id_, round_, 99);
  core_.Insert(device_id_, round_, {SealPlaintext(round_, "garbage")});
  core_.Insert(device_id_, round_, {SealPlaintext(round_, "more garbage")});

  EXPECT_THAT(core_.Close(round_), IsRefusedFor(v1::REASON_ROUND_TOO_MANY_FAILED, "S"));
  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSING);
  EXPECT_TRUE(core_.result_store.Tallies(round_.round_id).value().empty());
  EXPECT_THAT(core_.Insert(device_id_, round_, {Box(1000)}), ElementsAre(v1::OUTCOME_TOO_LATE))
      << "what was counted for the question stays what is counted";

  const auto totals = core_.Close(round_, /*accept_failed=*/true);
  ASSERT_THAT(totals, IsOk());
  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSED);
  EXPECT_EQ(totals->at(0).counted(), 99);
  EXPECT_EQ(totals->at(0).not_valid(), 2);
  EXPECT_EQ(totals->at(0).late(), 1);
}

TEST_F(CloseRoundTest, ClosesWhenExactlyOnePercentFailed) {
  core_.InsertValid(device_id_, round_, 99);
  core_.Insert(device_id_, round_, {SealPlaintext(round_, "garbage")});

  EXPECT_THAT(core_.Close(round_), IsOk());
}

TEST_F(CloseRoundTest, AccountsForEveryBoxItHasReceived) {
  core_.InsertValid(device_id_, round_, 10);
  core_.Insert(device_id_, round_, {SealPlaintext(round_, "garbage"), Box(1)});
  ASSERT_THAT(core_.Close(round_, /*accept_failed=*/true), IsOk());
  core_.Insert(device_id_, round_, {Box(100), Box(101), Box(102)});

  const auto totals = core_.Close(round_);

  ASSERT_THAT(totals, IsOk());
  EXPECT_EQ(totals->at(0).received(), 15);
  EXPECT_EQ(totals->at(0).counted(), 10);
  EXPECT_EQ(totals->at(0).not_valid(), 2);
  EXPECT_EQ(totals->at(0).late(), 3);
  ExpectSumIsReceived(totals->at(0));
}

TEST_F(CloseRoundTest, NeverOpensWhatCameLate) {
  core_.InsertValid(device_id_, round_, 3);
  ASSERT_THAT(core_.Close(round_), IsOk());
  const std::string garbage = SealPlaintext(round_, "garbage");
  core_.Insert(device_id_, round_, {garbage});

  const auto totals = core_.Close(round_);

  EXPECT_EQ(core_.ReasonBeside(BoxId(garbage)), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(totals->at(0).late(), 1);
  EXPECT_EQ(totals->at(0).not_valid(), 0);
}

TEST_F(CloseRoundTest, WaitsForTabletsThatMayStillHoldResponses) {
  const std::string second = core_.AddDevice("Counter 2");
  core_.AddDevice("Counter 3, which never heard of the round");
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, device_id_), IsOk());
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, second), IsOk());

  EXPECT_THAT(core_.Close(round_),
              IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 1, Counter 2"));
  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSING);
  EXPECT_THAT(core_.Insert(device_id_, round_, {Box(1)}), ElementsAre(v1::OUTCOME_STORED))
      << "what was finished still arrives in time";
  const v1::Round described = core_.rounds.Describe(round_.round_id).value();
  EXPECT_EQ(described.waiting_devices_size(), 2);

  ASSERT_THAT(core_.devices.NoteDone(round_.round_id, device_id_, true), IsOk());
  EXPECT_THAT(core_.Close(round_), IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 2"));
  ASSERT_THAT(core_.devices.NoteDone(round_.round_id, second, true), IsOk());
  EXPECT_THAT(core_.Close(round_), IsOk());
}

TEST_F(CloseRoundTest, WaitsAgainForATabletWhoseLastReportSaysThatSomethingIsLeft) {
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, device_id_), IsOk());
  ASSERT_THAT(core_.devices.NoteDone(round_.round_id, device_id_, true), IsOk());
  ASSERT_THAT(core_.devices.NoteDone(round_.round_id, device_id_, false), IsOk());

  EXPECT_THAT(core_.Close(round_), IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 1"));
}

TEST_F(CloseRoundTest, GoesOnWithoutTabletsThatAreGivenUp) {
  const std::string second = core_.AddDevice("Counter 2");
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, device_id_), IsOk());
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, second), IsOk());

  EXPECT_THAT(CloseGivingUp({device_id_}),
              IsRefusedFor(v1::REASON_ROUND_TABLETS_WAITING, "Counter 2"));
  EXPECT_THAT(CloseGivingUp({device_id_, second}), IsOk());

  EXPECT_THAT(core_.Insert(device_id_, round_, {Box(1)}), ElementsAre(v1::OUTCOME_TOO_LATE));
}

TEST_F(CloseRoundTest, DoesNotWaitForARevokedTablet) {
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, device_id_), IsOk());
  ASSERT_THAT(core_.devices.Revoke(device_id_), IsOk());

  EXPECT_THAT(core_.Close(round_), IsOk());
}

TEST_F(CloseRoundTest, IsHarmlessAgain) {
  core_.InsertValid(device_id_, round_, 5);
  const auto first = core_.Close(round_);
  ASSERT_THAT(first, IsOk());

  const auto again = core_.Close(round_);

  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->at(0).SerializeAsString(), first->at(0).SerializeAsString());
  EXPECT_EQ(core_.result_store.Tallies(round_.round_id).value().size(), 1U);
}

TEST_F(CloseRoundTest, StartsAgainAfterItWasKilledWhileCounting) {
  core_.InsertValid(device_id_, round_, 5);
  ASSERT_THAT(core_.devices.NoteKnows(round_.round_id, device_id_), IsOk());
  ASSERT_THAT(
      core_.round_store.Move(round_.round_id, v1::ROUND_STATE_OPEN, v1::ROUND_STATE_CLOSING),
      IsOk());
  ASSERT_THAT(core_.round_store.BeginCounting(round_.round_id), IsOk());
  core_.Insert(device_id_, round_, {Box(100)});

  const auto totals = core_.Close(round_);

  ASSERT_THAT(totals, IsOk());
  EXPECT_EQ(totals->at(0).counted(), 5);
  EXPECT_EQ(totals->at(0).late(), 1);
  ExpectSumIsReceived(totals->at(0));
}

TEST_F(CloseRoundTest, CountsNothingWithoutTheRoundsKey) {
  core_.InsertValid(device_id_, round_, 5);
  ASSERT_THAT(core_.keys.DestroySealingKey(round_.round_id), IsOk());

  EXPECT_THAT(core_.Close(round_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));

  EXPECT_EQ(State(), v1::ROUND_STATE_CLOSING);
  EXPECT_THAT(core_.Insert(device_id_, round_, {Box(100)}), ElementsAre(v1::OUTCOME_STORED));
}

TEST_F(CloseRoundTest, CountsNothingWithTheKeyOfAnotherRound) {
  core_.InsertValid(device_id_, round_, 5);
  const auto other = crypto::GenerateSealingKeyPair();
  const auto receipt_key = core_.keys.ReceiptKey(round_.round_id);
  ASSERT_THAT(core_.keys.SaveRoundKeys(round_.round_id, other.private_key, *receipt_key), IsOk());

  EXPECT_THAT(core_.Close(round_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISMATCH));
}

TEST_F(CloseRoundTest, SaysThatTheRoundIsUnknown) {
  RoundRecord unknown = round_;
  unknown.round_id = testing::RoundId('z');

  EXPECT_THAT(core_.Close(unknown),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST_F(CloseRoundTest, LeavesNothingThatItHasOpenedInTheDataFolder) {
  const std::string receipt_number = "R3ceiptNo.";
  ASSERT_EQ(receipt_number.size(), kReceiptNumberSize);
  core_.InsertValid(device_id_, round_, 200);
  core_.Insert(device_id_, round_,
               {SealResponse(round_, {5, 1}, receipt_number), SealPlaintext(round_, "0pened too")});

  ASSERT_THAT(core_.Close(round_), IsOk());

  EXPECT_FALSE(testing::FolderHolds(core_.data_folder(), receipt_number));
  EXPECT_FALSE(testing::FolderHolds(core_.data_folder(), "0pened too"));
}

TEST_F(CloseRoundTest, ListsTheReceiptNumbersOfExactlyTheCountedResponses) {
  const std::string repeated = SealResponse(round_, {1, 1}, ReceiptNumber(3));
  core_.InsertValid(device_id_, round_, 5);
  core_.Insert(device_id_, round_, {repeated});
  ASSERT_THAT(core_.Close(round_, true), IsOk());

  const auto lists = core_.result_store.ReceiptLists(round_.round_id);

  ASSERT_THAT(lists, IsOk());
  ASSERT_EQ(lists->size(), 1U);
  const v1::ReceiptList& list = lists->front();
  EXPECT_THAT(VerifyReceiptList(round_.round_id, list), IsOk());
  EXPECT_EQ(list.questionnaire(), "S");
  EXPECT_EQ(list.receipt_key(), round_.receipt_key);
  EXPECT_EQ(ReceiptCount(list), 5);
  for (int number = 1; number <= 5; ++number) {
    EXPECT_TRUE(HoldsReceipt(round_.round_id, list, ReceiptNumber(number))) << number;
  }
  EXPECT_FALSE(HoldsReceipt(round_.round_id, list, ReceiptNumber(6)));
}

TEST_F(CloseRoundTest, ListsNoReceiptsOfFewerThanTheMinimumGroup) {
  core_.InsertValid(device_id_, round_, 2);
  ASSERT_THAT(core_.Close(round_), IsOk());

  EXPECT_TRUE(core_.result_store.ReceiptLists(round_.round_id).value().empty());
}

TEST_F(CloseRoundTest, ListsNoReceiptsWhereNoneWasShown) {
  v1::Definition definition = testing::SmallDefinition();
  definition.mutable_instruments(0)->mutable_collection()->set_receipts(
      v1::RECEIPT_RULE_OFFLINE_KEY);
  v1::CreateRoundRequest request = testing::SmallRound('b');
  request.set_definition(Assessment::FromDefinition(definition).value().bytes());
  const RoundRecord round = core_.OpenRound(request);
  core_.InsertValid(device_id_, round, 5);
  ASSERT_THAT(core_.Close(round), IsOk());

  EXPECT_TRUE(core_.result_store.ReceiptLists(round.round_id).value().empty());
}

}  // namespace
}  // namespace sucharit
