// SPDX-License-Identifier: Apache-2.0
#include "common/sqlite/read_ahead.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace sucharit::sqlite {
namespace {

// More gains nothing: copying takes the time then.
constexpr sqlite3_int64 kPieceSize = sqlite3_int64{64} * 1024;

// Fewer bytes are no page but a look at the file's head, without a lock at times.
constexpr int kSmallestPage = 512;

// What follows the page of a file that was asked for last.
class Piece {
 public:
  void Drop() {
    size_ = 0;
    failed_ = false;
  }

  // xRead of `file`, from the piece if it is there.
  int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    if (size < kSmallestPage) return file->pMethods->xRead(file, bytes, size, offset);
    if (!Holds(size, offset) && offset == next_) Fill(file, offset);
    next_ = offset + size;
    if (!Holds(size, offset)) return file->pMethods->xRead(file, bytes, size, offset);
    std::memcpy(bytes, bytes_.get() + (offset - offset_), static_cast<size_t>(size));
    return SQLITE_OK;
  }

 private:
  bool Holds(int size, sqlite3_int64 offset) const {
    return offset >= offset_ && offset + size <= offset_ + size_;
  }

  // The piece from `offset` on, or up to the file's end; empty if it can't be read.
  void Fill(sqlite3_file* file, sqlite3_int64 offset) {
    size_ = 0;
    if (failed_) return;
    if (bytes_ == nullptr) bytes_.reset(new (std::nothrow) char[kPieceSize]);
    sqlite3_int64 end = 0;
    failed_ = bytes_ == nullptr || file->pMethods->xFileSize(file, &end) != SQLITE_OK;
    const sqlite3_int64 size = std::min(kPieceSize, end - offset);
    if (failed_ || size <= 0) return;
    failed_ = file->pMethods->xRead(file, bytes_.get(), static_cast<int>(size), offset) !=
              SQLITE_OK;  // Also where the file has become shorter.
    if (failed_) return;
    offset_ = offset;
    size_ = size;
  }

  std::unique_ptr<char[]> bytes_;
  sqlite3_int64 offset_ = 0;
  sqlite3_int64 size_ = 0;
  sqlite3_int64 next_ = -1;  // Behind what was asked for last.
  bool failed_ = false;
};

using Methods = sqlite3_io_methods;

// SQLite gives the memory; the real file stands behind it.
struct File : sqlite3_file {
  Methods methods;
  sqlite3_file* real;
  Piece piece;
};

File& Ours(sqlite3_file* file) { return *static_cast<File*>(file); }

template <auto kMethod, typename... Arguments>
int Forward(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* const real = Ours(file).real;
  return (real->pMethods->*kMethod)(real, arguments...);
}

template <auto kMethod, typename... Arguments>
int DropAndForward(sqlite3_file* file, Arguments... arguments) {
  Ours(file).piece.Drop();
  return Forward<kMethod>(file, arguments...);
}

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return Ours(file).piece.Read(Ours(file).real, bytes, size, offset);
}

void ShmBarrier(sqlite3_file* file) {
  sqlite3_file* const real = Ours(file).real;
  real->pMethods->xShmBarrier(real);
}

// SQLite doesn't look at a file again that it has closed.
int Close(sqlite3_file* file) {
  const int code = Forward<&Methods::xClose>(file);
  Ours(file).~File();
  return code;
}

// Those of the real file's version.
Methods MethodsOf(const sqlite3_file& real) {
  Methods methods = {};
  methods.iVersion = real.pMethods->iVersion;
  methods.xClose = Close;
  methods.xRead = Read;
  methods.xWrite = DropAndForward<&Methods::xWrite>;
  methods.xTruncate = DropAndForward<&Methods::xTruncate>;
  methods.xSync = Forward<&Methods::xSync>;
  methods.xFileSize = Forward<&Methods::xFileSize>;
  methods.xLock = DropAndForward<&Methods::xLock>;
  methods.xUnlock = DropAndForward<&Methods::xUnlock>;
  methods.xCheckReservedLock = Forward<&Methods::xCheckReservedLock>;
  methods.xFileControl = Forward<&Methods::xFileControl>;
  methods.xSectorSize = Forward<&Methods::xSectorSize>;
  methods.xDeviceCharacteristics = Forward<&Methods::xDeviceCharacteristics>;
  methods.xShmMap = Forward<&Methods::xShmMap>;
  methods.xShmLock = DropAndForward<&Methods::xShmLock>;
  methods.xShmBarrier = ShmBarrier;
  methods.xShmUnmap = DropAndForward<&Methods::xShmUnmap>;
  methods.xFetch = Forward<&Methods::xFetch>;
  methods.xUnfetch = Forward<&Methods::xUnfetch>;
  return methods;
}

// The real VFS but for opening; what it keeps in pAppData is there for its own functions.
struct Vfs : sqlite3_vfs {
  explicit Vfs(sqlite3_vfs& under);

  sqlite3_vfs* const real;
  const std::string name;
};

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  sqlite3_vfs* const real = static_cast<Vfs*>(vfs)->real;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return real->xOpen(real, name, file, flags, out_flags);
  File* const ours = new (file) File{};
  ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
  ours->real->pMethods = nullptr;
  const int code = real->xOpen(real, name, ours->real, flags, out_flags);
  if (ours->real->pMethods == nullptr) {  // It won't be closed.
    ours->~File();
    file->pMethods = nullptr;
    return code;
  }
  ours->methods = MethodsOf(*ours->real);
  ours->pMethods = &ours->methods;
  return code;
}

Vfs::Vfs(sqlite3_vfs& under)
    : sqlite3_vfs(under), real(&under), name(absl::StrCat("read-ahead-", under.zName)) {
  szOsFile += static_cast<int>(sizeof(File));
  pNext = nullptr;
  zName = name.c_str();
  xOpen = Open;
}

}  // namespace

const char* ReadAheadVfs() {
  static std::mutex mutex;
  // SQLite knows them as long as the program runs.
  static auto& layers = *new std::vector<std::unique_ptr<Vfs>>;
  sqlite3_initialize();  // So that there is a default.
  const std::lock_guard<std::mutex> lock(mutex);
  sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
  for (const auto& layer : layers) {
    if (layer->real == real) return layer->zName;
  }
  layers.push_back(std::make_unique<Vfs>(*real));
  sqlite3_vfs_register(layers.back().get(), 0);
  return layers.back()->zName;
}

}  // namespace sucharit::sqlite
