// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/text/language.h"

namespace sucharit {

struct FolderToCheck {
  std::string folder;

  // Empty to leave keys out.
  std::string key_folder = {};
};

// One thing that must hold, and each place where it doesn't.
struct FolderCheck {
  std::string id;
  Say about;
  std::vector<std::string> wrong = {};
};

// Checks a data folder, which no server may hold, from its pages to its published figures. Changes
// nothing but what opening a database does after a kill. Where the pages themselves are wrong it
// looks no further. REASON_NOT_INITIALIZED, REASON_STORAGE_IN_USE, REASON_STORAGE_NEWER (also for a
// schema that the server hasn't brought up to date), REASON_STORAGE_DAMAGED if it can't be opened.
absl::StatusOr<std::vector<FolderCheck>> CheckDataFolder(const FolderToCheck& options);

}  // namespace sucharit
