// SPDX-License-Identifier: Apache-2.0
//
// For suites that say what a store promises whichever engine is below it:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, BoxStoreTest, Values(sql::Engine::kSqlite));
//   INSTANTIATE_TEST_SUITE_P(Postgres, BoxStoreTest, Values(sql::Engine::kPostgres));
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "server/sql/database.h"
#include "server/store/server_database.h"

namespace sucharit::sql {

// Names the engine in what GoogleTest prints.
inline void PrintTo(Engine engine, std::ostream* out) {
  *out << (engine == Engine::kPostgres ? "PostgreSQL" : "SQLite");
}

}  // namespace sucharit::sql

namespace sucharit::testing {

// An empty database with the server's schema, which goes with the program. Ends the program if it
// can't be made.
std::unique_ptr<ServerDatabase> NewDatabase(sql::Engine engine);

// An empty one without any table, and one connection to it.
std::unique_ptr<sql::Database> NewBareDatabase(sql::Engine engine);

// The names of a table's columns, in their order.
std::vector<std::string> ColumnsOf(sql::Database& database, const std::string& table);

}  // namespace sucharit::testing
