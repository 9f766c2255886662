// SPDX-License-Identifier: Apache-2.0
//
// A tablet's season with a fault at every point of it: enrol, answer, finish, push, export. After
// each fault somebody starts the tablet again; then what it had shown holds, and once it has
// finished the server has each response once.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <new>
#include <ostream>
#include <string>

#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"
#include "tests/crash/server_process.h"
#include "tests/crash/tablet_season.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using testing::Fault;
using testing::Faults;
using testing::FaultVfs;
using testing::Promises;
using testing::ServerProcess;
using testing::TabletSeason;
using testing::TabletSurroundings;
using testing::Unsynced;

struct Kind {
  const char* name;
  Fault fault;
  Unsynced unsynced = Unsynced::kDropped;
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

// Points that the short run tries of each kind.
constexpr int64_t kSampled = 8;

// Runs `work` in a process of its own, for gRPC can't be forked and a kill ends it all. What it
// returns; "killed" if it was.
std::string InChild(const std::function<std::string()>& work) {
  int ends[2];
  if (pipe(ends) != 0) abort();
  const pid_t child = fork();
  if (child == 0) {
    const std::string words = work();
    if (write(ends[1], words.data(), words.size()) < 0) abort();
    _exit(0);
  }
  close(ends[1]);
  std::string words;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;) {
    words.append(buffer, static_cast<size_t>(got));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) return words;
  return WTERMSIG(status) == SIGKILL ? "killed" : "died of " + std::to_string(WTERMSIG(status));
}

class TabletCrashTest : public ::testing::TestWithParam<Kind> {
 protected:
  TabletCrashTest()
      : promises_(new (mmap(nullptr, sizeof(Promises), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Promises()) {
    for (int card = 0; card < ServerProcess::kCards; ++card) {
      surroundings_.cards[card] = server_.Card(card);
    }
    surroundings_.address = server_.address();
    surroundings_.profile = server_.profile();
  }
  ~TabletCrashTest() override { munmap(promises_, sizeof(Promises)); }

  // A new tablet that nobody has shown anything yet.
  void Begin(int64_t number) {
    new (promises_) Promises();
    surroundings_.folder = folder_.File("run" + std::to_string(number));
    std::filesystem::create_directory(surroundings_.folder);
    surroundings_.ticket = server_.Ticket();
  }

  // Runs until the fault strikes, or to the end. Returns the number of points passed.
  int64_t Run(const Kind& kind, int64_t at) {
    const std::string points = InChild([&] {
      const FaultVfs vfs;
      Faults::Get().Arm(kind.fault, at);
      TabletSeason(surroundings_, *promises_).Run().IgnoreError();
      const int64_t passed = Faults::Get().points();
      if (kind.fault == Fault::kPowerCut) {
        FaultVfs::LoseUnsynced(kind.unsynced, static_cast<uint64_t>(at));
      }
      Faults::Get().Disarm();
      return std::to_string(passed);
    });
    return points == "killed" ? at : std::stoll(points);
  }

  // What is wrong after somebody has started the tablet again and done what was left.
  std::string Finish() {
    return InChild([&]() -> std::string {
      TabletSeason season(surroundings_, *promises_);
      std::string words = season.WhatIsBroken();
      if (!words.empty()) return words;
      const absl::Status finished = season.Run();
      return finished.ok() ? season.WhatIsLeft() : finished.ToString();
    });
  }

  const testing::TemporaryFolder folder_;
  ServerProcess server_;
  Promises* const promises_;
  TabletSurroundings surroundings_;
};

TEST_P(TabletCrashTest, KeepsWhatItHasShownAndSendsEachResponseOnce) {
  const Kind kind = GetParam();
  Begin(0);
  const int64_t points = Run({"", Fault::kNone}, 0);
  ASSERT_EQ(Finish(), "");
  ASSERT_EQ(server_.NewResponses(), TabletSeason::Expected());
  ASSERT_GT(points, 100);
  const bool all = std::getenv("SUCHARIT_FAULTS") != nullptr;
  const int64_t step = all ? 1 : std::max<int64_t>(1, points / kSampled);
  int64_t runs = 0;

  for (int64_t at = all ? 1 : 1 + points % step / 2; at <= points; at += step) {
    SCOPED_TRACE(std::string(kind.name) + " at point " + std::to_string(at));
    Begin(at);
    Run(kind, at);
    ++runs;

    ASSERT_EQ(Finish(), "");
    ASSERT_EQ(server_.NewResponses(), TabletSeason::Expected());
    std::filesystem::remove_all(surroundings_.folder);
  }
  std::cout << kind.name << ": " << points << " fault points, " << runs << " runs\n";
}

INSTANTIATE_TEST_SUITE_P(
    AllFaults, TabletCrashTest,
    ::testing::Values(Kind{"PowerCutThatDropsWhatIsNotSynced", Fault::kPowerCut},
                      Kind{"PowerCutThatKeepsAndTearsSome", Fault::kPowerCut, Unsynced::kSome},
                      Kind{"Kill", Fault::kKill},
                      Kind{"InputOutputErrorOrLostConnection", Fault::kError},
                      Kind{"NoSpaceOrLostConnection", Fault::kNoSpace},
                      Kind{"ReadOnly", Fault::kReadOnly}),
    [](const ::testing::TestParamInfo<Kind>& kind) { return kind.param.name; });

}  // namespace
}  // namespace sucharit
