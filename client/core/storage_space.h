// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace sucharit {

// Tells how much room is left. Thread-safe.
class StorageSpace {
 public:
  virtual ~StorageSpace() = default;

  // Bytes that this user may still write; negative if nobody can tell.
  virtual int64_t FreeBytes() const = 0;
};

// Of the file system that a folder lies on.
class FolderSpace : public StorageSpace {
 public:
  explicit FolderSpace(std::string folder) : folder_(std::move(folder)) {}

  int64_t FreeBytes() const override;

 private:
  const std::string folder_;
};

// A response takes about a kilobyte; what fills a tablet is everything else. So this warns days
// before it hurts.
inline constexpr int64_t kLowStorageBytes = int64_t{200} * 1024 * 1024;

}  // namespace sucharit
