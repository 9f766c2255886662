// SPDX-License-Identifier: Apache-2.0
#include "server/store/copy_tables.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/sql/postgres_database.h"
#include "server/sql/sqlite_database.h"
#include "server/store/server_database.h"
#include "tests/server/testing/required.h"
#include "tests/testing/memory.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::kMegabyte;
using ::sucharit::testing::PeakMemory;
using ::sucharit::testing::PostgresServer;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::sucharit::testing::TemporaryFolder;

// 32 MiB in rows of a quarter of a MiB, between many small ones.
constexpr char kFill[] =
    "ALTER TABLE definition ALTER definition SET STORAGE EXTERNAL; "
    "INSERT INTO definition SELECT sha256(int8send(i)), "
    "decode(repeat(md5(CAST(i AS TEXT)), CASE WHEN i % 4 = 0 THEN 16384 ELSE 1 END), 'hex') "
    "FROM generate_series(1, 512) AS i";

std::unique_ptr<sql::Database> Filled() {
  const std::string place = PostgresServer::Shared().NewDatabase();
  Require(ServerDatabase::CreatePostgres(place));
  auto database = Required(sql::PostgresDatabase::Connect(place));
  Require(database->Execute(kFill));
  return database;
}

class PostgresCopyTablesTest : public ::testing::Test {
 protected:
  // The same for all tests, which only read it.
  static sql::Database& From() {
    static const auto database = Filled();
    return *database;
  }

  const TemporaryFolder folder_;
  const std::string file_ = folder_.File("copy.db");
};

TEST_F(PostgresCopyTablesTest, CopiesAnyAmountOfDataIntoAFileInLittleMemory) {
  sql::Database& from = From();
  const int64_t before = PeakMemory();

  ASSERT_THAT(CopyToSqlite(from, file_), IsOk());

  EXPECT_LT(PeakMemory() - before, 16 * kMegabyte + testing::kKeptThoughFreed);
}

TEST_F(PostgresCopyTablesTest, CopiesEachRowAsItIs) {
  ASSERT_THAT(CopyToSqlite(From(), file_), IsOk());

  sql::SqliteDatabase copy(Required(sqlite::Database::Open(file_)));
  const auto there = Required(DigestTables(From()));
  EXPECT_THAT(RequireSameTables(there, Required(DigestTables(copy))), IsOk());
}

}  // namespace
}  // namespace sucharit
