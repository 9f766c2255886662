// SPDX-License-Identifier: Apache-2.0
//
// How much memory a process has taken, for tests of what must not grow with the data.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>

namespace sucharit::testing {

inline constexpr int64_t kMegabyte = int64_t{1} << 20;

// The address sanitizer keeps what was freed, to notice whoever still uses it.
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SUCHARIT_ADDRESS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SUCHARIT_ADDRESS_SANITIZER)
inline constexpr int64_t kKeptThoughFreed = 512 * kMegabyte;
#else
inline constexpr int64_t kKeptThoughFreed = 0;
#endif

// A figure of /proc/PROCESS/status, in its unit.
inline int64_t ProcessFigure(const std::string& name, pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  std::string word;
  while (file >> word) {
    int64_t value = 0;
    if (word == name + ":" && file >> value) return value;
  }
  ADD_FAILURE() << "no figure " << name << " of process " << process;
  return 0;
}

// The most memory that a process has had so far, in bytes.
inline int64_t PeakMemory(pid_t process = getpid()) {
  return ProcessFigure("VmHWM", process) * 1024;
}

}  // namespace sucharit::testing
