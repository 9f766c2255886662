// SPDX-License-Identifier: Apache-2.0
#include "server/doctor/examine_database.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/testing/postgres_server.h"

namespace sucharit {
namespace {

using ::sucharit::testing::PostgresServer;

v1::ServerConfig On(const std::string& database) {
  v1::ServerConfig config;
  config.set_database(database);
  return config;
}

TEST(ExamineDatabaseTest, SaysNothingOfADatabaseInTheDataFolder) {
  EXPECT_FALSE(ExamineDatabase(v1::ServerConfig()).has_value());
}

TEST(ExamineDatabaseTest, WarnsOfADatabaseThatWaitsForNoStandby) {
  const auto found = ExamineDatabase(On(PostgresServer::Shared().PlaceOf("postgres")));

  EXPECT_EQ(found->condition, Condition::kAttention);
}

TEST(ExamineDatabaseTest, IsContentWithADatabaseThatWaitsForAStandby) {
  const PostgresServer server("synchronous_standby_names = 'standby'\n");

  EXPECT_EQ(ExamineDatabase(On(server.PlaceOf("postgres")))->condition, Condition::kWell);
}

TEST(ExamineDatabaseTest, NamesASettingThatLosesWhatIsConfirmed) {
  const PostgresServer server("synchronous_commit = local\n");

  const auto found = ExamineDatabase(On(server.PlaceOf("postgres")));

  EXPECT_EQ(found->condition, Condition::kWrong);
  EXPECT_EQ(found->subject, "synchronous_commit");
}

TEST(ExamineDatabaseTest, FindsADatabaseThatDoesNotAnswer) {
  const auto found = ExamineDatabase(On("postgresql:///s?user=u&host=/no/such/folder"));

  EXPECT_EQ(found->condition, Condition::kWrong);
}

}  // namespace
}  // namespace sucharit
