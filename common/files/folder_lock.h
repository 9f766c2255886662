// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace sucharit {

// Keeps other processes out of a folder: an advisory lock on its file `lock`, which goes with the
// process even when it is killed. Move only.
class FolderLock {
 public:
  // UNAVAILABLE `REASON_STORAGE_IN_USE` if another holds it; PERMISSION_DENIED
  // `REASON_STORAGE_NOT_WRITABLE`, RESOURCE_EXHAUSTED `REASON_STORAGE_FULL`.
  static absl::StatusOr<FolderLock> Take(const std::string& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}

  int file_;
};

}  // namespace sucharit
