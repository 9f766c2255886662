// SPDX-License-Identifier: Apache-2.0
#include "client/core/outbox.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "client/core/received_boxes.h"
#include "common/response/receipt.h"
#include "common/sqlite/statement.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::RoundForTests;
using ::sucharit::testing::SmallAssessment;
using ::sucharit::testing::StatusIs;
using ::sucharit::testing::TabletForTests;
using ::sucharit::testing::TestDay;

using Boxes = std::vector<std::string>;

Boxes BoxesOf(const v1::PushResponsesRequest& batch) {
  return {batch.boxes().begin(), batch.boxes().end()};
}

class OutboxTest : public ::testing::Test {
 protected:
  Outbox TheOutbox() { return Outbox(tablet_.database()); }

  absl::Status ApplyToAll(const v1::PushResponsesRequest& batch, v1::Outcome outcome) {
    const std::vector<v1::Outcome> outcomes(static_cast<size_t>(batch.boxes_size()), outcome);
    return TheOutbox().Apply(batch, outcomes);
  }

  void ExpectSums() {
    const OutboxCounts counts = tablet_.Counts();
    EXPECT_EQ(counts.finished, counts.waiting + counts.stored + counts.late + counts.refused);
    EXPECT_THAT(TheOutbox().Waiting(), IsOkAndHolds(counts.waiting));
  }

  // The boxes in the order in which they were finished, which no table tells.
  Boxes FinishMany(int count) {
    Boxes finished;
    std::set<std::string> seen;
    for (int i = 0; i < count; ++i) {
      tablet_.FinishOne();
      const v1::PushResponsesRequest waiting = tablet_.Waiting();
      for (const std::string& box : waiting.boxes()) {
        if (seen.insert(box).second) finished.push_back(box);
      }
    }
    return finished;
  }

  TabletForTests tablet_;
};

TEST_F(OutboxTest, KeepsAResponseUntilItsReceiptIsApplied) {
  tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();

  tablet_.Reopen();

  EXPECT_EQ(BoxesOf(tablet_.Waiting()), BoxesOf(batch));
  EXPECT_EQ(tablet_.Counts().waiting, 1);
}

TEST_F(OutboxTest, GivesUpWhatTheServerHasStoredAndKeepsItApartUntilABackupHasIt) {
  tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();

  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_STORED), IsOk());

  EXPECT_TRUE(tablet_.Waiting().boxes().empty());
  EXPECT_EQ(tablet_.Counts().stored, 1);
  EXPECT_EQ(ReceivedBoxes(tablet_.database()).Ids(tablet_.round.round_id()).value(),
            std::vector<std::string>{BoxId(batch.boxes(0))});
  EXPECT_EQ(ReceivedBoxes(tablet_.database()).KeptBytes().value(),
            static_cast<int64_t>(batch.boxes(0).size()));
  ExpectSums();
}

TEST_F(OutboxTest, CountsAReceiptOnceHoweverOftenItIsApplied) {
  tablet_.FinishOne();
  tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();

  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_STORED), IsOk());
  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_STORED), IsOk());
  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_TOO_LATE), IsOk());

  EXPECT_EQ(tablet_.Counts().stored, 2);
  EXPECT_EQ(tablet_.Counts().late, 0);
  ExpectSums();
}

TEST_F(OutboxTest, KeepsARefusedResponseButSendsItNoMore) {
  tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();

  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_REFUSED), IsOk());
  ASSERT_THAT(ApplyToAll(batch, v1::OUTCOME_REFUSED), IsOk());

  EXPECT_TRUE(tablet_.Waiting().boxes().empty());
  EXPECT_EQ(tablet_.Counts().refused, 1);
  EXPECT_TRUE(tablet_.FolderHolds(batch.boxes(0)));
  ExpectSums();
}

