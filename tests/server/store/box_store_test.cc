// SPDX-License-Identifier: Apache-2.0
#include "server/store/box_store.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "server/sql/statement.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::SealResponse;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Values;

class BoxStoreTest : public ::testing::TestWithParam<sql::Engine> {
 protected:
  BoxBatch Batch(const std::string& device_id, const std::vector<std::string>& boxes) const {
    BoxBatch batch{device_id, round_.round_id, "S", {}};
    for (const std::string& box : boxes) batch.boxes.push_back({BoxId(box), box});
    return batch;
  }

  std::string Box(int number) const { return SealResponse(round_, {}, ReceiptNumber(number)); }

  BoxStore::Received Received() { return core_.boxes.Count(round_.round_id, "S").value(); }

  CoreForTests core_{GetParam()};
  const RoundRecord round_ = core_.OpenRound();
  const std::string counter_1_ = core_.AddDevice("Counter 1");
  const std::string counter_2_ = core_.AddDevice("Counter 2");
};

// How SQLite is made to think that the disk is full.
class BoxStoreOnAFullDiskTest : public BoxStoreTest {};

TEST_P(BoxStoreTest, CountsABoxOnceHoweverOftenItIsSent) {
  const std::string box = Box(1);

  const auto outcomes =
      core_.boxes.Insert({Batch(counter_1_, {box, box}), Batch(counter_1_, {box})});

  EXPECT_THAT(*outcomes[0], ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_STORED));
  EXPECT_THAT(*outcomes[1], ElementsAre(v1::OUTCOME_STORED));
  EXPECT_EQ(Received().in_time, 1);
}

TEST_P(BoxStoreTest, CountsABoxOnceWhoeverSendsIt) {
  const std::string box = Box(1);
  core_.Insert(counter_1_, round_, {box});

  EXPECT_THAT(core_.Insert(counter_2_, round_, {box}), ElementsAre(v1::OUTCOME_STORED));

  EXPECT_EQ(Received().in_time, 1);
}

TEST_P(BoxStoreTest, KeepsTheOtherBatchesOfAGroupWhenOneIsRefused) {
  ASSERT_THAT(core_.devices.Revoke(counter_2_), IsOk());
  BoxBatch unknown_round = Batch(counter_1_, {Box(3)});
  unknown_round.round_id = testing::RoundId('z');

  const auto outcomes =
      core_.boxes.Insert({Batch(counter_1_, {Box(1)}), Batch(counter_2_, {Box(2)}), unknown_round,
                          Batch(counter_1_, {Box(4)})});

  EXPECT_THAT(outcomes[0], IsOk());
  EXPECT_THAT(outcomes[1],
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));
  EXPECT_THAT(outcomes[2], IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_THAT(outcomes[3], IsOk());
  EXPECT_EQ(Received().in_time, 2);
}

TEST_P(BoxStoreTest, RefusesATabletThatWasNeverEnrolled) {
  const auto outcomes = core_.boxes.Insert({Batch("0123456789abcdef", {Box(1)})});

  EXPECT_THAT(outcomes[0],
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED));
  EXPECT_EQ(Received().in_time, 0);
}

TEST_P(BoxStoreTest, KnowsNoRoundOfAnotherAgency) {
  v1::Agency other;
  other.set_code("other");
  other.mutable_name()->set_th("อื่น");
  other.mutable_name()->set_en("Other");
  ASSERT_THAT(core_.agencies.Create(other), IsOk());
  {
    auto database = core_.database.Lock();
    ASSERT_THAT(
        sql::Statement(*database, "UPDATE device SET agency_code = 'other' WHERE device_id = ?")
            .BindBlob(counter_2_)
            .Run(),
        IsOk());
  }

  const auto outcomes = core_.boxes.Insert({Batch(counter_2_, {Box(1)})});

  EXPECT_THAT(outcomes[0], IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_EQ(Received().in_time, 0);
}

TEST_P(BoxStoreTest, RefusesBoxesForARoundThatNeverOpened) {
  ASSERT_THAT(core_.rounds.Create(testing::SmallRound('b')), IsOk());
  BoxBatch batch = Batch(counter_1_, {Box(1)});
  batch.round_id = testing::RoundId('b');

  const auto outcomes = core_.boxes.Insert({batch});

  EXPECT_THAT(outcomes[0],
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE));
}

