// SPDX-License-Identifier: Apache-2.0
//
// Several servers on one PostgreSQL database, each a ServerDatabase of its own.
#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/response/receipt.h"
#include "server/sql/statement.h"
#include "server/store/audit_store.h"
#include "server/store/backup_store.h"
#include "server/store/box_store.h"
#include "server/store/turns.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::PostgresServer;
using ::sucharit::testing::ReceiptNumber;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::SealResponse;
using ::testing::Each;
using ::testing::SizeIs;

std::string NewPlace() {
  const std::string place = PostgresServer::Shared().NewDatabase();
  Require(ServerDatabase::CreatePostgres(place));
  return place;
}

class PostgresSeveralServersTest : public ::testing::Test {
 protected:
  BoxBatch Batch(const std::vector<std::string>& boxes) const {
    BoxBatch batch{counter_, round_.round_id, "S", {}};
    for (const std::string& box : boxes) batch.boxes.push_back({BoxId(box), box});
    return batch;
  }

  std::vector<std::string> Boxes(int count) const {
    std::vector<std::string> boxes;
    for (int i = 0; i < count; ++i) boxes.push_back(SealResponse(round_, {}, ReceiptNumber(i)));
    return boxes;
  }

  const std::string place_ = NewPlace();
  CoreForTests first_{Required(ServerDatabase::OpenPostgres(place_))};
  const std::unique_ptr<ServerDatabase> second_ = Required(ServerDatabase::OpenPostgres(place_));
  const RoundRecord round_ = first_.OpenRound();
  const std::string counter_ = first_.AddDevice("Counter");
};

TEST_F(PostgresSeveralServersTest, TakeATabletsBoxesOnWhicheverItReaches) {
  const std::vector<std::string> boxes = Boxes(3);
  BoxStore second_boxes(*second_);

  const auto here = first_.boxes.Insert({Batch({boxes[0], boxes[1]})});
  const auto there = second_boxes.Insert({Batch({boxes[1], boxes[2]})});

  EXPECT_THAT(here[0].value(), Each(v1::OUTCOME_STORED));
  EXPECT_THAT(there[0].value(), Each(v1::OUTCOME_STORED));
  EXPECT_EQ(first_.boxes.Count(round_.round_id, "S")->in_time, 3);
}

TEST_F(PostgresSeveralServersTest, CountABoxOnceThatIsSentToBothAtOnce) {
  std::vector<std::string> boxes = Boxes(200);
  BoxStore second_boxes(*second_);

  std::thread other([&] {
    EXPECT_THAT(second_boxes.Insert({Batch({boxes.rbegin(), boxes.rend()})})[0], IsOk());
  });
  EXPECT_THAT(first_.boxes.Insert({Batch(boxes)})[0], IsOk());
  other.join();

  EXPECT_EQ(first_.boxes.Count(round_.round_id, "S")->in_time, 200);
}

// What is read at close must hold every box for which a tablet has a receipt that says "in time".
TEST_F(PostgresSeveralServersTest, LoseNoBoxThatWasTakenWhileCountingBegan) {
  const std::vector<std::string> boxes = Boxes(60);
  std::atomic<int> stored = 0;
  std::atomic<int> sent = 0;
  std::thread tablets([&] {
    for (const std::string& box : boxes) {
      const auto outcomes = first_.boxes.Insert({Batch({box})});
      stored += outcomes[0].value()[0] == v1::OUTCOME_STORED ? 1 : 0;
      ++sent;
    }
  });
  while (sent < 20) std::this_thread::yield();

  RoundStore second_rounds(*second_);
  Require(second_rounds.BeginCounting(round_.round_id));
  const size_t counted = Required(BoxStore(*second_).InTime(round_.round_id, "S", "", 1000)).size();
  tablets.join();

  EXPECT_EQ(static_cast<int>(counted), stored);
  EXPECT_EQ(first_.boxes.Count(round_.round_id, "S")->late, 60 - stored);
}

TEST_F(PostgresSeveralServersTest, GiveEachBackupANumberOfItsOwn) {
  std::vector<int64_t> here;
  std::vector<int64_t> there;
  const auto begin = [](ServerDatabase& database, std::vector<int64_t>& numbers) {
    for (int i = 0; i < 20; ++i) numbers.push_back(Required(BackupStore(database).Begin()));
  };

  std::thread other([&] { begin(*second_, there); });
  begin(first_.database, here);
  other.join();

  std::set<int64_t> all(here.begin(), here.end());
  all.insert(there.begin(), there.end());
  EXPECT_THAT(all, SizeIs(40));
}

TEST_F(PostgresSeveralServersTest, WriteOneChainOfAuditLines) {
  const auto append = [](ServerDatabase& database) {
    AuditStore store(database);
    for (int i = 0; i < 20; ++i) {
      Require(store.Append([](const v1::AuditLine& last) {
        AuditStore::NewLine added;
        added.line.set_sequence(last.sequence() + 1);
        return absl::StatusOr<AuditStore::NewLine>(added);
      }));
    }
  };

  std::thread other([&] { append(*second_); });
  append(first_.database);
  other.join();

  EXPECT_EQ(AuditStore(first_.database).Last()->sequence(), 40);
}

TEST_F(PostgresSeveralServersTest, TakeTurns) {
  std::atomic<bool> entered = false;
  auto turn =
      std::make_unique<Turn>(Required(Turns(first_.database).Take("close", round_.round_id)));

  std::thread other([&] {
    Require(Turns(*second_).Take("close", round_.round_id).status());
    entered = true;
  });
  bool waits = false;
  while (!waits) {
    auto database = first_.database.Lock();
    sql::Statement query(*database,
                         "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    waits = query.Step();
  }

  EXPECT_FALSE(entered);
  EXPECT_THAT(Turns(*second_).Take("close", testing::RoundId('z')), IsOk());
  turn.reset();
  other.join();
  EXPECT_TRUE(entered);
}

TEST_F(PostgresSeveralServersTest, SeeAtOnceWhatAnotherHasDone) {
  DeviceStore second_devices(*second_);
  ASSERT_THAT(second_devices.Revoke(counter_), IsOk());

  EXPECT_THAT(first_.boxes.Insert({Batch(Boxes(1))})[0],
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));
}

}  // namespace
}  // namespace sucharit
