// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// Puts `bytes` into the file at `path`, which afterwards holds all of them or, after an error or a
// power cut, what it held before: writes beside it, syncs, renames, syncs the folder. `mode` as for
// chmod. REASON_STORAGE_FULL, or REASON_FILE_NOT_WRITABLE, with the path as subject.
absl::Status WriteFileAtomically(const std::string& path, absl::string_view bytes, mode_t mode);

}  // namespace sucharit
