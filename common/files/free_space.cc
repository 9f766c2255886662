// SPDX-License-Identifier: Apache-2.0
#include "common/files/free_space.h"

#include <sys/statvfs.h>

namespace sucharit {

std::optional<int64_t> FreeBytesAt(const std::string& path) {
  struct statvfs space {};
  if (statvfs(path.c_str(), &space) != 0) return std::nullopt;
  return static_cast<int64_t>(space.f_bavail) * static_cast<int64_t>(space.f_frsize);
}

}  // namespace sucharit
