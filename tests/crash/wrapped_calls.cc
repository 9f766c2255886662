// SPDX-License-Identifier: Apache-2.0
//
// The system's calls as common/files makes them. Syncing does nothing: what a power cut takes is
// modelled, and a test needn't wait for the disk.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

#include "tests/crash/fault_files.h"
#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"

namespace {

using sucharit::testing::Fault;
using sucharit::testing::FaultFiles;
using sucharit::testing::Faults;
using sucharit::testing::FaultVfs;

// Sets errno and returns true if the call shall fail.
bool Fails() {
  switch (Faults::Get().Next()) {
    case Fault::kNone:
    case Fault::kKill:
      return false;
    case Fault::kNoSpace:
      errno = ENOSPC;
      return true;
    case Fault::kReadOnly:
      errno = EROFS;
      return true;
    default:
      errno = EIO;
      return true;
  }
}

// The same for what is no point of its own.
bool IsReadOnly() {
  if (Faults::Get().read_only()) errno = EROFS;
  return Faults::Get().read_only();
}

}  // namespace

// The names are the linker's.
extern "C" {

int __real_open(const char* path, int flags, ...);
int __real_mkostemp(char* name, int flags);
char* __real_mkdtemp(char* name);
int __real_chmod(const char* path, mode_t mode);
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);

int __wrap_open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) == 0 ? 0 : va_arg(arguments, mode_t);
  va_end(arguments);
  const bool writes = (flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0;
  return writes && IsReadOnly() ? -1 : __real_open(path, flags, mode);
}

int __wrap_mkostemp(char* name, int flags) {
  return IsReadOnly() ? -1 : __real_mkostemp(name, flags);
}

char* __wrap_mkdtemp(char* name) { return IsReadOnly() ? nullptr : __real_mkdtemp(name); }

int __wrap_chmod(const char* path, mode_t mode) {
  return IsReadOnly() ? -1 : __real_chmod(path, mode);
}

ssize_t __wrap_write(int file, const void* bytes, size_t size) {
  if (Fails()) return -1;
  FaultFiles::Writing(file);
  return __real_write(file, bytes, size);
}

int __wrap_fsync(int file) {
  if (Fails()) return -1;
  FaultFiles::Synced(file);
  return 0;
}

int __wrap_rename(const char* from, const char* to) {
  if (Fails()) return -1;
  FaultFiles::Renaming(from, to);
  const int code = __real_rename(from, to);
  if (code == 0) FaultVfs::Renamed(from, to);
  return code;
}

int __wrap_unlink(const char* path) {
  if (Fails()) return -1;
  FaultFiles::Removing(path);
  return __real_unlink(path);
}

// In the system's place, for std::filesystem calls it from its own library.
int mkdir(const char* path, mode_t mode) noexcept {
  if (Fails()) return -1;
  FaultFiles::Making(path);
  return static_cast<int>(syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

}  // extern "C"