TEST_P(BoxStoreOnAFullDiskTest, RefusesAllAndKeepsWhatWasThereWhenTheDiskIsFull) {
  const std::string kept = Box(1);
  core_.Insert(counter_1_, round_, {kept});
  {
    auto database = core_.database.Lock();
    sql::Statement pages(*database, "PRAGMA page_count");
    ASSERT_TRUE(pages.Step());
    const std::string full = absl::StrCat("PRAGMA max_page_count=", pages.Int(0));
    ASSERT_THAT(database->Execute(full.c_str()), IsOk());
  }
  const BoxBatch small = Batch(counter_1_, {Box(2)});
  const BoxBatch large = Batch(counter_2_, {std::string(kMaximumBoxSize, 'x')});

  const auto outcomes = core_.boxes.Insert({small, large});

  EXPECT_THAT(outcomes,
              Each(IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL)));
  EXPECT_EQ(Received().in_time, 1);
  const auto boxes = core_.boxes.InTime(round_.round_id, "S", "", 10);
  ASSERT_THAT(boxes, IsOk());
  ASSERT_EQ(boxes->size(), 1U);
  EXPECT_EQ(boxes->front().box, kept);
}

TEST_P(BoxStoreOnAFullDiskTest, TakesTheSameBoxesAgainOnceTheDiskHasRoom) {
  {
    auto database = core_.database.Lock();
    ASSERT_THAT(database->Execute("PRAGMA max_page_count=1"), IsOk());
  }
  const BoxBatch batch = Batch(counter_1_, {std::string(kMaximumBoxSize, 'x')});
  ASSERT_THAT(core_.boxes.Insert({batch})[0], IsRefusedFor(v1::REASON_STORAGE_FULL, ""));
  {
    auto database = core_.database.Lock();
    ASSERT_THAT(database->Execute("PRAGMA max_page_count=100000"), IsOk());
  }

  EXPECT_THAT(core_.boxes.Insert({batch})[0], IsOk());
  EXPECT_EQ(Received().in_time, 1);
}

TEST_P(BoxStoreTest, RefusesByReceiptABoxThatIsTooLargeOrTooSmallToBeOne) {
  const std::string smallest(crypto::kSealOverhead + 1, 'x');
  const std::string largest(kMaximumBoxSize, 'x');

  const auto outcomes =
      core_.Insert(counter_1_, round_, {"", smallest.substr(1), smallest, largest, largest + 'x'});

  EXPECT_THAT(outcomes, ElementsAre(v1::OUTCOME_REFUSED, v1::OUTCOME_REFUSED, v1::OUTCOME_STORED,
                                    v1::OUTCOME_STORED, v1::OUTCOME_REFUSED));
  EXPECT_EQ(Received().in_time, 2);
}

TEST_P(BoxStoreTest, TellsLateBoxesFromThoseInTimeOnceCountingHasBegun) {
  const std::string in_time = Box(1);
  core_.Insert(counter_1_, round_, {in_time});
  ASSERT_THAT(core_.round_store.BeginCounting(round_.round_id), IsOk());

  const auto outcomes = core_.Insert(counter_1_, round_, {in_time, Box(2)});

  EXPECT_THAT(outcomes, ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_TOO_LATE));
  EXPECT_EQ(Received().in_time, 1);
  EXPECT_EQ(Received().late, 1);
}

