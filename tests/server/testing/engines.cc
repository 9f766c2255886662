// SPDX-License-Identifier: Apache-2.0
#include "tests/server/testing/engines.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "server/sql/postgres_database.h"
#include "server/sql/sqlite_database.h"
#include "server/sql/statement.h"
#include "tests/server/testing/required.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {
namespace {

// A folder that no other of this program has had.
std::string NewFolder() {
  static const TemporaryFolder all;
  static int folders = 0;
  return all.File(absl::StrCat(++folders));
}

}  // namespace

std::unique_ptr<ServerDatabase> NewDatabase(sql::Engine engine) {
  if (engine == sql::Engine::kPostgres) {
    const std::string place = PostgresServer::Shared().NewDatabase();
    Require(ServerDatabase::CreatePostgres(place));
    return Required(ServerDatabase::OpenPostgres(place));
  }
  const std::string folder = NewFolder();
  Require(ServerDatabase::Create(folder));
  return Required(ServerDatabase::Open(folder));
}

std::unique_ptr<sql::Database> NewBareDatabase(sql::Engine engine) {
  if (engine == sql::Engine::kPostgres) {
    return Required(sql::PostgresDatabase::Connect(PostgresServer::Shared().NewDatabase()));
  }
  return std::make_unique<sql::SqliteDatabase>(Required(sqlite::Database::Open(NewFolder())));
}

std::vector<std::string> ColumnsOf(sql::Database& database, const std::string& table) {
  sql::Statement query(database, database.engine() == sql::Engine::kPostgres
                                     ? "SELECT column_name FROM information_schema.columns "
                                       "WHERE table_schema = current_schema() AND table_name = ? "
                                       "ORDER BY ordinal_position"
                                     : "SELECT name FROM pragma_table_info(?) ORDER BY cid");
  query.BindText(table);
  std::vector<std::string> names;
  while (query.Step()) names.push_back(query.Text(0));
  Require(query.status());
  return names;
}

}  // namespace sucharit::testing
