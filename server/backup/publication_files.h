// SPDX-License-Identifier: Apache-2.0
//
// A JSON file of each publication, beside the database that holds it: what is published stays
// readable without the program.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"

namespace sucharit {

// Where the file of a round lies in a data folder, or in that of backups.
std::string PublicationFile(const std::string& folder, absl::string_view round_id);

// PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE` if there is no such folder: a disk that isn't
// mounted must not be written beneath.
absl::Status RequireFolder(const std::string& folder);

// Writes the round's bundle unless its file is there already, or the round isn't published. Errors:
// those of RequireFolder and of the disk.
absl::Status WritePublicationFile(ServerDatabase& database, absl::string_view round_id,
                                  const std::string& folder);

// The same for all published rounds, on all processors. Tries each, and returns the first error.
absl::Status WritePublicationFiles(ServerDatabase& database, const std::string& folder);

}  // namespace sucharit
