// SPDX-License-Identifier: Apache-2.0
#include "server/intake/intake.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

using Receipt = absl::StatusOr<v1::PushResponsesResponse>;

class IntakeTest : public ::testing::Test {
 protected:
  v1::PushResponsesRequest Batch(const std::vector<std::string>& boxes) const {
    v1::PushResponsesRequest batch;
    batch.set_round_id(round_.round_id);
    batch.set_questionnaire("S");
    batch.set_key_id(crypto::KeyId(round_.sealing_key));
    batch.set_counting_digest(testing::SmallAssessment().counting_id());
    for (const std::string& box : boxes) batch.add_boxes(box);
    return batch;
  }

  std::string Box(int number) const { return SealResponse(round_, {}, ReceiptNumber(number)); }

  std::future<Receipt> Submit(Intake& intake, const v1::PushResponsesRequest& batch) {
    auto promise = std::make_shared<std::promise<Receipt>>();
    intake.Submit(device_id_, batch,
                  [promise](Receipt receipt) { promise->set_value(std::move(receipt)); });
    return promise->get_future();
  }

  Receipt Answer(const v1::PushResponsesRequest& batch) {
    Intake intake(core_.database, core_.keys);
    return Submit(intake, batch).get();
  }

  static std::vector<std::string> Ids(const v1::PushResponsesRequest& batch) {
    std::vector<std::string> ids;
    for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
    return ids;
  }

  int64_t Received() { return core_.boxes.Count(round_.round_id, "S").value().in_time; }

  CoreForTests core_;
  const RoundRecord round_ = core_.OpenRound();
  const std::string device_id_ = core_.AddDevice("Counter 1");
};

TEST_F(IntakeTest, SignsAReceiptForWhatItHasStored) {
  const v1::PushResponsesRequest batch = Batch({Box(1), Box(2)});

  const Receipt receipt = Answer(batch);

  ASSERT_THAT(receipt, IsOk());
  EXPECT_THAT(VerifyReceipt(round_.round_id, Ids(batch), *receipt, round_.receipt_key),
              IsOkAndHolds(ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_STORED)));
  EXPECT_EQ(Received(), 2);
}

TEST_F(IntakeTest, SignsNothingThatCouldBeAnotherReceipt) {
  const v1::PushResponsesRequest batch = Batch({Box(1), Box(2)});
  const auto ids = Ids(batch);
  const v1::PushResponsesResponse genuine = Answer(batch).value();
  v1::PushResponsesResponse other_outcome = genuine;
  other_outcome.mutable_outcomes()->back() = v1::OUTCOME_TOO_LATE;
  v1::PushResponsesResponse other_signature = genuine;
  other_signature.mutable_signature()->back() ^= 1;

  const auto not_genuine = IsRefused(absl::StatusCode::kDataLoss, v1::REASON_RECEIPT_NOT_GENUINE);
  EXPECT_THAT(VerifyReceipt(round_.round_id, ids, other_outcome, round_.receipt_key), not_genuine);
  EXPECT_THAT(VerifyReceipt(round_.round_id, ids, other_signature, round_.receipt_key),
              not_genuine);
  EXPECT_THAT(VerifyReceipt(round_.round_id, {ids[1], ids[0]}, genuine, round_.receipt_key),
              not_genuine);
  EXPECT_THAT(VerifyReceipt(round_.round_id, {ids[0], BoxId("other")}, genuine, round_.receipt_key),
              not_genuine);
  EXPECT_THAT(VerifyReceipt(testing::RoundId('b'), ids, genuine, round_.receipt_key), not_genuine);
  EXPECT_THAT(VerifyReceipt(round_.round_id, ids, genuine, round_.sealing_key), not_genuine);
}

TEST_F(IntakeTest, AnswersEachOfManyBatchesThatComeTogetherForItself) {
  constexpr int kBatches = 60;
  constexpr size_t kCallers = 4;
  Intake intake(core_.database, core_.keys);
  std::vector<v1::PushResponsesRequest> batches;
  std::vector<std::future<Receipt>> receipts(kBatches);
  for (int i = 0; i < kBatches; ++i) {
    batches.push_back(Batch({Box(i)}));
    if (i % 10 == 9) batches.back().set_questionnaire("nothing");
  }

  std::vector<std::thread> callers;
  for (size_t first = 0; first < kCallers; ++first) {
    callers.emplace_back([&, first] {
      for (size_t i = first; i < kBatches; i += kCallers) receipts[i] = Submit(intake, batches[i]);
    });
  }
  for (std::thread& caller : callers) caller.join();

  for (int i = 0; i < kBatches; ++i) {
    const Receipt receipt = receipts[static_cast<size_t>(i)].get();
    if (i % 10 == 9) {
      EXPECT_THAT(receipt,
                  IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN));
      continue;
    }
    ASSERT_THAT(receipt, IsOk());
    EXPECT_THAT(VerifyReceipt(round_.round_id, Ids(batches[static_cast<size_t>(i)]), *receipt,
                              round_.receipt_key),
                IsOk());
  }
  EXPECT_EQ(Received(), kBatches - kBatches / 10);
}

