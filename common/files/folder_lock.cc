// SPDX-License-Identifier: Apache-2.0
#include "common/files/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"

namespace sucharit {

absl::StatusOr<FolderLock> FolderLock::Take(const std::string& folder) {
  const int file = open(absl::StrCat(folder, "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 && (errno == ENOSPC || errno == EDQUOT)) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                   "no space for a lock file", folder);
  }
  if (file < 0) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE,
                   std::strerror(errno), folder);
  }
  FolderLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  return Refused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_IN_USE,
                 "another process has the folder open", folder);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FolderLock::~FolderLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace sucharit
