// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace sucharit::testing {

// What becomes of writes that weren't synced when the power went.
enum class Unsynced {
  kDropped,  // All are lost.
  kSome,     // Each is lost, there, or torn in its middle, at random.
};

// SQLite's files through the fault layer, for all connections opened while the object lives. Files
// hold at any time what the operating system would show; what is on the disk for sure is kept
// beside them.
class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  // Makes the files, also those of common/files, what the disk has after a power cut. All
  // connections are closed. `seed` decides what is there of unsynced writes.
  static void LoseUnsynced(Unsynced unsynced, uint64_t seed);

  // A folder has got another name.
  static void Renamed(const std::string& from, const std::string& to);
};

}  // namespace sucharit::testing