TEST_F(OutboxTest, ForgetsAndCountsWhatCameTooLate) {
  tablet_.FinishOne();

  ASSERT_THAT(ApplyToAll(tablet_.Waiting(), v1::OUTCOME_TOO_LATE), IsOk());

  EXPECT_TRUE(tablet_.Waiting().boxes().empty());
  EXPECT_EQ(tablet_.Counts().late, 1);
  ExpectSums();
}

TEST_F(OutboxTest, GivesEachBoxItsOwnOutcome) {
  for (int i = 0; i < 3; ++i) tablet_.FinishOne();
  const v1::PushResponsesRequest batch = tablet_.Waiting();

  ASSERT_THAT(
      TheOutbox().Apply(batch, {v1::OUTCOME_STORED, v1::OUTCOME_REFUSED, v1::OUTCOME_TOO_LATE}),
      IsOk());

  EXPECT_EQ(tablet_.Counts().stored, 1);
  EXPECT_EQ(tablet_.Counts().refused, 1);
  EXPECT_EQ(tablet_.Counts().late, 1);
  EXPECT_TRUE(tablet_.FolderHolds(batch.boxes(1)));
  ExpectSums();
}

TEST_F(OutboxTest, ChangesNothingUnlessEachBoxHasAnOutcome) {
  tablet_.FinishOne();
  tablet_.FinishOne();

  EXPECT_THAT(TheOutbox().Apply(tablet_.Waiting(), {v1::OUTCOME_STORED}),
              StatusIs(absl::StatusCode::kInvalidArgument));

  EXPECT_EQ(tablet_.Counts().waiting, 2);
}

TEST_F(OutboxTest, SendsNoMoreBoxesAtOnceThanAskedFor) {
  for (int i = 0; i < 5; ++i) tablet_.FinishOne();

  EXPECT_EQ(TheOutbox().NextBatch(3, {})->boxes_size(), 3);
}

TEST_F(OutboxTest, SendsNoMoreBytesAtOnceThanASlowNetworkCarriesInTime) {
  for (int i = 0; i < 40; ++i) {
    const std::string box = std::to_string(i) + std::string(size_t{16} * 1024, 'x');
    auto database = tablet_.database().Lock();
    ASSERT_THAT(sqlite::Statement(*database,
                                  "INSERT INTO outbox(box_id, round_id, questionnaire, key_id, "
                                  "counting_id, refused, box) "
                                  "VALUES(?, x'01', 'S', x'02', x'03', 0, ?)")
                    .BindBlob(BoxId(box))
                    .BindBlob(box)
                    .Run(),
                IsOk());
  }

  const auto batch = TheOutbox().NextBatch(1000, {});

  ASSERT_THAT(batch, IsOk());
  EXPECT_GT(batch->boxes_size(), 1);
  EXPECT_LT(batch->ByteSizeLong(), 96u * 1024u);
}

TEST_F(OutboxTest, SendsWhatIsWholeAndSaysThatABoxWasChanged) {
  tablet_.FinishOne();
  tablet_.FinishOne();
  const auto both = TheOutbox().NextBatch(2, {});
  ASSERT_THAT(both, IsOk());
  ASSERT_THAT(
      sqlite::Statement(*tablet_.database().Lock(), "UPDATE outbox SET box = x'00' WHERE box = ?")
          .BindBlob(both->boxes(0))
          .Run(),
      IsOk());

  const auto whole = TheOutbox().NextBatch(2, {});

  ASSERT_THAT(whole, IsOk());
  ASSERT_EQ(whole->boxes_size(), 1);
  EXPECT_EQ(whole->boxes(0), both->boxes(1));
  ASSERT_THAT(TheOutbox().Apply(*whole, {v1::OUTCOME_STORED}), IsOk());
  const auto damaged = IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED);
  EXPECT_THAT(TheOutbox().NextBatch(2, {}), damaged);
  EXPECT_THAT(TheOutbox().Check(), damaged);
}

