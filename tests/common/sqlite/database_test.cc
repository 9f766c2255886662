// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/database.h"

#include <gmock/gmock.h>

#include "common/sqlite/statement.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::sqlite {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::StatusIs;

class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest() : database_(Database::Open(folder_.File("test.db")).value()) {
    EXPECT_THAT(database_.Execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v BLOB NOT NULL) STRICT"),
                IsOk());
  }

  absl::Status Insert(int64_t id, absl::string_view value) {
    return Statement(database_, "INSERT INTO t(id, v) VALUES(?, ?)").Bind(id).BindBlob(value).Run();
  }

  int64_t Count() {
    Statement query(database_, "SELECT COUNT(*) FROM t");
    EXPECT_TRUE(query.Step());
    return query.Int(0);
  }

  testing::TemporaryFolder folder_;
  Database database_;
};

TEST_F(DatabaseTest, GivesBackWhatWasBound) {
  const std::string bytes("a\0b\xff", 4);
  ASSERT_THAT(Insert(7, bytes), IsOk());

  Statement query(database_, "SELECT id, v FROM t");

  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Int(0), 7);
  EXPECT_EQ(query.Blob(1), bytes);
  EXPECT_FALSE(query.Step());
  EXPECT_THAT(query.status(), IsOk());
}

TEST_F(DatabaseTest, KeepsAnEmptyBlobApartFromNull) { EXPECT_THAT(Insert(1, ""), IsOk()); }

TEST_F(DatabaseTest, WaitsForTheDiskOnEveryCommit) {
  Statement query(database_, "PRAGMA synchronous");

  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Int(0), 2);
}

TEST_F(DatabaseTest, RollsBackWhatWasNotCommitted) {
  {
    Transaction transaction(database_);
    ASSERT_THAT(Insert(1, "x"), IsOk());
  }

  EXPECT_EQ(Count(), 0);
}

TEST_F(DatabaseTest, SaysThatAConstraintIsBrokenWithoutTellingTheValue) {
  ASSERT_THAT(Insert(1, "planted"), IsOk());

  const absl::Status status = Insert(1, "planted");

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(status.ToString().find("planted"), std::string::npos);
}

TEST_F(DatabaseTest, StaysFailedAfterAFailure) {
  Statement broken(database_, "SELECT nothing FROM nowhere");

  EXPECT_FALSE(broken.Step());
  EXPECT_FALSE(broken.status().ok());
}

TEST_F(DatabaseTest, SaysThatTheDiskIsFull) {
  ASSERT_THAT(database_.Execute("PRAGMA max_page_count=4"), IsOk());

  const absl::Status status = Insert(1, std::string(100'000, 'x'));

  EXPECT_THAT(status, IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL));
  EXPECT_EQ(Count(), 0);
}

TEST(DatabaseOpenTest, RefusesAFolderThatIsNotThere) {
  EXPECT_THAT(Database::Open("/nonexistent/folder/x.db").status(),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE));
}

TEST(DatabaseOpenTest, RefusesAFileThatIsNoDatabase) {
  testing::TemporaryFolder folder;
  const std::string path = folder.Write("x.db", std::string(4096, 'x'));

  EXPECT_THAT(Database::Open(path).status(),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));
  EXPECT_EQ(testing::ReadFile(path), std::string(4096, 'x'));
}

}  // namespace
}  // namespace sucharit::sqlite
