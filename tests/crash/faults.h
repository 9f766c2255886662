// SPDX-License-Identifier: Apache-2.0
//
// Where a fault strikes, and which. Every write, fsync, rename, truncation and removal that SQLite
// and common/files do, every folder that is made, and every read from the network where
// network_reads.cc is linked, is a point, counted from 1.
#pragma once

#include <atomic>
#include <cstdint>

namespace sucharit::testing {

enum class Fault {
  kNone,      // Only counts.
  kPowerCut,  // From this point on nothing works any more; what wasn't synced may be lost.
  kKill,      // SIGKILL: what was written stays.
  kError,     // This one call fails: EIO.
  kNoSpace,   // This one call fails: ENOSPC.
  kReadOnly,  // From this point on nothing can be changed: EROFS.
};

// One for the process, because system calls know no other. Thread-safe.
class Faults {
 public:
  static Faults& Get();

  // Counts from now on, and strikes at point `at`: of kReadOnly 0 is before everything.
  void Arm(Fault fault, int64_t at);

  // Nothing strikes and nothing is counted any more.
  void Disarm();

  // What happens to the call that is about to be made. kNone: it goes through.
  Fault Next();

  // Whether even opening a file to write it fails.
  bool read_only() const { return read_only_; }

  bool armed() const { return armed_; }

  // After a power cut.
  bool dead() const { return dead_; }

  int64_t points() const { return points_; }

 private:
  Faults() = default;

  std::atomic<bool> armed_{false};
  std::atomic<bool> dead_{false};
  std::atomic<bool> read_only_{false};
  std::atomic<int64_t> points_{0};
  std::atomic<int64_t> at_{0};
  std::atomic<Fault> fault_{Fault::kNone};
};

}  // namespace sucharit::testing
