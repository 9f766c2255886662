// SPDX-License-Identifier: Apache-2.0
//
// The tables of the server's database: one text, in SQLite's words, which is translated for
// PostgreSQL, so that both have the same tables, columns and keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sqlite/database.h"
#include "server/sql/database.h"

namespace sucharit {

// The version that a database is brought to.
int64_t NewestSchema();

// Makes the schema or brings it up to date. Refused as sqlite::Migrate.
absl::Status MigrateSqlite(sqlite::Database& database);

// The same statements as PostgreSQL takes them.
std::string ForPostgres(absl::string_view sql);

// The version of the schema; none if there is none.
absl::StatusOr<std::optional<int64_t>> SchemaInPostgres(sql::Database& database);

// Makes the schema, within the caller's transaction. ALREADY_EXISTS `REASON_ALREADY_INITIALIZED`
// with a table's name if there is one already.
absl::Status CreateInPostgres(sql::Database& database);

// Brings it up to date. FAILED_PRECONDITION `REASON_NOT_INITIALIZED`, `REASON_STORAGE_NEWER`.
absl::Status MigratePostgres(sql::Database& database);

}  // namespace sucharit
