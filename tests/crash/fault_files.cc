// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/fault_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <sstream>
#include <utility>
#include <vector>

#include "tests/crash/faults.h"

namespace sucharit::testing {
namespace {

namespace fs = std::filesystem;

// A change of a folder's names: from `gone` to `made`, each empty if there is none.
struct NameChange {
  std::string gone;
  std::string made;
  std::optional<std::string> replaced;  // What stood at `made`, or stood at `gone` if that is all.
};

struct DirtyFile {
  int file = -1;  // Of our own, so that it is found whatever its name has become.
  off_t synced = 0;
};

using FileId = std::pair<dev_t, ino_t>;

std::mutex mutex;
std::vector<NameChange>& Changes() {
  static std::vector<NameChange> changes;
  return changes;
}
std::map<FileId, DirtyFile>& DirtyFiles() {
  static std::map<FileId, DirtyFile> files;
  return files;
}

std::string FolderOf(const NameChange& change) {
  return fs::path(change.made.empty() ? change.gone : change.made).parent_path().string();
}

std::optional<std::string> Contents(const std::string& path) {
  if (!fs::is_regular_file(path)) return std::nullopt;
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string Absolute(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

void Note(NameChange change) {
  if (!Faults::Get().armed()) return;
  const std::lock_guard<std::mutex> lock(mutex);
  Changes().push_back(std::move(change));
}

void Restore(const std::string& path, const std::optional<std::string>& bytes) {
  if (bytes.has_value()) std::ofstream(path, std::ios::binary | std::ios::trunc) << *bytes;
}

void Undo(const NameChange& change) {
  std::error_code ignored;
  if (change.made.empty()) return Restore(change.gone, change.replaced);
  if (change.gone.empty()) {
    fs::remove_all(change.made, ignored);
    return;
  }
  fs::rename(change.made, change.gone, ignored);
  Restore(change.made, change.replaced);
}

void Cut(const DirtyFile& dirty, bool keep_some) {
  struct stat info {};
  off_t size = dirty.synced;
  if (keep_some && fstat(dirty.file, &info) == 0) size += (info.st_size - size) / 2;
  if (ftruncate(dirty.file, size) != 0) abort();
}

}  // namespace

void FaultFiles::Writing(int file) {
  struct stat info {};
  if (!Faults::Get().armed() || fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto [dirty, is_new] = DirtyFiles().try_emplace({info.st_dev, info.st_ino});
  if (is_new) dirty->second = {dup(file), info.st_size};
}

void FaultFiles::Renaming(const std::string& from, const std::string& to) {
  Note({Absolute(from), Absolute(to), Contents(to)});
}

void FaultFiles::Removing(const std::string& path) { Note({Absolute(path), "", Contents(path)}); }

void FaultFiles::Making(const std::string& folder) {
  if (!fs::exists(folder)) Note({"", Absolute(folder), std::nullopt});
}

void FaultFiles::Synced(int file) {
  struct stat info {};
  if (fstat(file, &info) != 0) return;
  const std::string path = fs::read_symlink("/proc/self/fd/" + std::to_string(file)).string();
  const std::lock_guard<std::mutex> lock(mutex);
  const auto dirty = DirtyFiles().find({info.st_dev, info.st_ino});
  if (dirty != DirtyFiles().end()) {
    close(dirty->second.file);
    DirtyFiles().erase(dirty);
  }
  if (!S_ISDIR(info.st_mode)) return;
  std::vector<NameChange> left;
  for (NameChange& change : Changes()) {
    if (FolderOf(change) != path) left.push_back(std::move(change));
  }
  Changes() = std::move(left);
}

void FaultFiles::Forget() {
  const std::lock_guard<std::mutex> lock(mutex);
  for (const auto& [id, dirty] : DirtyFiles()) close(dirty.file);
  DirtyFiles().clear();
  Changes().clear();
}

void FaultFiles::LoseUnsynced(Unsynced unsynced, uint64_t seed) {
  {
    const std::lock_guard<std::mutex> lock(mutex);
    for (const auto& [id, dirty] : DirtyFiles()) Cut(dirty, unsynced == Unsynced::kSome);
    size_t kept = 0;
    if (unsynced == Unsynced::kSome) {
      kept = static_cast<size_t>(std::mt19937_64(seed)() % (Changes().size() + 1));
    }
    for (size_t last = Changes().size(); last > kept; --last) Undo(Changes()[last - 1]);
  }
  Forget();
}

}  // namespace sucharit::testing