TEST_F(IntakeTest, FinishesWhatCameMeanwhileBeforeItGoes) {
  std::vector<std::future<Receipt>> receipts;
  {
    Intake intake(core_.database, core_.keys);
    intake.WatchCommits([&](const CommitFigures& figures) {
      if (figures.boxes != 1) return;  // What is submitted here is committed together.
      for (int i = 1; i < 10; ++i) receipts.push_back(Submit(intake, Batch({Box(i)})));
    });
    receipts.push_back(Submit(intake, Batch({Box(0)})));
  }

  EXPECT_THAT(receipts, SizeIs(10));
  for (auto& receipt : receipts) EXPECT_THAT(receipt.get(), IsOk());
  EXPECT_EQ(Received(), 10);
}

TEST_F(IntakeTest, KeepsACallerWaitingForNoCommitButHisOwn) {
  std::vector<std::thread::id> committed_by;
  {
    Intake intake(core_.database, core_.keys);
    intake.WatchCommits([&](const CommitFigures&) {
      committed_by.push_back(std::this_thread::get_id());
      if (committed_by.size() < 3)
        Submit(intake, Batch({Box(static_cast<int>(committed_by.size()))}));
    });
    Submit(intake, Batch({Box(0)}));
  }

  ASSERT_THAT(committed_by, SizeIs(3));
  EXPECT_EQ(committed_by[0], std::this_thread::get_id());
  EXPECT_NE(committed_by[1], committed_by[0]);
  EXPECT_EQ(committed_by[2], committed_by[1]);
}

TEST_F(IntakeTest, RefusesARoundThatIsNotThere) {
  v1::PushResponsesRequest batch = Batch({Box(1)});
  batch.set_round_id(testing::RoundId('z'));

  EXPECT_THAT(Answer(batch), IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
}

TEST_F(IntakeTest, RefusesARoundThatNeverOpenedUntilItOpens) {
  ASSERT_THAT(core_.rounds.Create(testing::SmallRound('b')), IsOk());
  v1::PushResponsesRequest batch = Batch({Box(1)});
  batch.set_round_id(testing::RoundId('b'));
  batch.set_key_id(crypto::KeyId(""));

  EXPECT_THAT(Answer(batch),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_F(IntakeTest, RefusesAQuestionnaireThatRespondentsDoNotAnswer) {
  v1::PushResponsesRequest batch = Batch({Box(1)});
  batch.set_questionnaire("C");

  EXPECT_THAT(Answer(batch),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN));
}

TEST_F(IntakeTest, RefusesAnotherKeyThanTheRounds) {
  v1::PushResponsesRequest batch = Batch({Box(1)});
  batch.set_key_id("12345678");

  EXPECT_THAT(Answer(batch),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH));
}

TEST_F(IntakeTest, RefusesAnswersByAnotherDefinition) {
  v1::PushResponsesRequest batch = Batch({Box(1)});
  batch.set_counting_digest(std::string(Assessment::kCountingIdSize, 'x'));

  EXPECT_THAT(Answer(batch),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEFINITION_MISMATCH));
}

TEST_F(IntakeTest, TakesAsManyBoxesAsItSaysAndNoMore) {
  v1::PushResponsesRequest batch = Batch({});
  for (int i = 0; i < kMostBoxesInABatch; ++i) {
    batch.add_boxes(std::string(crypto::kSealOverhead + 1, 'x') + std::to_string(i));
  }
  v1::PushResponsesRequest too_many = batch;
  too_many.add_boxes(Box(1));

  EXPECT_THAT(Answer(too_many),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BATCH_TOO_LARGE));
  EXPECT_EQ(Received(), 0);
  EXPECT_THAT(Answer(batch), IsOk());
  EXPECT_EQ(Received(), kMostBoxesInABatch);
}

TEST_F(IntakeTest, TakesAsManyBytesAsItSaysAndNoMore) {
  v1::PushResponsesRequest batch = Batch({});
  for (size_t i = 0; i < kMostBytesInABatch / kMaximumBoxSize; ++i) {
    batch.add_boxes(std::string(kMaximumBoxSize, static_cast<char>('a' + i)));
  }
  v1::PushResponsesRequest too_large = batch;
  too_large.add_boxes("x");

  EXPECT_THAT(Answer(too_large),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_BATCH_TOO_LARGE));
  EXPECT_EQ(Received(), 0);
  const Receipt receipt = Answer(batch);
  ASSERT_THAT(receipt, IsOk());
  EXPECT_THAT(receipt->outcomes(), Each(v1::OUTCOME_STORED));
}

TEST_F(IntakeTest, AnswersABatchWithoutBoxesWithAnEmptyReceipt) {
  const Receipt receipt = Answer(Batch({}));

  ASSERT_THAT(receipt, IsOk());
  EXPECT_THAT(VerifyReceipt(round_.round_id, {}, *receipt, round_.receipt_key),
              IsOkAndHolds(SizeIs(0)));
}

TEST_F(IntakeTest, StoresNothingThatItCouldNotSignFor) {
  std::filesystem::remove_all(core_.key_folder_path() + "/rounds");

  EXPECT_THAT(Answer(Batch({Box(1)})),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));
  EXPECT_EQ(Received(), 0);
}

TEST_F(IntakeTest, RefusesARevokedTabletAtItsNextBatch) {
  Intake intake(core_.database, core_.keys);
  ASSERT_THAT(Submit(intake, Batch({Box(1)})).get(), IsOk());
  ASSERT_THAT(core_.devices.Revoke(device_id_), IsOk());

  EXPECT_THAT(Submit(intake, Batch({Box(2)})).get(),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));

  EXPECT_EQ(Received(), 1);
}

}  // namespace
}  // namespace sucharit
