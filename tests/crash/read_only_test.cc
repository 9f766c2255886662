// SPDX-License-Identifier: Apache-2.0
//
// A file system that can't be written, or can't any more, and a disk that fails now and then: that
// is said, nothing is changed, and when it can be written again everything is there.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "client/core/outbox_export.h"
#include "common/sqlite/database.h"
#include "common/status/status_macros.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/backup/restore.h"
#include "server/export/export_folder.h"
#include "tests/client/core/tablet_for_tests.h"
#include "tests/crash/strike.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::CoreForTests;
using testing::Fault;
using testing::IsOk;
using testing::IsRefused;
using testing::ReadFile;
using testing::Required;
using testing::RoundForTests;
using testing::RunWith;
using testing::Struck;
using testing::TemporaryFolder;

// What every file below a folder holds.
std::map<std::string, std::string> FilesIn(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    files[path] = entry.is_regular_file() ? ReadFile(path) : "a folder";
  }
  return files;
}

// What the work comes to while nothing can be written; it must change nothing in `folder`.
absl::Status WhileReadOnly(const std::string& folder, const std::function<absl::Status()>& work) {
  const auto before = FilesIn(folder);
  absl::Status status = RunWith({Fault::kReadOnly}, 0, work).status;
  EXPECT_EQ(FilesIn(folder), before);
  return status;
}

auto CantBeStored() {
  return IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE);
}
auto CantBeWritten() {
  return IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE);
}

// A tablet's folder with one finished response.
std::string TabletFolder(const TemporaryFolder& folder) {
  const RoundForTests round;
  const testing::FakeClock clock;
  std::string path = folder.File("tablet");
  const auto tablet = Required(TabletDatabase::Open(path));
  EXPECT_THAT(Library(*tablet).Keep(round.Listed()), IsOk());
  const auto session = Required(FormSession::Begin(*tablet, clock, {round.round_id(), "S"}));
  EXPECT_THAT(session->Answer(0, size_t{1}), IsOk());
  EXPECT_THAT(session->Answer(1, size_t{1}), IsOk());
  EXPECT_THAT(session->Finish(), IsOk());
  return path;
}

TEST(ReadOnlyTest, ATabletSaysThatItsFolderCannotBeWrittenAndKeepsWhatWaits) {
  const TemporaryFolder folder;
  const std::string path = TabletFolder(folder);

  EXPECT_THAT(WhileReadOnly(path, [&] { return TabletDatabase::Open(path).status(); }),
              CantBeStored());

  EXPECT_EQ(Required(Outbox(*Required(TabletDatabase::Open(path))).Waiting()), 1);
}

TEST(ReadOnlyTest, ATabletSaysThatAnExportCannotBeWrittenAndKeepsWhatWaits) {
  const TemporaryFolder folder;
  const std::string path = TabletFolder(folder);
  const auto tablet = Required(TabletDatabase::Open(path));

  EXPECT_THAT(
      WhileReadOnly(path, [&] { return ExportOutbox(*tablet, folder.File("file")).status(); }),
      CantBeWritten());

  EXPECT_EQ(Required(ExportOutbox(*tablet, folder.File("file"))).boxes, 1);
}

TEST(ReadOnlyTest, AServerSaysThatItsFolderCannotBeWrittenAndKeepsWhatItHas) {
  const TemporaryFolder folder;
  const std::string path = folder.File("data");
  {
    CoreForTests core(path, folder.File("keys"));
    core.InsertValid(core.AddDevice("Counter 1"), core.OpenRound(), 3);
  }

  EXPECT_THAT(WhileReadOnly(path, [&] { return ServerDatabase::Open(path).status(); }),
              CantBeStored());

  CoreForTests core(path, folder.File("keys"));
  EXPECT_EQ(Required(core.boxes.Count(testing::RoundId('a'), "S")).in_time, 3);
}

TEST(ReadOnlyTest, AnInstallationWhoseKeysCannotBeWrittenOpensNoRound) {
  CoreForTests core;
  const crypto::Secret key = crypto::GenerateSealingKeyPair().private_key;
  const crypto::Secret receipts = crypto::GenerateSigningKeyPair().private_key;

  EXPECT_THAT(
      WhileReadOnly(core.key_folder_path(),
                    [&] { return core.keys.SaveRoundKeys(testing::RoundId('a'), key, receipts); }),
      CantBeWritten());

  EXPECT_THAT(core.keys.SealingKey(testing::RoundId('a')),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING));
}

class ReadOnlyBackupTest : public ::testing::Test {
 protected:
  ReadOnlyBackupTest() {
    fs::create_directory(folder_.File("backups"));
    config_.set_data_folder(core_.data_folder());
    config_.set_key_folder(core_.key_folder_path());
    config_.set_backup_folder(folder_.File("backups"));
    config_.set_backup_key(FormatBackupKey(key_.public_key));
  }

  const TemporaryFolder folder_;
  const crypto::SealingKeyPair key_ = crypto::GenerateSealingKeyPair();
  CoreForTests core_;
  v1::ServerConfig config_;
};

TEST_F(ReadOnlyBackupTest, ARestoreSaysThatItsFolderCannotBeWritten) {
  const std::string backup =
      Required(Backups(core_.database, config_, core_.clock).MakeInFolder()).path();
  const auto restore = [&] {
    return RestoreBackup({backup, folder_.File("restored")}, key_.private_key).status();
  };

  EXPECT_THAT(WhileReadOnly(folder_.path(), restore), CantBeStored());

  EXPECT_THAT(restore(), IsOk());
}

TEST_F(ReadOnlyBackupTest, ABackupSaysThatItCannotBeWritten) {
  Backups backups(core_.database, config_, core_.clock);

  const absl::Status status =
      WhileReadOnly(folder_.path(), [&] { return backups.MakeInFolder().status(); });

  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << status;
  EXPECT_THAT(backups.MakeInFolder(), IsOk());
}

TEST(ReadOnlyTest, AnExportSaysThatItsFolderCannotBeWritten) {
  const TemporaryFolder folder;
  const auto make = [&] { return ExportFolder::Create(folder.File("export")).status(); };

  EXPECT_THAT(WhileReadOnly(folder.path(), make), CantBeWritten());

  EXPECT_THAT(make(), IsOk());
}

TEST(FailingDiskTest, IsNamedWhereverItFailsAndMayBeTriedAgain) {
  const TemporaryFolder folder;
  const std::string path = folder.File("some.db");
  const auto write = [&]() -> absl::Status {
    ASSIGN_OR_RETURN(auto database, sqlite::Database::Open(path));
    return database.Execute("CREATE TABLE IF NOT EXISTS t(x); INSERT INTO t VALUES(1)");
  };
  Struck struck;
  int failed = 0;

  for (int64_t at = 1; at == 1 || struck.points >= at - 1; ++at) {
    struck = RunWith({Fault::kError}, at, write);
    if (struck.status.ok()) continue;
    ++failed;
    EXPECT_THAT(struck.status,
                IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE));
    EXPECT_THAT(write(), IsOk());
  }

  EXPECT_GT(failed, 3);
}

}  // namespace
}  // namespace sucharit
