// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sqlite/database.h"

namespace sucharit::sqlite {

// One step of a schema. Never edited once released.
struct Migration {
  int64_t version;
  const char* sql;
};

// The version that a database was brought to; 0 for a new one.
absl::StatusOr<int64_t> SchemaVersion(Database& database);

// Brings a database to the last version. Each step and its number commit together, so a killed
// program goes on where it stopped. A database of a newer program is refused: FAILED_PRECONDITION
// `REASON_STORAGE_NEWER`.
absl::Status Migrate(Database& database, std::span<const Migration> migrations);

}  // namespace sucharit::sqlite
