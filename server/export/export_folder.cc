// SPDX-License-Identifier: Apache-2.0
#include "server/export/export_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr char kChecksums[] = "SHA256SUMS";
constexpr char kUnfinished[] = ".unfinished-XXXXXX";

absl::Status NotWritable(int error, const std::string& path) {
  if (error == ENOSPC || error == EDQUOT) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_STORAGE_FULL,
                   std::strerror(error), path);
  }
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_FILE_NOT_WRITABLE,
                 std::strerror(error), path);
}

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags)
      : path_(path), number_(open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool ok() const { return number_ >= 0; }

  absl::Status Write(absl::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return NotWritable(errno, path_);
      bytes.remove_prefix(static_cast<size_t>(written));
    }
    return absl::OkStatus();
  }

  // What stands next in the file; empty at its end.
  absl::StatusOr<absl::string_view> Read(std::array<char, 65536>& buffer) const {
    ssize_t got = -1;
    do {
      got = read(number_, buffer.data(), buffer.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) return NotWritable(errno, path_);
    return absl::string_view(buffer.data(), static_cast<size_t>(got));
  }

  // Hands what was written to the disk without waiting. An error comes with Sync().
  void BeginSync() const { sync_file_range(number_, 0, 0, SYNC_FILE_RANGE_WRITE); }

  absl::Status Sync() const {
    return number_ >= 0 && fsync(number_) == 0 ? absl::OkStatus() : NotWritable(errno, path_);
  }

 private:
  const std::string path_;
  const int number_;
};

absl::Status SyncFolder(const std::string& path) {
  return Descriptor(path, O_RDONLY | O_DIRECTORY).Sync();
}

absl::Status Rename(const std::string& from, const std::string& to) {
  return rename(from.c_str(), to.c_str()) == 0 ? absl::OkStatus() : NotWritable(errno, to);
}

absl::Status Remove(const std::string& path) {
  return unlink(path.c_str()) == 0 || errno == ENOENT ? absl::OkStatus() : NotWritable(errno, path);
}

// Without slashes at its end, so that a name can be put behind it.
std::string Trimmed(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder;
}

std::string ParentOf(const std::string& folder) {
  const std::string parent = std::filesystem::path(folder).parent_path().string();
  return parent.empty() ? "." : parent;
}

// Names of the files of the export that is in a folder, if there is one.
std::vector<std::string> FilesOfEarlierExport(const std::string& folder) {
  constexpr size_t kHashAndBlanks = 66;
  std::vector<std::string> names;
  const auto checksums = ReadWholeFile(absl::StrCat(folder, "/", kChecksums));
  if (!checksums.ok()) return names;
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(*checksums, '\n'))) {
    if (line.size() <= kHashAndBlanks) continue;
    // A name with a slash isn't ours, whatever the file says.
    const std::string name = line.substr(kHashAndBlanks);
    if (name.find('/') == std::string::npos) names.push_back(name);
  }
  return names;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ExportFolder>> ExportFolder::Create(const std::string& path) {
  const std::string folder = Trimmed(path);
  std::error_code error;
  const bool is_new = !std::filesystem::exists(folder, error);
  if (is_new) RETURN_IF_ERROR(MakeFolder(ParentOf(folder)));
  std::string staging = absl::StrCat(folder, is_new ? "" : "/", kUnfinished);
  if (mkdtemp(staging.data()) == nullptr || chmod(staging.c_str(), 0755) != 0) {
    return NotWritable(errno, folder);
  }
  return std::unique_ptr<ExportFolder>(new ExportFolder(folder, staging, is_new));
}

ExportFolder::ExportFolder(std::string folder, std::string staging, bool is_new)
    : folder_(std::move(folder)), staging_(std::move(staging)), is_new_(is_new) {}

ExportFolder::~ExportFolder() {
  std::error_code error;  // It may have become the folder itself.
  std::filesystem::remove_all(staging_, error);
}

std::string ExportFolder::Staged(const std::string& name) const {
  return absl::StrCat(staging_, "/", name);
}

absl::Status ExportFolder::Add(const std::string& name, const WriteToSink& write) {
  const std::string path = Staged(name);
  const Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file.ok()) return NotWritable(errno, path);
  ExportedFile entry;
  entry.name = name;
  crypto::Sha256Stream digest;
  ASSIGN_OR_RETURN(entry.rows, write([&](absl::string_view bytes) {
                     digest.Add(bytes);
                     entry.bytes += static_cast<int64_t>(bytes.size());
                     return file.Write(bytes);
                   }));
  file.BeginSync();
  entry.sha256 = crypto::ToHex(digest.Finish());
  files_.push_back(std::move(entry));
  return absl::OkStatus();
}

absl::Status ExportFolder::AddByPath(const std::string& name, const WriteToPath& write) {
  ExportedFile entry;
  entry.name = name;
  ASSIGN_OR_RETURN(entry.rows, write(Staged(name)));
  const Descriptor file(Staged(name), O_RDONLY);
  if (!file.ok()) return NotWritable(errno, Staged(name));
  crypto::Sha256Stream digest;
  std::array<char, 65536> buffer{};
  while (true) {
    ASSIGN_OR_RETURN(const absl::string_view bytes, file.Read(buffer));
    if (bytes.empty()) break;
    digest.Add(bytes);
    entry.bytes += static_cast<int64_t>(bytes.size());
  }
  file.BeginSync();
  entry.sha256 = crypto::ToHex(digest.Finish());
  files_.push_back(std::move(entry));
  return absl::OkStatus();
}

absl::Status ExportFolder::AddBytes(const std::string& name, absl::string_view bytes,
                                    std::optional<int64_t> rows) {
  return Add(name, [&](const ByteSink& sink) -> absl::StatusOr<std::optional<int64_t>> {
    RETURN_IF_ERROR(sink(bytes));
    return rows;
  });
}

absl::Status ExportFolder::Commit() {
  std::string checksums;
  for (const ExportedFile& file : files_) {
    absl::StrAppend(&checksums, file.sha256, "  ", file.name, "\n");
  }
  RETURN_IF_ERROR(AddBytes(kChecksums, checksums));
  RETURN_IF_ERROR(WaitForFiles());
  if (!is_new_) return Replace();
  RETURN_IF_ERROR(Rename(staging_, folder_));
  return SyncFolder(ParentOf(folder_));
}

// Once all are on their way: the disk writes them together, where waiting for each in turn would
// cost its whole time for each.
absl::Status ExportFolder::WaitForFiles() {
  for (const ExportedFile& file : files_) {
    RETURN_IF_ERROR(Descriptor(Staged(file.name), O_RDONLY).Sync());
  }
  return SyncFolder(staging_);
}

absl::Status ExportFolder::Replace() {
  const std::vector<std::string> earlier = FilesOfEarlierExport(folder_);
  RETURN_IF_ERROR(Remove(absl::StrCat(folder_, "/", kChecksums)));
  RETURN_IF_ERROR(SyncFolder(folder_));
  for (const std::string& name : earlier) {
    const bool stays = std::any_of(files_.begin(), files_.end(),
                                   [&](const ExportedFile& file) { return file.name == name; });
    if (!stays) RETURN_IF_ERROR(Remove(absl::StrCat(folder_, "/", name)));
  }
  for (const ExportedFile& file : files_) {
    // The checksums go last, after all that they vouch for is on disk.
    if (file.name == kChecksums) RETURN_IF_ERROR(SyncFolder(folder_));
    RETURN_IF_ERROR(Rename(Staged(file.name), absl::StrCat(folder_, "/", file.name)));
  }
  return SyncFolder(folder_);
}

}  // namespace sucharit
