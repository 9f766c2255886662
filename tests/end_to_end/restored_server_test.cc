// SPDX-License-Identifier: Apache-2.0
//
// Tablets and a server that was restored from a backup.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "client/core/received_boxes.h"
#include "common/crypto/sealed_box.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/backup/restore.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::CoreForTests;
using testing::IsOk;
using testing::Require;
using testing::Required;
using testing::ServerForTests;
using testing::Tablet;

class RestoredServerTest : public ::testing::Test {
 protected:
  RestoredServerTest() { std::filesystem::create_directory(server_.folder.File("backups")); }

  // Makes a backup of the stopped server and returns its path.
  std::string MakeBackup() {
    std::string path;
    server_.WithCore([&](CoreForTests& core) {
      v1::ServerConfig config = server_.config();
      config.set_backup_key(FormatBackupKey(key_.public_key));
      config.set_backup_folder(server_.folder.File("backups"));
      path = Required(Backups(core.database, config, server_.clock).MakeInFolder()).path();
    });
    return path;
  }

  // The server goes on with what a backup holds.
  void Restore(const std::string& backup) {
    server_.Stop();
    const std::string data = server_.config().data_folder();
    std::filesystem::rename(data, data + ".lost");
    Require(RestoreBackup({backup, data}, key_.private_key).status());
    server_.Start();
    // A backup brings no log-in back.
    server_.LogInAgain();
  }

  int64_t Received() {
    int64_t received = 0;
    server_.WithCore([&](CoreForTests& core) {
      received = Required(core.boxes.Count(round_.round_id, "S")).in_time;
    });
    return received;
  }

  int64_t KeptBytes(Tablet& tablet) {
    return Required(ReceivedBoxes(tablet.database()).KeptBytes());
  }

  const crypto::SealingKeyPair key_ = crypto::GenerateSealingKeyPair();
  ServerForTests server_;
  const RoundRecord round_ = server_.OpenRound();
};

TEST_F(RestoredServerTest, GetsBackFromTabletsWhatTheBackupLacksAndCountsEachResponseOnce) {
  Tablet first(server_, "Counter 1");
  Tablet second(server_, "Counter 2");
  first.Finish(round_, 4);
  ASSERT_THAT(first.Sync(), IsOk());
  const std::string backup = MakeBackup();
  first.Finish(round_, 3);
  second.Finish(round_, 2);
  ASSERT_THAT(first.Sync(), IsOk());
  ASSERT_THAT(second.Sync(), IsOk());
  MakeBackup();
  ASSERT_EQ(Received(), 9);

  Restore(backup);
  ASSERT_EQ(Received(), 4);
  ASSERT_THAT(first.Sync(), IsOk());
  ASSERT_THAT(second.Sync(), IsOk());

  EXPECT_EQ(Received(), 9);
  EXPECT_EQ(first.Counts().stored, 7);
  EXPECT_EQ(second.Counts().stored, 2);
  EXPECT_EQ(Required(ReceivedBoxes(first.database()).Missing()), 0);
  ASSERT_THAT(first.Sync(), IsOk());
  EXPECT_EQ(Received(), 9) << "nothing is sent twice";
  const auto closed = server_.Close(round_.round_id, {first.DeviceId(), second.DeviceId()});
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 9);
  EXPECT_EQ(closed->totals(0).counted(), 9);
}

TEST_F(RestoredServerTest, LetsTabletsForgetABoxOnlyOnceABackupHasIt) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 2);
  ASSERT_THAT(tablet.Sync(), IsOk());
  MakeBackup();
  ASSERT_THAT(tablet.Sync(), IsOk());
  EXPECT_GT(KeptBytes(tablet), 0) << "the tablet can't know yet that this backup began later";

  MakeBackup();
  ASSERT_THAT(tablet.Sync(), IsOk());

  EXPECT_EQ(KeptBytes(tablet), 0);
  EXPECT_EQ(Required(ReceivedBoxes(tablet.database()).Ids(round_.round_id)).size(), 2U)
      << "it still asks about them";
}

TEST_F(RestoredServerTest, LetsTabletsForgetNothingForTheBackupsOfALostServer) {
  Tablet tablet(server_, "Counter 1");
  const std::string backup = MakeBackup();
  tablet.Finish(round_, 2);
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_THAT(tablet.Sync(), IsOk());
  Restore(backup);
  MakeBackup();
  ASSERT_THAT(tablet.Sync(), IsOk());

  EXPECT_GT(KeptBytes(tablet), 0);
  EXPECT_EQ(Received(), 2);
}

TEST_F(RestoredServerTest, LetsTabletsForgetAllOnceTheRoundIsPublishedThoughNoBackupIsMade) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 2);
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_THAT(tablet.Sync(), IsOk());
  ASSERT_GT(KeptBytes(tablet), 0);

  server_.WithCore([&](CoreForTests& core) { Require(core.rounds.Cancel(round_.round_id)); });
  ASSERT_THAT(tablet.Sync(), IsOk());

  EXPECT_EQ(KeptBytes(tablet), 0);
}

}  // namespace
}  // namespace sucharit
