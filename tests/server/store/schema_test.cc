// SPDX-License-Identifier: Apache-2.0
#include "server/store/schema.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/sql/statement.h"
#include "tests/server/testing/engines.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::NewDatabase;
using ::sucharit::testing::StatusIs;
using ::testing::ContainerEq;
using ::testing::Contains;
using ::testing::Values;

using Rows = std::vector<std::string>;

// The columns of each row with blanks between, sorted.
Rows Read(sql::Database& database, const char* sql, int columns) {
  sql::Statement query(database, sql);
  Rows rows;
  while (query.Step()) {
    std::vector<std::string> row;
    for (int column = 0; column < columns; ++column) row.push_back(query.Text(column));
    rows.push_back(absl::StrJoin(row, " "));
  }
  EXPECT_THAT(query.status(), IsOk());
  std::sort(rows.begin(), rows.end());
  return rows;
}

// What there is, in the same words for both engines. `schema_version` is PostgreSQL's alone.
struct Schema {
  Rows columns;     // "box late BIGINT"
  Rows keys;        // "box 1 round_id"
  Rows references;  // "box round"
};

Schema ReadFromSqlite() {
  const auto opened = NewDatabase(sql::Engine::kSqlite);
  auto database = opened->Lock();
  return {Read(*database,
               "SELECT tables.name, info.name, CASE info.type WHEN 'INTEGER' THEN 'bigint' "
               "WHEN 'BLOB' THEN 'bytea' ELSE 'text' END FROM pragma_table_list AS tables "
               "JOIN pragma_table_info(tables.name) AS info "
               "WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite%'",
               3),
          Read(*database,
               "SELECT tables.name, CAST(info.pk AS TEXT), info.name FROM pragma_table_list AS "
               "tables JOIN pragma_table_info(tables.name) AS info "
               "WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite%' AND info.pk > 0",
               3),
          Read(*database,
               "SELECT tables.name, list.\"table\" FROM pragma_table_list AS tables "
               "JOIN pragma_foreign_key_list(tables.name) AS list WHERE tables.schema = 'main'",
               2)};
}

Schema ReadFromPostgres() {
  const auto opened = NewDatabase(sql::Engine::kPostgres);
  auto database = opened->Lock();
  return {
      Read(*database,
           "SELECT table_name, column_name, data_type FROM information_schema.columns "
           "WHERE table_schema = current_schema() AND table_name <> 'schema_version'",
           3),
      Read(
          *database,
          "SELECT table_name, CAST(ordinal_position AS TEXT), column_name "
          "FROM information_schema.key_column_usage "
          "JOIN information_schema.table_constraints USING(constraint_name, table_name) "
          "WHERE constraint_type = 'PRIMARY KEY' "
          "AND key_column_usage.table_schema = current_schema() AND table_name <> 'schema_version'",
          3),
      Read(*database,
           "SELECT child.relname, parent.relname FROM pg_catalog.pg_constraint "
           "JOIN pg_catalog.pg_class AS child ON child.oid = conrelid "
           "JOIN pg_catalog.pg_class AS parent ON parent.oid = confrelid "
           "WHERE contype = 'f'",
           2)};
}

class SchemaTest : public ::testing::TestWithParam<sql::Engine> {};

TEST(PostgresSchemaTest, HasTheTablesColumnsAndKeysOfSqlite) {
  const Schema sqlite = ReadFromSqlite();
  const Schema postgres = ReadFromPostgres();

  EXPECT_THAT(sqlite.columns, Contains("box late bigint"));
  EXPECT_THAT(postgres.columns, ContainerEq(sqlite.columns));
  EXPECT_THAT(postgres.keys, ContainerEq(sqlite.keys));
  // Where boxes come in, the store looks at the round once for all of them.
  Rows references = sqlite.references;
  const auto of_boxes = std::find(references.begin(), references.end(), "box round");
  ASSERT_NE(of_boxes, references.end());
  references.erase(of_boxes);
  EXPECT_THAT(postgres.references, ContainerEq(references));
}

// What grows with rounds can be distributed by round or agency; what doesn't is small, and each
// machine can hold all of it (server/store/README.md).
TEST(PostgresSchemaTest, CanBeDistributedByAgencyOrRound) {
  const std::vector<std::string> small = {"agency", "audit_head",     "audit_line",   "definition",
                                          "device", "enrolment_code", "installation", "session",
                                          "user",   "user_role"};
  Rows not_distributed;
  for (const std::string& key : ReadFromPostgres().keys) {
    if (key.find(" 1 ") == std::string::npos) continue;
    const std::string table = key.substr(0, key.find(' '));
    const std::string first = key.substr(key.rfind(' ') + 1);
    if (first == "round_id" || (first == "agency_code" && table != "agency")) continue;
    not_distributed.push_back(table);
  }

  EXPECT_THAT(not_distributed, ContainerEq(small));
}

TEST_P(SchemaTest, LetsTheAuditLogOnlyGrow) {
  const auto opened = NewDatabase(GetParam());
  auto database = opened->Lock();
  ASSERT_THAT(database->Execute("INSERT INTO audit_head(sequence, hash, unix_second, signature) "
                                "SELECT 1, installation_id, 2, installation_id FROM installation"),
              IsOk());
  ASSERT_THAT(database->Execute("INSERT INTO audit_line SELECT 1, 2, '', '', '', '', '', '', '', "
                                "installation_id, installation_id FROM installation"),
              IsOk());

  for (const char* table : {"audit_line", "audit_head"}) {
    EXPECT_THAT(database->Execute(absl::StrCat("UPDATE ", table, " SET unix_second = 3").c_str()),
                StatusIs(absl::StatusCode::kAlreadyExists));
    EXPECT_THAT(database->Execute(absl::StrCat("DELETE FROM ", table).c_str()),
                StatusIs(absl::StatusCode::kAlreadyExists));
  }
}

TEST(PostgresSchemaTest, DoesNotLetTheAuditLogBeEmptied) {
  const auto opened = NewDatabase(sql::Engine::kPostgres);
  auto database = opened->Lock();

  EXPECT_THAT(database->Execute("TRUNCATE audit_line"), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(database->Execute("TRUNCATE audit_head"), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_P(SchemaTest, GivesEachInstallationAnIdOfItsOwn) {
  std::vector<std::string> ids;
  for (int i = 0; i < 2; ++i) {
    const auto opened = NewDatabase(GetParam());
    auto database = opened->Lock();
    sql::Statement query(*database, "SELECT installation_id FROM installation");
    ASSERT_TRUE(query.Step());
    ids.push_back(query.Blob(0));
    EXPECT_FALSE(query.Step());
  }

  EXPECT_EQ(ids[0].size(), 16U);
  EXPECT_NE(ids[0], ids[1]);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, SchemaTest, Values(sql::Engine::kSqlite));
INSTANTIATE_TEST_SUITE_P(Postgres, SchemaTest, Values(sql::Engine::kPostgres));

}  // namespace
}  // namespace sucharit