TEST_F(OutboxTest, NoticesCountsThatDoNotAddUp) {
  tablet_.FinishOne();
  ASSERT_THAT(TheOutbox().Check(), IsOk());
  ASSERT_THAT(tablet_.database().Lock()->Execute("UPDATE total SET finished = 2"), IsOk());

  EXPECT_THAT(TheOutbox().Check(),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));
}

TEST_F(OutboxTest, KnowsOneDayOfARoundWhileSomethingWaits) {
  EXPECT_THAT(TheOutbox().OldestWaitingDay(), IsOkAndHolds(std::nullopt));
  tablet_.FinishOne();
  tablet_.clock.Advance(absl::Hours(48));
  tablet_.FinishOne();
  const auto first = TheOutbox().NextBatch(1, {});
  ASSERT_THAT(TheOutbox().Apply(*first, {v1::OUTCOME_STORED}), IsOk());

  EXPECT_THAT(TheOutbox().OldestWaitingDay(), IsOkAndHolds(std::optional<int32_t>(TestDay())));

  const auto last = TheOutbox().NextBatch(1, {});
  ASSERT_THAT(TheOutbox().Apply(*last, {v1::OUTCOME_STORED}), IsOk());
  EXPECT_THAT(TheOutbox().OldestWaitingDay(), IsOkAndHolds(std::nullopt));
}

TEST_F(OutboxTest, MixesNoRoundsInABatchAndLeavesOutTheGroupsToSkip) {
  RoundForTests second(SmallAssessment(), 'b');
  v1::ListRoundsResponse offers = tablet_.round.Listed();
  *offers.add_rounds() = second.offer;
  ASSERT_THAT(Library(tablet_.database()).Keep(offers), IsOk());
  for (int i = 0; i < 3; ++i) {
    tablet_.FinishOne();
    auto session =
        FormSession::Begin(tablet_.database(), tablet_.clock, {second.round_id(), "S"}).value();
    ASSERT_THAT(session->Answer(0, 0), IsOk());
    ASSERT_THAT(session->Answer(1, 0), IsOk());
    ASSERT_THAT(session->Finish(), IsOk());
  }

  const auto first = TheOutbox().NextBatch(1000, {});
  const auto rest = TheOutbox().NextBatch(1000, {Outbox::GroupOf(*first)});
  const auto none = TheOutbox().NextBatch(1000, {Outbox::GroupOf(*first), Outbox::GroupOf(*rest)});

  EXPECT_EQ(first->boxes_size(), 3);
  EXPECT_EQ(rest->boxes_size(), 3);
  EXPECT_NE(first->round_id(), rest->round_id());
  EXPECT_TRUE(none->boxes().empty());
  EXPECT_THAT(TheOutbox().Waiting(second.round_id()), IsOkAndHolds(3));
  EXPECT_THAT(TheOutbox().Waiting(), IsOkAndHolds(6));
}

// Of 60 boxes in random order about 885 of the 1770 pairs stand the other way round than finished
// (standard deviation 78).
TEST_F(OutboxTest, TellsNothingOfTheOrderOfFinishing) {
  const Boxes finished = FinishMany(60);
  const Boxes sent = BoxesOf(tablet_.Waiting());
  ASSERT_EQ(finished.size(), 60u);

  std::vector<size_t> places;
  for (const std::string& box : sent) {
    places.push_back(
        static_cast<size_t>(std::find(finished.begin(), finished.end(), box) - finished.begin()));
  }
  int inversions = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    for (size_t j = i + 1; j < places.size(); ++j) inversions += places[i] > places[j] ? 1 : 0;
  }

  EXPECT_NEAR(inversions, 885, 8 * 78);
}

TEST_F(OutboxTest, ShufflesEachBatchAnew) {
  for (int i = 0; i < 30; ++i) tablet_.FinishOne();

  Boxes first = BoxesOf(tablet_.Waiting());
  Boxes second = BoxesOf(tablet_.Waiting());

  EXPECT_NE(first, second);
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace sucharit
