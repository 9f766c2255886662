// SPDX-License-Identifier: Apache-2.0
//
// The system's calls as common/files makes them. Syncing does nothing: what a power cut takes is
// modelled, and a test needn't wait for the disk.
#include <sys/types.h>

#include <cerrno>

#include "tests/crash/faults.h"

namespace {

using sucharit::testing::Fault;
using sucharit::testing::Faults;

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
  return Fails() ? -1 : __real_write(file, bytes, size);
}

int __wrap_fsync(int) { return Fails() ? -1 : 0; }

int __wrap_rename(const char* from, const char* to) {
  return Fails() ? -1 : __real_rename(from, to);
}

int __wrap_unlink(const char* path) { return Fails() ? -1 : __real_unlink(path); }

}  // extern "C"
