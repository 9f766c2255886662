// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::testing {

// A folder that is new for each test and removed with all it holds.
class TemporaryFolder {
 public:
  TemporaryFolder();

  // Below `parent` instead of where temporary files go.
  explicit TemporaryFolder(const std::string& parent);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  // A path within the folder; creates nothing.
  std::string File(absl::string_view name) const;

  // Writes a file and returns its path.
  std::string Write(absl::string_view name, absl::string_view contents) const;

 private:
  std::string path_;
};

// All bytes of a file; fails the test if it can't be read.
std::string ReadFile(const std::string& path);

}  // namespace sucharit::testing
