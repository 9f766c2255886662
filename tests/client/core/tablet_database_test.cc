// SPDX-License-Identifier: Apache-2.0
#include "client/core/tablet_database.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "common/sqlite/database.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::TemporaryFolder;

class TabletDatabaseTest : public ::testing::Test {
 protected:
  // A folder in which a tablet has been before.
  void MakeTablet() const { ASSERT_THAT(TabletDatabase::Open(folder_.path()), IsOk()); }

  auto Open() const { return TabletDatabase::Open(folder_.path()); }

  unsigned ModeOf(const std::string& path) const {
    struct stat status = {};
    EXPECT_EQ(stat(path.c_str(), &status), 0);
    return status.st_mode & 0777u;
  }

  const TemporaryFolder folder_;
};

auto IsDamaged() { return IsRefused(absl::StatusCode::kDataLoss, v1::REASON_STORAGE_DAMAGED); }

TEST_F(TabletDatabaseTest, MakesAFolderThatOnlyItsOwnerCanRead) {
  const std::string folder = folder_.File("a/b");

  ASSERT_THAT(TabletDatabase::Open(folder), IsOk());

  EXPECT_EQ(ModeOf(folder), 0700u);
  EXPECT_EQ(ModeOf(folder + "/tablet.key"), 0600u);
}

TEST_F(TabletDatabaseTest, KeepsItsKeyAcrossRestarts) {
  MakeTablet();
  const std::string key = ReadFile(folder_.File("tablet.key"));

  const auto again = Open();

  ASSERT_THAT(again, IsOk());
  EXPECT_EQ((*again)->draft_key().view(), key);
}

TEST_F(TabletDatabaseTest, RefusesAFolderThatAnotherHasOpen) {
  const auto first = Open();
  ASSERT_THAT(first, IsOk());

  EXPECT_THAT(Open(), IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

TEST_F(TabletDatabaseTest, LetsTheFolderGoWhenItCloses) {
  (*Open()).reset();

  EXPECT_THAT(Open(), IsOk());
}

TEST_F(TabletDatabaseTest, RefusesALostKeyAndMakesNoNewOne) {
  MakeTablet();
  const std::string before = ReadFile(folder_.File("tablet.db"));
  std::filesystem::remove(folder_.File("tablet.key"));

  EXPECT_THAT(Open(), IsDamaged());

  EXPECT_FALSE(std::filesystem::exists(folder_.File("tablet.key")));
  EXPECT_EQ(ReadFile(folder_.File("tablet.db")), before);
}

TEST_F(TabletDatabaseTest, RefusesACutKeyAndLeavesItAsItIs) {
  MakeTablet();
  folder_.Write("tablet.key", "cut");

  EXPECT_THAT(Open(), IsDamaged());

  EXPECT_EQ(ReadFile(folder_.File("tablet.key")), "cut");
}

TEST_F(TabletDatabaseTest, MakesAnotherKeyIfItWasKilledBeforeTheFirstWasWhole) {
  folder_.Write("tablet.key.new", "cut");

  EXPECT_THAT(Open(), IsOk());
}

TEST_F(TabletDatabaseTest, RefusesTheFolderOfANewerProgram) {
  MakeTablet();
  ASSERT_THAT(sqlite::Database::Open(folder_.File("tablet.db"))->Execute("PRAGMA user_version=99"),
              IsOk());

  EXPECT_THAT(Open(), IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_STORAGE_NEWER));
}

TEST_F(TabletDatabaseTest, RefusesAFileThatIsNoDatabaseAndLeavesItAsItIs) {
  MakeTablet();
  const std::string text(5000, 'x');
  folder_.Write("tablet.db", text);

  EXPECT_THAT(Open(), IsDamaged());

  EXPECT_EQ(ReadFile(folder_.File("tablet.db")), text);
}

// A file in the folder's place, because root may write into any folder.
TEST_F(TabletDatabaseTest, RefusesAPlaceWhereItCannotWrite) {
  folder_.Write("file", "");

  EXPECT_THAT(TabletDatabase::Open(folder_.File("file/tablet")),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE));
}

TEST_F(TabletDatabaseTest, CanBeOpenedAgainAfterARefusal) {
  MakeTablet();
  const std::string key = ReadFile(folder_.File("tablet.key"));
  folder_.Write("tablet.key", "cut");
  ASSERT_THAT(Open(), IsDamaged());

  folder_.Write("tablet.key", key);

  EXPECT_THAT(Open(), IsOk());
}

}  // namespace
}  // namespace sucharit
