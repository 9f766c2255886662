// SPDX-License-Identifier: Apache-2.0
//
// An installation moves from its folder to PostgreSQL with the real programs.
#include <gmock/gmock.h>

#include <filesystem>
#include <string>
#include <vector>

#include "server/store/box_store.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/end_to_end/real_server.h"
#include "tests/testing/child_program.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using testing::ChildProgram;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using testing::PostgresServer;
using testing::ReadFile;
using testing::RealServer;
using testing::Required;
using testing::Tablet;

constexpr int kDone = 0;
constexpr int kRefused = 1;

class MigrateStoreTest : public ::testing::Test {
 protected:
  MigrateStoreTest() { server_.Start(); }

  // `sucharit migrate-store` to `place_`: its exit status. What it prints is in `printed_`.
  int Migrate() {
    const std::string output = server_.folder.File("printed");
    ChildProgram program({"/bin/sh", "-c", "output=$1; shift; exec \"$@\" >\"$output\"", "sh",
                          output, SUCHARIT, "migrate-store", "--config",
                          server_.folder.File("server.config"), "--to", place_});
    program.WaitForLine("\n");  // Until it ends.
    printed_ = ReadFile(output);
    return program.Stop();
  }

  int64_t BoxesInPostgres() const {
    const auto database = Required(ServerDatabase::OpenPostgres(place_));
    return Required(BoxStore(*database).Count(server_.round().round_id, "S")).in_time;
  }

  RealServer server_;
  const std::string place_ = PostgresServer::Shared().NewDatabase();
  std::string printed_;
};

TEST_F(MigrateStoreTest, MovesAnInstallationWhoseTabletsAndUsersGoOn) {
  Tablet tablet(server_.Ticket(), "Counter 1");
  tablet.Finish(server_.round(), 5);
  ASSERT_THAT(tablet.Sync(), IsOk());
  tablet.Finish(server_.round(), 4);
  server_.Stop();

  ASSERT_EQ(Migrate(), kDone);
  server_.Configure([&](v1::ServerConfig& config) { config.set_database(place_); });
  server_.Start();

  EXPECT_THAT(printed_, HasSubstr("database: \"" + place_ + "\""));
  EXPECT_EQ(BoxesInPostgres(), 5);
  EXPECT_THAT(tablet.Sync(), IsOk());
  EXPECT_EQ(BoxesInPostgres(), 9);
  EXPECT_THAT(server_.AskForTicket(server_.authority_pem()), IsOk());
}

TEST_F(MigrateStoreTest, LeavesNothingThatASecondServerCouldGoOnWith) {
  server_.Stop();
  ASSERT_EQ(Migrate(), kDone);

  EXPECT_NE(server_.FailToStart(), "");
  server_.Stop();
  EXPECT_EQ(Migrate(), kRefused);
}

TEST_F(MigrateStoreTest, RefusesWhileTheServerRuns) {
  Tablet tablet(server_.Ticket(), "Counter 1");
  tablet.Finish(server_.round(), 2);

  EXPECT_EQ(Migrate(), kRefused);

  EXPECT_THAT(printed_, Not(HasSubstr("database:")));
  EXPECT_THAT(tablet.Sync(), IsOk());
  EXPECT_EQ(tablet.Waiting(), 0);
}

TEST_F(MigrateStoreTest, RefusesADatabaseThatHoldsAnotherInstallation) {
  testing::Require(ServerDatabase::CreatePostgres(place_));
  server_.Stop();

  EXPECT_EQ(Migrate(), kRefused);

  server_.Start();
  EXPECT_THAT(Tablet(server_.Ticket(), "Counter 1").Sync(), IsOk());
}

}  // namespace
}  // namespace sucharit
