// SPDX-License-Identifier: Apache-2.0
#include "server/operations/move_store.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "server/sql/postgres_database.h"
#include "server/sql/sqlite_database.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::PostgresServer;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::TemporaryFolder;
using ::testing::ContainerEq;
using ::testing::Contains;

class PostgresMoveStoreTest : public ::testing::Test {
 protected:
  // One round is open, one is counted.
  PostgresMoveStoreTest() {
    CoreForTests core(data_, folder_.File("keys"));
    const std::string counter = core.AddDevice("เครื่องที่ 1");
    const RoundRecord closed = core.OpenRound('a');
    core.InsertValid(counter, closed, 40);
    Require(core.Close(closed).status());
    core.InsertValid(counter, core.OpenRound('b'), 700);
    const auto database = core.database.Lock();
    before_ = Required(DigestTables(*database));
  }

  absl::StatusOr<std::vector<TableDigest>> Move() {
    return MoveStore(data_, place_,
                     [this](absl::string_view table) { begun_.emplace_back(table); });
  }

  static int64_t RowsOf(const std::vector<TableDigest>& tables, const std::string& name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableDigest& each) { return each.table == name; });
    return found == tables.end() ? -1 : found->rows;
  }

  TemporaryFolder folder_;
  const std::string data_ = folder_.File("data");
  const std::string place_ = PostgresServer::Shared().NewDatabase();
  std::vector<TableDigest> before_;
  std::vector<std::string> begun_;
};

TEST_F(PostgresMoveStoreTest, MovesEveryTable) {
  const auto moved = Move();

  ASSERT_THAT(moved, IsOk());
  EXPECT_THAT(*moved, ContainerEq(before_));
  EXPECT_EQ(RowsOf(*moved, "box"), 740);
  EXPECT_EQ(RowsOf(*moved, "tally"), 1);
  EXPECT_EQ(begun_.size(), before_.size());
  EXPECT_THAT(begun_, Contains("user"));
}

TEST_F(PostgresMoveStoreTest, IsServedFromPostgresAndNoMoreFromTheFolder) {
  ASSERT_THAT(Move(), IsOk());

  const auto database = Required(ServerDatabase::OpenPostgres(place_));

  EXPECT_EQ(BoxStore(*database).Count(testing::RoundId('b'), "S")->in_time, 700);
  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));
  EXPECT_TRUE(std::filesystem::exists(MovedDatabaseIn(data_)));
}

TEST_F(PostgresMoveStoreTest, ComesBackAsItWas) {
  ASSERT_THAT(Move(), IsOk());
  const auto database = Required(sql::PostgresDatabase::Connect(place_));

  ASSERT_THAT(CopyToSqlite(*database, folder_.File("copy.db")), IsOk());

  sql::SqliteDatabase copy(Required(sqlite::Database::OpenForReading(folder_.File("copy.db"))));
  EXPECT_THAT(copy.CheckIntegrity(), IsOk());
  EXPECT_THAT(Required(DigestTables(copy)), ContainerEq(before_));
}

TEST_F(PostgresMoveStoreTest, RefusesATargetThatHoldsAnything) {
  Require(Required(sql::PostgresDatabase::Connect(place_))
              ->Execute("CREATE TABLE somebody_elses(id BIGINT)"));

  EXPECT_THAT(Move(), IsRefusedFor(v1::REASON_ALREADY_INITIALIZED, "somebody_elses"));

  const auto database = ServerDatabase::Open(data_);
  ASSERT_THAT(database, IsOk());
  EXPECT_THAT(Required(DigestTables(*(*database)->Lock())), ContainerEq(before_));
}

TEST_F(PostgresMoveStoreTest, RefusesAFolderThatAServerHolds) {
  const auto server = Required(ServerDatabase::Open(data_));

  EXPECT_THAT(Move(), IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

TEST_F(PostgresMoveStoreTest, LeavesNothingInATargetThatTooLittleCameTo) {
  Require(Required(ServerDatabase::Open(data_))
              ->Lock()
              ->Execute("UPDATE agency SET name_en = 'a' || char(0) || 'b'"));

  EXPECT_THAT(Move(), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));

  EXPECT_THAT(ServerDatabase::Open(data_), IsOk());
  EXPECT_THAT(ServerDatabase::CreatePostgres(place_), IsOk()) << "it is still empty";
}

TEST(CopyTablesTest, NamesTheTableThatDiffers) {
  const std::vector<TableDigest> from = {{"agency", 1, "a"}, {"box", 2, "b"}};

  EXPECT_THAT(RequireSameTables(from, from), IsOk());
  EXPECT_THAT(RequireSameTables(from, {{"agency", 1, "a"}, {"box", 2, "c"}}),
              IsRefusedFor(v1::REASON_STORAGE_DAMAGED, "box"));
  EXPECT_THAT(RequireSameTables(from, {{"agency", 1, "a"}}),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));
}

}  // namespace
}  // namespace sucharit
