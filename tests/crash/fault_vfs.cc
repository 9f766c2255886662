// SPDX-License-Identifier: Apache-2.0
#include "tests/crash/fault_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/crash/fault_files.h"
#include "tests/crash/faults.h"

namespace sucharit::testing {
namespace {

namespace fs = std::filesystem;

// A write or, without bytes, a truncation to `offset`.
struct Change {
  sqlite3_int64 offset = 0;
  std::string bytes;
};

struct Disk {
  std::string durable;
  std::vector<Change> unsynced;
};

std::mutex disks_mutex;
std::map<std::string, Disk>& Disks() {
  static std::map<std::string, Disk> disks;
  return disks;
}

struct File {
  sqlite3_file base;
  const std::string* path;  // Null for files that nobody counts on.
  sqlite3_file* real;
};

File* Ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* Real(sqlite3_file* file) { return Ours(file)->real; }

int Code(Fault fault, int error) { return fault == Fault::kNoSpace ? SQLITE_FULL : error; }

void Apply(const Change& change, std::string& bytes) {
  const auto offset = static_cast<size_t>(change.offset);
  if (change.bytes.empty()) return bytes.resize(std::min(bytes.size(), offset));
  if (bytes.size() < offset + change.bytes.size()) bytes.resize(offset + change.bytes.size());
  bytes.replace(offset, change.bytes.size(), change.bytes);
}

void Note(const File& file, Change change) {
  if (file.path == nullptr) return;
  const std::lock_guard<std::mutex> lock(disks_mutex);
  Disks()[*file.path].unsynced.push_back(std::move(change));
}

int Close(sqlite3_file* file) {
  const int code =
      Real(file)->pMethods == nullptr ? SQLITE_OK : Real(file)->pMethods->xClose(Real(file));
  delete Ours(file)->path;
  return code;
}

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  if (Faults::Get().dead()) return SQLITE_IOERR_READ;
  return Real(file)->pMethods->xRead(Real(file), bytes, size, offset);
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const Fault fault = Faults::Get().Next();
  if (fault != Fault::kNone) return Code(fault, SQLITE_IOERR_WRITE);
  Note(*Ours(file),
       {offset, std::string(static_cast<const char*>(bytes), static_cast<size_t>(size))});
  return Real(file)->pMethods->xWrite(Real(file), bytes, size, offset);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  const Fault fault = Faults::Get().Next();
  if (fault != Fault::kNone) return Code(fault, SQLITE_IOERR_TRUNCATE);
  Note(*Ours(file), {size, ""});
  return Real(file)->pMethods->xTruncate(Real(file), size);
}

int Sync(sqlite3_file* file, int) {
  const Fault fault = Faults::Get().Next();
  if (fault != Fault::kNone) return Code(fault, SQLITE_IOERR_FSYNC);
  if (Ours(file)->path == nullptr) return SQLITE_OK;
  const std::lock_guard<std::mutex> lock(disks_mutex);
  Disk& disk = Disks()[*Ours(file)->path];
  for (const Change& change : disk.unsynced) Apply(change, disk.durable);
  disk.unsynced.clear();
  return SQLITE_OK;
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  return Real(file)->pMethods->xFileSize(Real(file), size);
}
int Lock(sqlite3_file* file, int level) { return Real(file)->pMethods->xLock(Real(file), level); }
int Unlock(sqlite3_file* file, int level) {
  return Real(file)->pMethods->xUnlock(Real(file), level);
}
int CheckReservedLock(sqlite3_file* file, int* held) {
  return Real(file)->pMethods->xCheckReservedLock(Real(file), held);
}
int FileControl(sqlite3_file* file, int operation, void* argument) {
  return Real(file)->pMethods->xFileControl(Real(file), operation, argument);
}
int SectorSize(sqlite3_file* file) { return Real(file)->pMethods->xSectorSize(Real(file)); }
int DeviceCharacteristics(sqlite3_file* file) {
  return Real(file)->pMethods->xDeviceCharacteristics(Real(file));
}
int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return Real(file)->pMethods->xShmMap(Real(file), page, size, extend, memory);
}
int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  return Real(file)->pMethods->xShmLock(Real(file), offset, count, flags);
}
void ShmBarrier(sqlite3_file* file) { Real(file)->pMethods->xShmBarrier(Real(file)); }
int ShmUnmap(sqlite3_file* file, int remove) {
  return Real(file)->pMethods->xShmUnmap(Real(file), remove);
}

