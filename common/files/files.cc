// SPDX-License-Identifier: Apache-2.0
#include "common/files/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Closes a descriptor when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

absl::Status NotWritable(const std::string& path) {
  const int error = errno;
  if (error == ENOSPC || error == EDQUOT) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                   std::strerror(error), path);
  }
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                 std::strerror(error), path);
}

absl::Status WriteBytes(int file, absl::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return NotWritable(path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status WriteAll(const Descriptor& file, absl::string_view bytes, const std::string& path) {
  RETURN_IF_ERROR(WriteBytes(file.number(), bytes, path));
  if (fsync(file.number()) != 0) return NotWritable(path);
  return absl::OkStatus();
}

// A rename is on disk once its folder is.
absl::Status SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return WaitForFolder(folder.empty() ? "." : folder);
}

// Makes a file of a new name beside `path` and fills it. `temporary` is its name.
absl::Status WriteBeside(const std::string& path, absl::string_view bytes, mode_t mode,
                         std::string& temporary) {
  temporary = absl::StrCat(path, ".XXXXXX");
  const Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.ok()) return NotWritable(path);
  if (fchmod(file.number(), mode) != 0) return NotWritable(path);
  return WriteAll(file, bytes, path);
}

}  // namespace

absl::Status ForEachPiece(const std::string& path, size_t piece,
                          const std::function<absl::Status(absl::string_view)>& use) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) && !std::filesystem::is_fifo(path, error)) {
    return Refused(absl::StatusCode::kNotFound, v1::REASON_FILE_UNREADABLE, "no such file", path);
  }
  std::ifstream file(path, std::ios::binary);
  std::string buffer(piece, '\0');
  while (file.read(buffer.data(), static_cast<std::streamsize>(piece)) || file.gcount() > 0) {
    RETURN_IF_ERROR(use(absl::string_view(buffer.data(), static_cast<size_t>(file.gcount()))));
  }
  if (!file.bad() && file.eof()) return absl::OkStatus();
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_UNREADABLE, "can't read",
                 path);
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t most) {
  constexpr size_t kPiece = size_t{64} * 1024;
  std::string bytes;
  RETURN_IF_ERROR(ForEachPiece(path, kPiece, [&](absl::string_view piece) {
    bytes.append(piece.data(), piece.size());
    if (bytes.size() <= most) return absl::OkStatus();
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_FILE_TOO_LARGE,
                   absl::StrCat("more than ", most, " bytes"), path);
  }));
  return bytes;
}

absl::Status WriteFileAtomically(const std::string& path, absl::string_view bytes, mode_t mode) {
  std::string temporary;
  absl::Status status = WriteBeside(path, bytes, mode, temporary);
  if (status.ok() && rename(temporary.c_str(), path.c_str()) != 0) status = NotWritable(path);
  if (!status.ok()) {
    unlink(temporary.c_str());
    return status;
  }
  return SyncFolderOf(path);
}

FileWriter::FileWriter(std::string path, std::string temporary, int file)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(file) {}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      file_(std::exchange(other.file_, -1)) {}

FileWriter& FileWriter::operator=(FileWriter&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(temporary_, other.temporary_);
  std::swap(file_, other.file_);
  return *this;
}

FileWriter::~FileWriter() {
  if (file_ < 0) return;
  close(file_);
  unlink(temporary_.c_str());
}

absl::StatusOr<FileWriter> FileWriter::Create(const std::string& path, mode_t mode) {
  std::string temporary = absl::StrCat(path, ".XXXXXX");
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return NotWritable(path);
  FileWriter writer(path, temporary, file);
  if (fchmod(file, mode) != 0) return NotWritable(path);
  return writer;
}

absl::Status FileWriter::Write(absl::string_view bytes) { return WriteBytes(file_, bytes, path_); }

absl::Status FileWriter::Commit() {
  if (fsync(file_) != 0) return NotWritable(path_);
  if (rename(temporary_.c_str(), path_.c_str()) != 0) return NotWritable(path_);
  close(std::exchange(file_, -1));
  return SyncFolderOf(path_);
}

absl::Status WaitForFolder(const std::string& path) {
  const Descriptor descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.ok() || fsync(descriptor.number()) != 0) return NotWritable(path);
  return absl::OkStatus();
}

absl::Status DestroyFile(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    return errno == ENOENT ? absl::OkStatus() : NotWritable(path);
  }
  {
    const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file.ok()) return NotWritable(path);
    RETURN_IF_ERROR(WriteAll(file, std::string(static_cast<size_t>(info.st_size), '\0'), path));
  }
  if (unlink(path.c_str()) != 0) return NotWritable(path);
  return SyncFolderOf(path);
}

absl::Status MakeFolder(const std::string& path) {
  std::vector<std::filesystem::path> made;
  std::error_code error;
  std::filesystem::path next = path;
  if (!next.has_filename()) next = next.parent_path();
  while (!next.empty() && !std::filesystem::exists(next, error)) {
    made.push_back(next);
    next = next.parent_path();
  }
  std::filesystem::create_directories(path, error);
  if (error) {
    errno = error.value();
    return NotWritable(path);
  }
  // A power cut takes a new folder back, with all that is in it, until the one above is on disk.
  for (const auto& folder : made) RETURN_IF_ERROR(SyncFolderOf(folder.string()));
  return absl::OkStatus();
}

absl::Status MakePrivateFolder(const std::string& path) {
  absl::Status made = MakeFolder(path);
  if (absl::IsResourceExhausted(made)) return made;
  if (!made.ok() || chmod(path.c_str(), 0700) != 0) {
    return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE,
                   "can't make the folder", path);
  }
  return absl::OkStatus();
}

}  // namespace sucharit
