// SPDX-License-Identifier: Apache-2.0
//
// What common/files writes, renames, removes and makes, as long as a power cut would still take it
// back: bytes until their file is synced, names until their folder is.
#pragma once

#include <cstdint>
#include <string>

#include "tests/crash/fault_vfs.h"

namespace sucharit::testing {

// One for the process, as Faults. Each is told before the call that it is about, but the last two.
// Thread-safe.
class FaultFiles {
 public:
  static void Writing(int file);
  static void Renaming(const std::string& from, const std::string& to);
  static void Removing(const std::string& path);
  static void Making(const std::string& folder);

  // The file's bytes are on disk; if it is a folder, the names in it.
  static void Synced(int file);

  // Everything is on disk.
  static void Forget();

  // Takes back what wasn't synced. A folder's names change in an order, so of kSome the first ones
  // are there; a file that wasn't synced is cut.
  static void LoseUnsynced(Unsynced unsynced, uint64_t seed);
};

}  // namespace sucharit::testing
