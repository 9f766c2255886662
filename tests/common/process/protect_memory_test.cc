// SPDX-License-Identifier: Apache-2.0
#include "common/process/protect_memory.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace sucharit {
namespace {

// Runs `check` in a process of its own, which protection would change for good; what it returned.
template <typename Check>
int InAProcess(Check check) {
  const pid_t child = fork();
  if (child == 0) _exit(check());
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ProtectMemoryTest, LeavesNoCoreDump) {
  const int faults = InAProcess([] {
    ProtectMemory();
    rlimit core{1, 1};
    getrlimit(RLIMIT_CORE, &core);
    return (prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1) + (core.rlim_cur == 0 ? 0 : 2) +
           (core.rlim_max == 0 ? 0 : 4);
  });

  EXPECT_EQ(faults, 0);
}

TEST(ProtectMemoryTest, LocksNothingUnderALimitThatAllocationsWouldMeet) {
  const int locked = InAProcess([] {
    const rlimit limit{1 << 20, 1 << 20};
    setrlimit(RLIMIT_MEMLOCK, &limit);
    return ProtectMemory() ? 1 : 0;
  });

  EXPECT_EQ(locked, 0);
}

// Of /proc/self/status, in kB.
int64_t LockedMemory() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "VmLck:") continue;
    int64_t locked = -1;
    status >> locked;
    return locked;
  }
  return -1;
}

// Only root may turn the limit off; whoever runs this, what is claimed is what the kernel counts.
TEST(ProtectMemoryTest, LocksMemoryWhereTheLimitIsOff) {
  const int faults = InAProcess([] {
    const rlimit off{RLIM_INFINITY, RLIM_INFINITY};
    const bool is_off = setrlimit(RLIMIT_MEMLOCK, &off) == 0;
    const bool locked = ProtectMemory();
    std::vector<char> touched(1 << 20, 'x');
    return (locked == is_off ? 0 : 1) + ((LockedMemory() > 0) == locked ? 0 : 2) +
           (touched.back() == 'x' ? 0 : 4);
  });

  EXPECT_EQ(faults, 0);
}

}  // namespace
}  // namespace sucharit
