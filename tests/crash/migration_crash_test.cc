// SPDX-License-Identifier: Apache-2.0
//
// A migration that is cut off anywhere goes on where it stopped.
#include <gtest/gtest.h>

#include "common/sqlite/database.h"
#include "common/sqlite/migrate.h"
#include "common/sqlite/statement.h"
#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using testing::Fault;
using testing::Faults;
using testing::FaultVfs;
using testing::IsOk;
using testing::Unsynced;

constexpr sqlite::Migration kSteps[] = {
    {1, "CREATE TABLE one(a INTEGER); INSERT INTO one VALUES(1);"},
    {2, "ALTER TABLE one ADD COLUMN b INTEGER; INSERT INTO one VALUES(2, 2);"},
    {3,
     "CREATE TABLE two(c INTEGER); INSERT INTO two SELECT a FROM one; INSERT INTO one VALUES(3, "
     "3);"}};

absl::Status MigrateFile(const std::string& path) {
  auto database = sqlite::Database::Open(path);
  if (!database.ok()) return database.status();
  return sqlite::Migrate(*database, kSteps);
}

// Each step was done once: version, rows of `one`, rows of `two`.
void ExpectMigratedOnce(const std::string& path, int64_t point) {
  auto database = sqlite::Database::Open(path);
  ASSERT_THAT(database, IsOk());
  EXPECT_THAT(database->CheckIntegrity(), IsOk());
  sqlite::Statement query(*database,
                          "SELECT (SELECT COUNT(*) FROM one), (SELECT COUNT(*) FROM two)");
  ASSERT_TRUE(query.Step()) << point;
  EXPECT_EQ(query.Int(0), 3) << point;
  EXPECT_EQ(query.Int(1), 2) << point;
}

// Migrates with a fault at a point. Returns the number of points that were passed.
int64_t Strike(const std::string& path, Fault fault, int64_t at, Unsynced unsynced) {
  const FaultVfs vfs;
  Faults::Get().Arm(fault, at);
  MigrateFile(path).IgnoreError();
  if (fault == Fault::kPowerCut) FaultVfs::LoseUnsynced(unsynced, static_cast<uint64_t>(at));
  Faults::Get().Disarm();
  return Faults::Get().points();
}

class MigrationCrashTest : public ::testing::TestWithParam<std::pair<Fault, Unsynced>> {};

TEST_P(MigrationCrashTest, DoesEachStepOnceWhereverItIsCutOff) {
  const auto [fault, unsynced] = GetParam();
  const testing::TemporaryFolder folder;
  const int64_t points = Strike(folder.File("whole.db"), Fault::kNone, 0, unsynced);
  ASSERT_GT(points, 10);
  for (int64_t at = 1; at <= points; ++at) {
    const std::string path = folder.File(std::to_string(at) + ".db");
    Strike(path, fault, at, unsynced);

    ASSERT_THAT(MigrateFile(path), IsOk()) << at;
    ExpectMigratedOnce(path, at);
  }
}

INSTANTIATE_TEST_SUITE_P(AllFaults, MigrationCrashTest,
                         ::testing::Values(std::make_pair(Fault::kPowerCut, Unsynced::kDropped),
                                           std::make_pair(Fault::kPowerCut, Unsynced::kSome),
                                           std::make_pair(Fault::kError, Unsynced::kDropped),
                                           std::make_pair(Fault::kNoSpace, Unsynced::kDropped)));

}  // namespace
}  // namespace sucharit
