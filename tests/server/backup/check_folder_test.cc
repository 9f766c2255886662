// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "server/audit/audit_chain.h"
#include "server/store/audit_store.h"
#include "tests/server/backup/backed_up_core.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::testing::ElementsAre;
using testing::IsOk;
using testing::IsRefused;
using testing::Require;
using testing::Required;

// Checks a copy of the folder, because the core holds its own.
class CheckFolderTest : public testing::BackedUpCore {
 protected:
  void CopyWith(const char* sql) {
    const std::string backup = MakeBackup();
    copy_ = folder_.File("copy");
    Require(Restore(backup, copy_).status());
    auto database = Required(sqlite::Database::Open(ServerDatabase::PathIn(copy_)));
    Require(database.Execute("PRAGMA foreign_keys=OFF"));
    Require(database.Execute(sql));
  }

  // The checks that found something.
  std::vector<std::string> Wrong() {
    std::vector<std::string> wrong;
    for (const FolderCheck& check : Required(CheckDataFolder({copy_, core_.key_folder_path()}))) {
      if (!check.wrong.empty()) wrong.push_back(check.id);
    }
    return wrong;
  }

  std::string copy_;
};

TEST_F(CheckFolderTest, FindsNothingInAPublishedRoundsFolder) {
  PublishWith(6);
  CopyWith("");

  EXPECT_THAT(Wrong(), ElementsAre());
}

TEST_F(CheckFolderTest, FindsNothingInAnOpenOrClosedRoundsFolder) {
  CloseWith(6);
  CopyWith("");

  EXPECT_THAT(Wrong(), ElementsAre());
}

TEST_F(CheckFolderTest, FindsABoxThatWasChanged) {
  core_.InsertValid(device_id_, round_, 3);
  CopyWith("UPDATE box SET box = x'00' WHERE box_id = (SELECT MIN(box_id) FROM box)");

  EXPECT_THAT(Wrong(), ElementsAre("boxes"));
}

TEST_F(CheckFolderTest, FindsABoxThatIsGoneFromACount) {
  PublishWith(6);
  CopyWith("UPDATE box_total SET in_time = in_time - 1");

  EXPECT_THAT(Wrong(), ElementsAre("counts"));
}

TEST_F(CheckFolderTest, FindsTalliesThatGiveOtherScores) {
  PublishWith(6);
  CopyWith("UPDATE imported_score SET score = '91' WHERE part = 'S-2'");

  EXPECT_THAT(Wrong(), ElementsAre("tallies"));
}

TEST_F(CheckFolderTest, FindsAPublicationThatIsNotItsFiles) {
  PublishWith(6);
  CopyWith("");
  for (const auto& file : std::filesystem::directory_iterator(copy_ + "/publications")) {
    std::filesystem::remove(file.path());
  }

  EXPECT_THAT(Wrong(), ElementsAre("publications"));
}

TEST_F(CheckFolderTest, FindsRecordsOfARoundThatIsNotThere) {
  core_.InsertValid(device_id_, round_, 3);
  CopyWith("UPDATE population SET round_id = x'00'");

  EXPECT_THAT(Wrong(), ElementsAre("references"));
}

TEST_F(CheckFolderTest, FindsALineThatIsGoneFromTheAuditLog) {
  AuditStore audit(core_.database);
  for (int i = 0; i < 3; ++i) {
    Require(audit.Append([](const v1::AuditLine& last) {
      AuditStore::NewLine added;
      added.line.set_sequence(last.sequence() + 1);
      added.line.set_verb("CreateRound");
      added.line.set_previous_hash(last.sequence() == 0 ? HashBeforeTheFirstLine() : last.hash());
      added.line.set_hash(HashOfLine(added.line));
      return absl::StatusOr<AuditStore::NewLine>(added);
    }));
  }
  CopyWith("");
  EXPECT_THAT(Wrong(), ElementsAre());
  auto database = Required(sqlite::Database::Open(ServerDatabase::PathIn(copy_)));
  Require(database.Execute(
      "DROP TRIGGER audit_line_remains; DELETE FROM audit_line WHERE sequence = 2"));

  EXPECT_THAT(Wrong(), ElementsAre("audit"));
}

TEST_F(CheckFolderTest, FindsAKeyThatIsMissingOrShouldBeGone) {
  core_.InsertValid(device_id_, round_, 3);
  CopyWith("");
  Require(core_.keys.DestroySealingKey(round_.round_id));

  EXPECT_THAT(Wrong(), ElementsAre("keys"));
}

TEST_F(CheckFolderTest, LeavesAFolderAloneThatAServerHolds) {
  EXPECT_THAT(CheckDataFolder({core_.data_folder()}),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

}  // namespace
}  // namespace sucharit
