// SPDX-License-Identifier: Apache-2.0
//
// The backup folder: what its files are called, and which of them may go.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace sucharit {

// "sucharit-000012.backup".
std::string BackupFileName(int64_t number);

// Removes backups from `folder`, oldest first, until the newest `keep` (at least 1) are left.
// `good` is the number of the last good one: it stays, and so does what has a higher number,
// another name, or isn't the beginning of a backup; none of these count. Returns how many went.
// PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE` with the file that can't be removed, or
// `REASON_FILE_UNREADABLE` with the folder.
absl::StatusOr<int> RemoveOldBackups(const std::string& folder, int64_t good, int keep);

}  // namespace sucharit
