// SPDX-License-Identifier: Apache-2.0
//
// An operator's look at an installation's data folder: does any byte there tell who said what?
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

struct LeakCheckOptions {
  std::string folder;      // A data folder whose server is stopped, or a copy.
  std::string other_copy;  // Another copy of it, or empty.
  std::string planted;     // A file of strings that must not be found, one a line, or empty.
  std::string key_folder;  // The installation's key folder, or empty.
};

// Runs every check; what it finds stands in the report. Reads only. Refused: FAILED_PRECONDITION
// `REASON_NOT_INITIALIZED` without a database, UNAVAILABLE `REASON_STORAGE_IN_USE` while a server
// holds the folder, DATA_LOSS `REASON_STORAGE_DAMAGED`, `REASON_FILE_UNREADABLE`.
absl::StatusOr<LeakReport> CheckForLeaks(const LeakCheckOptions& options);

}  // namespace sucharit
