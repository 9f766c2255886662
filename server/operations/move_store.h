// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/copy_tables.h"

namespace sucharit {

// Under this name the database stays in its folder once it has been moved: no server opens it.
std::string MovedDatabaseIn(const std::string& data_folder);

// Moves an installation's database from its data folder into an empty PostgreSQL database, with no
// server running on either, and tells what was moved. All is copied in one transaction, read back
// and compared with the folder table by table; only then the file in the folder gets another name.
// Refused as ServerDatabase::Open and sql::PostgresDatabase::Connect; ALREADY_EXISTS
// `REASON_ALREADY_INITIALIZED` with a table's name if the target isn't empty; DATA_LOSS
// `REASON_STORAGE_DAMAGED` with the table's name if the copy reads differently. A refusal leaves
// the folder as it was. Calls `begin` with the name of each table that is copied.
absl::StatusOr<std::vector<TableDigest>> MoveStore(
    const std::string& data_folder, const std::string& place,
    const std::function<void(absl::string_view)>& begin);

}  // namespace sucharit
