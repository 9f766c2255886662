// SPDX-License-Identifier: Apache-2.0
#include "server/sql/database.h"

#include <gmock/gmock.h>

#include <limits>
#include <string>
#include <vector>

#include "server/sql/postgres_database.h"
#include "server/sql/postgres_statement.h"
#include "server/sql/statement.h"
#include "server/store/schema.h"
#include "tests/server/testing/engines.h"
#include "tests/server/testing/required.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::sql {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::NewBareDatabase;
using ::sucharit::testing::PostgresServer;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Values;

constexpr char kTable[] =
    "CREATE TABLE thing(name TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL) "
    "STRICT, WITHOUT ROWID;";

class DatabaseTest : public ::testing::TestWithParam<Engine> {
 protected:
  DatabaseTest() {
    const std::string table =
        GetParam() == Engine::kPostgres ? ForPostgres(kTable) : std::string(kTable);
    Require(database_->Execute(table.c_str()));
  }

  absl::Status Add(const std::string& name, int64_t size = 0, const std::string& bytes = "") {
    return Statement(*database_, "INSERT INTO thing(name, size, bytes) VALUES(?, ?, ?)")
        .BindText(name)
        .Bind(size)
        .BindBlob(bytes)
        .Run();
  }

  std::vector<std::string> Names() {
    Statement query(*database_, "SELECT name FROM thing ORDER BY name");
    std::vector<std::string> names;
    while (query.Step()) names.push_back(query.Text(0));
    EXPECT_THAT(query.status(), IsOk());
    return names;
  }

  const std::unique_ptr<Database> database_ = NewBareDatabase(GetParam());
};

TEST_P(DatabaseTest, GivesBackWhatItWasGiven) {
  const std::string all_bytes = [] {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    return bytes;
  }();
  ASSERT_THAT(Add("บางตะบูน", std::numeric_limits<int64_t>::min(), all_bytes), IsOk());
  ASSERT_THAT(Add("", -1, ""), IsOk());

  Statement query(*database_, "SELECT name, size, bytes FROM thing ORDER BY name");

  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Text(0), "");
  EXPECT_EQ(query.Int(1), -1);
  EXPECT_EQ(query.Blob(2), "");
  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Text(0), "บางตะบูน");
  EXPECT_EQ(query.Int(1), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(query.Blob(2), all_bytes);
  EXPECT_FALSE(query.Step());
  EXPECT_THAT(query.status(), IsOk());
}

TEST_P(DatabaseTest, UsesANumberedParameterTwice) {
  ASSERT_THAT(Add("a?", 5), IsOk());

  Statement query(*database_, "SELECT 1 FROM thing WHERE name = 'a?' AND size = ?1 AND ?1 > ?2");
  query.Bind(5).Bind(4);

  EXPECT_TRUE(query.Step());
}

TEST_P(DatabaseTest, SortsTextsByTheirBytes) {
  for (const char* name : {"ข", "b", "A", "ก", "a", "Z"}) ASSERT_THAT(Add(name), IsOk());

  EXPECT_THAT(Names(), ElementsAre("A", "Z", "a", "b", "ก", "ข"));
}

TEST_P(DatabaseTest, TellsHowManyRowsWereChanged) {
  ASSERT_THAT(Add("a"), IsOk());
  ASSERT_THAT(Add("b"), IsOk());

  ASSERT_THAT(database_->Execute("UPDATE thing SET size = 1"), IsOk());
  EXPECT_EQ(database_->Changes(), 2);
  ASSERT_THAT(database_->Execute("INSERT INTO thing(name, size, bytes) "
                                 "SELECT 'a', 2, bytes FROM thing WHERE name = 'b' "
                                 "ON CONFLICT DO NOTHING"),
              IsOk());
  EXPECT_EQ(database_->Changes(), 0);
}

TEST_P(DatabaseTest, RunsAStatementAgainWithOtherParameters) {
  Statement insert(*database_, "INSERT INTO thing(name, size, bytes) VALUES(?, 0, ?)");

  ASSERT_THAT(insert.BindText("a").BindBlob("x").Run(), IsOk());
  ASSERT_THAT(insert.BindText("b").BindBlob("").Run(), IsOk());

  EXPECT_THAT(Names(), ElementsAre("a", "b"));
}

TEST_P(DatabaseTest, BeginsAnewWithEachStatementOfTheSameText) {
  ASSERT_THAT(Add("a", 1), IsOk());
  ASSERT_THAT(Add("b", 2), IsOk());
  const char* const text = "SELECT name FROM thing WHERE size >= ? ORDER BY name";
  {
    Statement left_in_the_middle(*database_, text);
    left_in_the_middle.Bind(1);
    ASSERT_TRUE(left_in_the_middle.Step());
  }
  ASSERT_THAT(Add("b", 3), StatusIs(absl::StatusCode::kAlreadyExists));
  ASSERT_THAT(Add("c", 3), IsOk());

  Statement query(*database_, text);
  Statement beside(*database_, text);
  query.Bind(2);
  beside.Bind(1);

  ASSERT_TRUE(query.Step());
  ASSERT_TRUE(beside.Step());
  EXPECT_EQ(query.Text(0), "b");
  EXPECT_EQ(beside.Text(0), "a");
  ASSERT_TRUE(query.Step());
  EXPECT_EQ(query.Text(0), "c");
  EXPECT_FALSE(query.Step());
  EXPECT_THAT(query.status(), IsOk());
}

