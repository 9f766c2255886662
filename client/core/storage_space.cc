// SPDX-License-Identifier: Apache-2.0
#include "client/core/storage_space.h"

#include <sys/statvfs.h>

namespace sucharit {

int64_t FolderSpace::FreeBytes() const {
  struct statvfs space {};
  if (statvfs(folder_.c_str(), &space) != 0) return -1;
  return static_cast<int64_t>(space.f_bavail) * static_cast<int64_t>(space.f_frsize);
}

}  // namespace sucharit
