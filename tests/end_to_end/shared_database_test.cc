// SPDX-License-Identifier: Apache-2.0
//
// Tablets and two servers on one PostgreSQL database.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "common/crypto/sealed_box.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/backup/restore.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::CoreForTests;
using testing::IsOk;
using testing::IsRefused;
using testing::LastingTokens;
using testing::PostgresServer;
using testing::Required;
using testing::ServerForTests;
using testing::Tablet;

class PostgresSharedDatabaseTest : public ::testing::Test {
 protected:
  // Another server of the installation: a data folder of its own, and the same keys.
  std::unique_ptr<Server> SecondServer() {
    v1::ServerConfig config = server_.config();
    config.set_data_folder(server_.folder.File("second"));
    config.set_listen_address("127.0.0.1:0");
    config.clear_watch_address();
    std::filesystem::create_directory(config.data_folder());
    return Required(Server::Create(config, server_.clock, LastingTokens()));
  }

  ServerForTests server_{LastingTokens(), sql::Engine::kPostgres};
  const RoundRecord round_ = server_.OpenRound();
};

TEST_F(PostgresSharedDatabaseTest, CountsWhatTabletsSentToEitherServer) {
  const auto second = SecondServer();
  Tablet here(server_, "Counter 1");
  Tablet there(server_, "Counter 2");
  there.BelongsTo(second->address(), server_.authority_pem());
  here.Finish(round_, 20);
  there.Finish(round_, 15);

  ASSERT_THAT(here.Sync(), IsOk());
  ASSERT_THAT(there.Sync(), IsOk());
  const auto closed = server_.Close(round_.round_id, {here.DeviceId(), there.DeviceId()});

  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 35);
  EXPECT_EQ(closed->totals(0).counted(), 35);
  EXPECT_EQ(there.Counts().stored, 15);
}

TEST_F(PostgresSharedDatabaseTest, RefusesADataFolderThatIsAnotherServers) {
  v1::ServerConfig config = server_.config();
  config.set_listen_address("127.0.0.1:0");

  EXPECT_THAT(Server::Create(config, server_.clock, LastingTokens()),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE));
}

TEST_F(PostgresSharedDatabaseTest, KeepsResponsesOnTheTabletWhileTheDatabaseIsAway) {
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 3);
  ASSERT_THAT(tablet.Sync(), IsOk());
  tablet.Finish(round_, 4);

  PostgresServer::Shared().Kill();
  EXPECT_FALSE(tablet.Sync().ok());
  EXPECT_EQ(tablet.Waiting(), 4);
  PostgresServer::Shared().Start();

  ASSERT_THAT(tablet.Sync(), IsOk());
  EXPECT_EQ(tablet.Waiting(), 0);
  const auto closed = server_.Close(round_.round_id, {tablet.DeviceId()});
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->totals(0).received(), 7);
}

TEST_F(PostgresSharedDatabaseTest, IsBackedUpAndRestoredIntoAFolder) {
  const crypto::SealingKeyPair key = crypto::GenerateSealingKeyPair();
  std::filesystem::create_directory(server_.folder.File("backups"));
  Tablet tablet(server_, "Counter 1");
  tablet.Finish(round_, 5);
  ASSERT_THAT(tablet.Sync(), IsOk());
  std::string backup;
  server_.WithCore([&](CoreForTests& core) {
    v1::ServerConfig config = server_.config();
    config.set_backup_key(FormatBackupKey(key.public_key));
    config.set_backup_folder(server_.folder.File("backups"));
    backup = Required(Backups(core.database, config, server_.clock).MakeInFolder()).path();
  });

  const std::string restored = server_.folder.File("restored");
  ASSERT_THAT(RestoreBackup({backup, restored}, key.private_key), IsOk());

  const auto database = Required(ServerDatabase::Open(restored));
  EXPECT_EQ(Required(BoxStore(*database).Count(round_.round_id, "S")).in_time, 5);
}

}  // namespace
}  // namespace sucharit