TEST_P(DatabaseTest, RollsBackWhatIsNotCommitted) {
  {
    Transaction kept(*database_);
    ASSERT_THAT(kept.status(), IsOk());
    ASSERT_THAT(Add("kept"), IsOk());
    ASSERT_THAT(kept.Commit(), IsOk());
    Transaction left(*database_, Writers::kMany);
    ASSERT_THAT(left.status(), IsOk());
    ASSERT_THAT(Add("left"), IsOk());
  }

  EXPECT_THAT(Names(), ElementsAre("kept"));
}

TEST_P(DatabaseTest, RefusesAKeyThatIsTakenWithoutRepeatingIt) {
  ASSERT_THAT(Add("somebody"), IsOk());

  const absl::Status status = Add("somebody");

  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("somebody")));
}

TEST_P(DatabaseTest, StaysFailedAndDoesNothingMore) {
  Statement query(*database_, "SELECT name FROM nothing WHERE name = ?");

  query.BindText("somebody");

  EXPECT_FALSE(query.Step());
  EXPECT_THAT(query.status(), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(query.status().ToString(), Not(HasSubstr("somebody")));
  query.Reset();
  EXPECT_FALSE(query.Step());
}

INSTANTIATE_TEST_SUITE_P(Sqlite, DatabaseTest, Values(Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, DatabaseTest, Values(Engine::kPostgres));

TEST(PostgresStatementTest, NumbersParametersOutsideQuotes) {
  EXPECT_EQ(WithDollars("a = ? AND b = '?' AND c = ?"), "a = $1 AND b = '?' AND c = $2");
  EXPECT_EQ(WithDollars("a = ?1 AND b = ? AND c = ?1"), "a = $1 AND b = $2 AND c = $1");
  EXPECT_EQ(WithDollars("a = ?1 AND b = ?2 OR c = ?1"), "a = $1 AND b = $2 OR c = $1");
}

TEST(PostgresDatabaseTest, RefusesATextThatPostgresCannotKeep) {
  const auto database = NewBareDatabase(Engine::kPostgres);

  Statement nul(*database, "SELECT 1 WHERE ? = 'a'");
  nul.BindText(absl::string_view("a\0b", 3));
  Statement latin(*database, "SELECT 1 WHERE ? = 'a'");
  latin.BindText("\xe9");

  EXPECT_FALSE(nul.Step());
  EXPECT_THAT(nul.status(), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));
  EXPECT_FALSE(latin.Step());
  EXPECT_THAT(latin.status(), IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT));
}

TEST(PostgresDatabaseTest, RefusesAPasswordBesideTheAddressWithoutRepeatingIt) {
  const auto database =
      PostgresDatabase::Connect("postgresql://sucharit:hunter2@localhost/sucharit");

  EXPECT_THAT(database, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database"));
  EXPECT_THAT(database.status().ToString(), Not(HasSubstr("hunter2")));
}

TEST(PostgresDatabaseTest, RefusesWhatIsNoAddress) {
  EXPECT_THAT(PostgresDatabase::Connect("postgresql://[/hunter2"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database"));
}

TEST(PostgresDatabaseTest, SaysThatNobodyAnswers) {
  EXPECT_THAT(PostgresDatabase::Connect("postgresql:///none?host=/nowhere"),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE));
}

TEST(PostgresDatabaseTest, RefusesAServerThatMayLoseWhatItHasConfirmed) {
  const std::string place = PostgresServer::Shared().NewDatabase();
  {
    const auto database = Required(PostgresDatabase::Connect(place));
    Require(database->Execute("ALTER ROLE ALL SET synchronous_commit = off"));
  }

  const auto careless = PostgresDatabase::Connect(place);
  // Settings given with the address count, too.
  const auto repaired = PostgresDatabase::Connect(place + "&options=-csynchronous_commit%3Don");

  EXPECT_THAT(careless,
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_CONFIG_MALFORMED));
  EXPECT_THAT(careless, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "synchronous_commit"));
  ASSERT_THAT(repaired, IsOk());
  Require((*repaired)->Execute("ALTER ROLE ALL RESET synchronous_commit"));
}

TEST(PostgresDatabaseTest, ConnectsAgainAfterAPowerCutAndHasLostNothing) {
  PostgresServer server;
  const auto database = Required(PostgresDatabase::Connect(server.NewDatabase()));
  Require(database->Execute("CREATE TABLE thing(name TEXT PRIMARY KEY)"));
  Require(database->Execute("INSERT INTO thing VALUES('kept')"));

  server.Kill();

  EXPECT_THAT(database->Execute("INSERT INTO thing VALUES('left')"),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE));
  database->Refresh();
  EXPECT_THAT(database->Execute("SELECT 1"),
              IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE));
  server.Start();
  database->Refresh();
  Statement query(*database, "SELECT name FROM thing");
  ASSERT_TRUE(query.Step()) << query.status();
  EXPECT_EQ(query.Text(0), "kept");
  EXPECT_FALSE(query.Step());
}

}  // namespace
}  // namespace sucharit::sql
