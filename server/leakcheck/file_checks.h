// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/leakcheck/leak_report.h"

namespace sucharit {

// All regular files below a folder, sorted. NOT_FOUND `REASON_FILE_UNREADABLE`.
absl::StatusOr<std::vector<std::string>> FilesBelow(const std::string& folder);

// No log of the database holds anything: it would stand in the order of arrival.
absl::StatusOr<LeakCheck> CheckLog(const std::string& folder);

// The data folder holds no file but those that the server makes.
absl::StatusOr<LeakCheck> CheckFiles(const std::string& folder);

// No file holds a private key: none by its shape, and none of the key folder's bytes if one is
// given.
absl::StatusOr<LeakCheck> CheckKeys(const std::string& folder, const std::string& key_folder);

// No file holds a line of the file `planted`, as it stands there or, behind "hex:", as bytes. The
// lines are named by number. Not checked without a file.
absl::StatusOr<LeakCheck> CheckPlanted(const std::string& folder, const std::string& planted);

}  // namespace sucharit
