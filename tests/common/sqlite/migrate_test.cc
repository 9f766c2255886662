// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/migrate.h"

#include <gmock/gmock.h>

#include "common/sqlite/statement.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::sqlite {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;

constexpr Migration kFirst[] = {{1, "CREATE TABLE a(x INTEGER NOT NULL) STRICT"}};
constexpr Migration kBoth[] = {{1, "CREATE TABLE a(x INTEGER NOT NULL) STRICT"},
                               {2, "ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5"}};
constexpr Migration kBroken[] = {{1, "CREATE TABLE a(x INTEGER NOT NULL) STRICT"},
                                 {2, "CREATE TABLE b(x INTEGER) STRICT; nonsense"}};

class MigrateTest : public ::testing::Test {
 protected:
  MigrateTest() : database_(Database::Open(folder_.File("test.db")).value()) {}

  int64_t One(const char* sql) {
    Statement query(database_, sql);
    EXPECT_TRUE(query.Step()) << query.status();
    return query.Int(0);
  }

  testing::TemporaryFolder folder_;
  Database database_;
};

TEST_F(MigrateTest, CarriesRowsFromAnOlderVersion) {
  ASSERT_THAT(Migrate(database_, kFirst), IsOk());
  ASSERT_THAT(database_.Execute("INSERT INTO a(x) VALUES(3)"), IsOk());

  ASSERT_THAT(Migrate(database_, kBoth), IsOk());

  EXPECT_EQ(One("SELECT x * 10 + y FROM a"), 35);
}

TEST_F(MigrateTest, DoesNothingTheSecondTime) {
  ASSERT_THAT(Migrate(database_, kBoth), IsOk());

  EXPECT_THAT(Migrate(database_, kBoth), IsOk());
}

TEST_F(MigrateTest, LeavesAFailedStepUndone) {
  EXPECT_FALSE(Migrate(database_, kBroken).ok());

  EXPECT_EQ(One("PRAGMA user_version"), 1);
  EXPECT_EQ(One("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'b'"), 0);
}

TEST_F(MigrateTest, RefusesADatabaseOfANewerProgram) {
  ASSERT_THAT(Migrate(database_, kBoth), IsOk());

  EXPECT_THAT(Migrate(database_, kFirst),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER));
}

}  // namespace
}  // namespace sucharit::sqlite
