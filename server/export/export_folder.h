// SPDX-License-Identifier: Apache-2.0
//
// The folder that an export goes to: whole, or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/export/csv_writer.h"

namespace sucharit {

// One file as the manifest names it.
struct ExportedFile {
  std::string name;
  std::optional<int64_t> rows;  // Of a table, without its head.
  int64_t bytes = 0;
  std::string sha256;  // 64 hexadecimal digits.
};

// Writes one file into the sink it is given, and returns how many rows that were, if it is a table.
using WriteToSink = std::function<absl::StatusOr<std::optional<int64_t>>(const ByteSink& sink)>;

// The same into the file at `path`, for libraries that open files by name.
using WriteToPath = std::function<absl::StatusOr<std::optional<int64_t>>(const std::string& path)>;

// Files are written into a folder of another name (".unfinished-" within it); Commit() waits until
// all are on disk and puts them in place. Without a Commit() nothing stays behind; killed, only the
// folder of the other name does. One thread.
//
// A folder that is there already keeps what others put into it. Files of an earlier export are
// replaced one by one, and removed if this export has no such file; the manifest is taken away
// first and comes back last: a folder with a manifest is one whole export.
class ExportFolder {
 public:
  // PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE`, RESOURCE_EXHAUSTED `REASON_STORAGE_FULL`, as for
  // all below; the subject is the path.
  static absl::StatusOr<std::unique_ptr<ExportFolder>> Create(const std::string& folder);

  ~ExportFolder();
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;

  // Writes a file. The errors of `write` too.
  absl::Status Add(const std::string& name, const WriteToSink& write);
  absl::Status AddByPath(const std::string& name, const WriteToPath& write);

  // Writes a file that is at hand as a whole.
  absl::Status AddBytes(const std::string& name, absl::string_view bytes,
                        std::optional<int64_t> rows = std::nullopt);

  // In the order in which they were added.
  const std::vector<ExportedFile>& files() const { return files_; }

  // Where libraries may put what they need while they write; removed with the rest.
  const std::string& scratch() const { return staging_; }

  // Writes SHA256SUMS over all files and puts everything in place.
  absl::Status Commit();

 private:
  ExportFolder(std::string folder, std::string staging, bool is_new);

  std::string Staged(const std::string& name) const;
  absl::Status WaitForFiles();
  absl::Status Replace();

  const std::string folder_;
  const std::string staging_;
  const bool is_new_;
  std::vector<ExportedFile> files_;
};

}  // namespace sucharit
