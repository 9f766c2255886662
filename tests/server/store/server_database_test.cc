// SPDX-License-Identifier: Apache-2.0
#include "server/store/server_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "server/sql/statement.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::TemporaryFolder;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::StartsWith;

std::vector<std::string> TextColumn(sql::Database& database, const char* sql) {
  sql::Statement query(database, sql);
  std::vector<std::string> values;
  while (query.Step()) values.push_back(query.Text(0));
  EXPECT_THAT(query.status(), IsOk());
  return values;
}

class ServerDatabaseTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  const std::string data_ = folder_.File("data");
};

TEST_F(ServerDatabaseTest, OpensWhatItHasCreated) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());

  EXPECT_THAT(ServerDatabase::Open(data_), IsOk());
}

TEST_F(ServerDatabaseTest, IsNotCreatedOverAnother) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  const std::string before = testing::ReadFile(data_ + "/sucharit.db");

  EXPECT_THAT(ServerDatabase::Create(data_),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED));

  EXPECT_EQ(testing::ReadFile(data_ + "/sucharit.db"), before);
}

TEST_F(ServerDatabaseTest, CreatesNothingWhenItWasNeverInitialized) {
  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));

  EXPECT_FALSE(std::filesystem::exists(data_));
}

TEST_F(ServerDatabaseTest, RefusesAFolderThatAnotherServerHolds) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  auto first = ServerDatabase::Open(data_);
  ASSERT_THAT(first, IsOk());

  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));

  first->reset();
  EXPECT_THAT(ServerDatabase::Open(data_), IsOk());
}

TEST_F(ServerDatabaseTest, RefusesTheDatabaseOfANewerProgramAndChangesNothing) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  {
    auto newer = sqlite::Database::Open(data_ + "/sucharit.db");
    ASSERT_THAT(newer, IsOk());
    ASSERT_THAT(newer->Execute("PRAGMA user_version = 1000000"), IsOk());
    ASSERT_THAT(newer->Checkpoint(), IsOk());
  }
  const std::string before = testing::ReadFile(data_ + "/sucharit.db");

  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER));

  EXPECT_EQ(testing::ReadFile(data_ + "/sucharit.db"), before);
}

TEST_F(ServerDatabaseTest, RefusesAFileThatIsNoDatabase) {
  std::filesystem::create_directory(data_);
  folder_.Write("data/sucharit.db", std::string(10000, 'x'));

  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED));

  EXPECT_EQ(testing::ReadFile(data_ + "/sucharit.db"), std::string(10000, 'x'));
}

// A user who may write everywhere meets these: what is a file can't be a folder, and the reverse.
TEST_F(ServerDatabaseTest, RefusesAFolderThatCannotBeMade) {
  folder_.Write("data", "a file");

  EXPECT_THAT(ServerDatabase::Create(folder_.File("data/below")),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE));
}

TEST_F(ServerDatabaseTest, RefusesAFolderThatCannotBeWritten) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  std::filesystem::create_directory(data_ + "/lock");

  EXPECT_THAT(ServerDatabase::Open(data_),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE));
}

TEST_F(ServerDatabaseTest, CanBeReadByItsOwnerAlone) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());

  EXPECT_EQ(std::filesystem::status(data_).permissions(), std::filesystem::perms::owner_all);
}

TEST_F(ServerDatabaseTest, KeepsNoTabletTimeOrOrderBesideABox) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  auto database = ServerDatabase::Open(data_).value();
  auto guard = database->Lock();

  const auto columns = TextColumn(*guard, "SELECT name FROM pragma_table_info('box')");
  const auto tables_with_boxes =
      TextColumn(*guard,
                 "SELECT schema.name FROM sqlite_schema AS schema "
                 "JOIN pragma_table_info(schema.name) AS info "
                 "WHERE schema.type = 'table' AND info.name LIKE '%box%' "
                 "GROUP BY schema.name");
  const auto hidden_row_numbers =
      TextColumn(*guard,
                 "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 0 "
                 "AND name NOT LIKE 'sqlite_%'");
  const auto indexes_and_triggers =
      TextColumn(*guard,
                 "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') OR sql LIKE "
                 "'%AUTOINCREMENT%'");

  EXPECT_THAT(columns, ElementsAre("round_id", "questionnaire", "box_id", "late", "reason", "box"));
  EXPECT_THAT(tables_with_boxes, ElementsAre("box"));
  EXPECT_THAT(hidden_row_numbers, ElementsAre());
  EXPECT_THAT(indexes_and_triggers, Each(StartsWith("audit_")));
}

TEST_F(ServerDatabaseTest, KeepsOfATabletOnlyWhichRoundsItKnowsAndCountsADay) {
  ASSERT_THAT(ServerDatabase::Create(data_), IsOk());
  auto database = ServerDatabase::Open(data_).value();
  auto guard = database->Lock();

  const auto tables = TextColumn(*guard,
                                 "SELECT DISTINCT schema.name FROM sqlite_schema AS schema "
                                 "JOIN pragma_table_info(schema.name) AS info "
                                 "WHERE schema.type = 'table' AND info.name = 'device_id' "
                                 "ORDER BY schema.name");
  const auto known = TextColumn(*guard, "SELECT name FROM pragma_table_info('device_round')");
  const auto counts = TextColumn(*guard, "SELECT name FROM pragma_table_info('day_conduct')");

  EXPECT_THAT(tables, ElementsAre("day_conduct", "device", "device_round", "enrolment_code"));
  EXPECT_THAT(known, ElementsAre("round_id", "device_id", "done"));
  EXPECT_THAT(counts, ElementsAre("round_id", "questionnaire", "device_id", "day", "finished",
                                  "abandoned", "quick"));
}

}  // namespace
}  // namespace sucharit
