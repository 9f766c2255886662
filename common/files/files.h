// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// All bytes of a file. NOT_FOUND or PERMISSION_DENIED `REASON_FILE_UNREADABLE`; INVALID_ARGUMENT
// `REASON_FILE_TOO_LARGE` above `most` bytes. The subject is the path.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t most = 64 << 20);

// Gives a file of any size to `use`, from its beginning to its end, at most `piece` bytes at a
// time. NOT_FOUND or PERMISSION_DENIED `REASON_FILE_UNREADABLE` with the path; the errors of `use`.
absl::Status ForEachPiece(const std::string& path, size_t piece,
                          const std::function<absl::Status(absl::string_view)>& use);

// Writes a file so that after any crash either all of it is there or what was there before, and
// waits for the disk. PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE`, RESOURCE_EXHAUSTED
// `REASON_STORAGE_FULL`.
absl::Status WriteFileAtomically(const std::string& path, absl::string_view bytes,
                                 mode_t mode = 0644);

// Writes a large file piece by piece, with the promise of WriteFileAtomically: it gets its name
// with Commit(), and without it there is nothing. Move only; one thread.
class FileWriter {
 public:
  // The errors of WriteFileAtomically.
  static absl::StatusOr<FileWriter> Create(const std::string& path, mode_t mode = 0644);

  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept;
  ~FileWriter();

  absl::Status Write(absl::string_view bytes);

  // On disk once it returns OK.
  absl::Status Commit();

 private:
  FileWriter(std::string path, std::string temporary, int file);

  std::string path_;
  std::string temporary_;
  int file_ = -1;
};

// Waits until what a folder names is on disk. PERMISSION_DENIED `REASON_FILE_NOT_WRITABLE`.
absl::Status WaitForFolder(const std::string& path);

// Overwrites a small file with zeros, waits for the disk and removes it. OK if there is none. On
// flash and on copy-on-write file systems old bytes may survive underneath.
absl::Status DestroyFile(const std::string& path);

// Makes a folder and those above it that aren't there, and waits for the disk. The errors of
// WriteFileAtomically.
absl::Status MakeFolder(const std::string& path);

// The same for this user alone to read. PERMISSION_DENIED `REASON_STORAGE_NOT_WRITABLE`,
// RESOURCE_EXHAUSTED `REASON_STORAGE_FULL`.
absl::Status MakePrivateFolder(const std::string& path);

}  // namespace sucharit