constexpr sqlite3_io_methods kMethods = {2,
                                         Close,
                                         Read,
                                         Write,
                                         Truncate,
                                         Sync,
                                         FileSize,
                                         Lock,
                                         Unlock,
                                         CheckReservedLock,
                                         FileControl,
                                         SectorSize,
                                         DeviceCharacteristics,
                                         ShmMap,
                                         ShmLock,
                                         ShmBarrier,
                                         ShmUnmap,
                                         nullptr,
                                         nullptr};

sqlite3_vfs* Underlying(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

std::string Contents(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

// Files that were there before are on the disk.
void Track(const std::string& path) {
  const std::lock_guard<std::mutex> lock(disks_mutex);
  if (Disks().count(path) == 0) Disks()[path].durable = Contents(path);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  constexpr int kTracked = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  File* ours = new (file) File{};
  ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
  if (name != nullptr && (flags & kTracked) != 0) {
    ours->path = new std::string(name);
    Track(name);
  }
  if (Faults::Get().read_only()) {
    flags = (flags & ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE)) | SQLITE_OPEN_READONLY;
  }
  const int code = Underlying(vfs)->xOpen(Underlying(vfs), name, ours->real, flags, out_flags);
  if (code != SQLITE_OK) {
    delete ours->path;
    ours->path = nullptr;
    return code;
  }
  ours->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  const Fault fault = Faults::Get().Next();
  if (fault != Fault::kNone) return Code(fault, SQLITE_IOERR_DELETE);
  {
    const std::lock_guard<std::mutex> lock(disks_mutex);
    Disks().erase(name);
  }
  return Underlying(vfs)->xDelete(Underlying(vfs), name, sync_folder);
}

int Access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
  return Underlying(vfs)->xAccess(Underlying(vfs), name, flags, result);
}
int FullPathname(sqlite3_vfs* vfs, const char* name, int size, char* full) {
  return Underlying(vfs)->xFullPathname(Underlying(vfs), name, size, full);
}

sqlite3_vfs& Vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    sqlite3_vfs made = *system;
    made.szOsFile = static_cast<int>(sizeof(File)) + system->szOsFile;
    made.pNext = nullptr;
    made.zName = "sucharit-fault";
    made.pAppData = system;
    made.xOpen = Open;
    made.xDelete = Delete;
    made.xAccess = Access;
    made.xFullPathname = FullPathname;
    return made;
  }();
  return vfs;
}

// Each change is lost, there, or there up to its middle.
void KeepSome(Disk& disk, std::mt19937_64& random) {
  for (Change& change : disk.unsynced) {
    const auto fate = random() % 3;
    if (fate == 0) continue;
    if (fate == 1 && change.bytes.size() > 1) change.bytes.resize(change.bytes.size() / 2);
    Apply(change, disk.durable);
  }
}

}  // namespace

FaultVfs::FaultVfs() {
  Disks().clear();
  FaultFiles::Forget();
  sqlite3_vfs_register(&Vfs(), 1);
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&Vfs()); }

void FaultVfs::LoseUnsynced(Unsynced unsynced, uint64_t seed) {
  std::mt19937_64 random(seed);
  {
    const std::lock_guard<std::mutex> lock(disks_mutex);
    for (auto& [path, disk] : Disks()) {
      if (!fs::exists(path)) continue;
      if (unsynced == Unsynced::kSome) KeepSome(disk, random);
      std::ofstream(path, std::ios::binary | std::ios::trunc) << disk.durable;
      fs::remove(path + "-shm");
    }
    Disks().clear();
  }
  FaultFiles::LoseUnsynced(unsynced, seed);
}

void FaultVfs::Renamed(const std::string& from, const std::string& to) {
  const std::lock_guard<std::mutex> lock(disks_mutex);
  const std::string below = from + "/";
  std::map<std::string, Disk> moved;
  for (auto& [path, disk] : Disks()) {
    const bool moves = path.compare(0, below.size(), below) == 0;
    moved[moves ? to + path.substr(from.size()) : path] = std::move(disk);
  }
  Disks() = std::move(moved);
}

}  // namespace sucharit::testing
