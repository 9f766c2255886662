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
    default:
      errno = EIO;
      return true;
  }
}

}  // namespace

// The names are the linker's.
extern "C" {

ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);

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
