// SPDX-License-Identifier: Apache-2.0
#include "server/backup/old_backups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/backup/backup_file.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;
using ::testing::UnorderedElementsAre;

class OldBackupsTest : public ::testing::Test {
 protected:
  void Write(int64_t number) {
    folder_.Write(BackupFileName(number), absl::StrCat(kBackupFormat, "\nsealed"));
  }

  std::vector<std::string> Left() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  const TemporaryFolder folder_;
};

TEST_F(OldBackupsTest, KeepsTheNewestByTheirNumbers) {
  for (const int64_t number : {9, 10, 11, 1001}) Write(number);

  EXPECT_THAT(RemoveOldBackups(folder_.path(), 1001, 2), IsOkAndHolds(2));

  EXPECT_THAT(Left(), UnorderedElementsAre("sucharit-000011.backup", "sucharit-001001.backup"));
}

TEST_F(OldBackupsTest, RemovesNothingWhileThereAreFewer) {
  for (const int64_t number : {1, 2}) Write(number);

  EXPECT_THAT(RemoveOldBackups(folder_.path(), 2, 14), IsOkAndHolds(0));

  EXPECT_THAT(Left(), UnorderedElementsAre("sucharit-000001.backup", "sucharit-000002.backup"));
}

TEST_F(OldBackupsTest, KeepsTheLastGoodOneWhateverItIsTold) {
  for (const int64_t number : {1, 2}) Write(number);

  EXPECT_THAT(RemoveOldBackups(folder_.path(), 2, 0), IsOkAndHolds(1));

  EXPECT_THAT(Left(), UnorderedElementsAre("sucharit-000002.backup"));
}

TEST_F(OldBackupsTest, CountsNeitherUnfinishedNorCutOnesAndRemovesNoFileOfSomethingElse) {
  for (const int64_t number : {1, 2, 5}) Write(number);
  folder_.Write(BackupFileName(3), "");
  folder_.Write("notes.txt", "mine");
  folder_.Write("sucharit-4.backup", absl::StrCat(kBackupFormat, "\n"));

  EXPECT_THAT(RemoveOldBackups(folder_.path(), 3, 1), IsOkAndHolds(1));

  EXPECT_THAT(Left(),
              UnorderedElementsAre("sucharit-000002.backup", "sucharit-000003.backup", "notes.txt",
                                   "sucharit-4.backup", "sucharit-000005.backup"));
}

TEST_F(OldBackupsTest, NamesAFolderThatIsNotThere) {
  const std::string gone = folder_.File("gone");

  EXPECT_THAT(RemoveOldBackups(gone, 1, 1), IsRefusedFor(v1::REASON_FILE_UNREADABLE, gone));
}

}  // namespace
}  // namespace sucharit