TEST_P(BoxStoreTest, TakesBatchesForSeveralRoundsInOneGroupEachAsItsRoundStands) {
  const RoundRecord counting = core_.OpenRound('b');
  const RoundRecord over = core_.OpenRound('c');
  const std::string there_before = Box(1);
  core_.Insert(counter_1_, counting, {there_before});
  ASSERT_THAT(core_.round_store.BeginCounting(counting.round_id), IsOk());
  ASSERT_THAT(core_.result_store.Cancel(over.round_id), IsOk());
  const auto batch_for = [&](const RoundRecord& round, const std::vector<std::string>& boxes) {
    BoxBatch batch = Batch(counter_2_, boxes);
    batch.round_id = round.round_id;
    return batch;
  };

  const auto outcomes = core_.boxes.Insert(
      {batch_for(over, {Box(2)}), batch_for(counting, {Box(3), there_before}),
       Batch(counter_1_, {Box(3), there_before, "too small"}), batch_for(counting, {Box(4)})});

  EXPECT_THAT(*outcomes[0], ElementsAre(v1::OUTCOME_TOO_LATE));
  EXPECT_THAT(*outcomes[1], ElementsAre(v1::OUTCOME_TOO_LATE, v1::OUTCOME_STORED));
  EXPECT_THAT(*outcomes[2],
              ElementsAre(v1::OUTCOME_STORED, v1::OUTCOME_STORED, v1::OUTCOME_REFUSED));
  EXPECT_THAT(*outcomes[3], ElementsAre(v1::OUTCOME_TOO_LATE));
  EXPECT_EQ(Received().in_time, 2);
  EXPECT_EQ(core_.boxes.Count(counting.round_id, "S")->in_time, 1);
  EXPECT_EQ(core_.boxes.Count(counting.round_id, "S")->late, 2);
}

TEST_P(BoxStoreTest, KeepsOnlyTotalsOfARoundThatIsCancelled) {
  const std::string in_time = Box(1);
  core_.Insert(counter_1_, round_, {in_time});
  ASSERT_THAT(core_.round_store.BeginCounting(round_.round_id), IsOk());
  core_.Insert(counter_1_, round_, {Box(2), Box(3)});

  ASSERT_THAT(core_.result_store.Cancel(round_.round_id), IsOk());

  EXPECT_EQ(core_.ReasonBeside(BoxId(in_time)), -1) << "not even its hash is left";
  EXPECT_EQ(Received().in_time, 1);
  EXPECT_EQ(Received().late, 2);
}

TEST_P(BoxStoreTest, LacksABoxUntilTheRoundIsOver) {
  const std::string in_time = Box(1);
  core_.Insert(counter_1_, round_, {in_time});
  const std::vector<std::string> ids = {BoxId(in_time), BoxId("never came")};
  EXPECT_THAT(core_.boxes.Missing(round_.round_id, ids).value(), ElementsAre(ids[1]));

  ASSERT_THAT(core_.result_store.Cancel(round_.round_id), IsOk());

  EXPECT_THAT(core_.boxes.Missing(round_.round_id, ids).value(), ElementsAre());
}

TEST_P(BoxStoreTest, ReadsBoxesInPiecesWithoutLossOrRepetition) {
  core_.InsertValid(counter_1_, round_, 7);

  std::vector<std::string> ids;
  std::string last;
  while (true) {
    const auto piece = core_.boxes.InTime(round_.round_id, "S", last, 3).value();
    if (piece.empty()) break;
    for (const StoredBox& box : piece) ids.push_back(box.box_id);
    last = ids.back();
  }

  EXPECT_EQ(ids.size(), 7U);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

INSTANTIATE_TEST_SUITE_P(Sqlite, BoxStoreOnAFullDiskTest, Values(sql::Engine::kSqlite));

INSTANTIATE_TEST_SUITE_P(Sqlite, BoxStoreTest, Values(sql::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, BoxStoreTest, Values(sql::Engine::kPostgres));

}  // namespace
}  // namespace sucharit
