// SPDX-License-Identifier: Apache-2.0
//
// A season in little, with a fault at every point of it: push, intake, close, anonymize, import,
// back up, publish, restore. After each fault somebody starts again and finishes; then every
// response that a tablet holds a receipt for is counted, once.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "tests/crash/fault_vfs.h"
#include "tests/crash/faults.h"
#include "tests/crash/season.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

namespace fs = std::filesystem;

using testing::Fault;
using testing::Faults;
using testing::FaultVfs;
using testing::ReadFile;
using testing::Season;
using testing::Unsynced;

struct Kind {
  const char* name;
  Fault fault;
  Unsynced unsynced = Unsynced::kDropped;
};

void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

// Points that the short run tries of each kind.
constexpr int64_t kSampled = 16;

// Receipts that tablets hold, which a killed process must not take with it: one bit a response.
class Receipts {
 public:
  Receipts()
      : bits_(static_cast<std::atomic<uint64_t>*>(mmap(nullptr, sizeof(std::atomic<uint64_t>),
                                                       PROT_READ | PROT_WRITE,
                                                       MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    *bits_ = 0;
  }
  ~Receipts() { munmap(bits_, sizeof(std::atomic<uint64_t>)); }
  Receipts(const Receipts&) = delete;
  Receipts& operator=(const Receipts&) = delete;

  std::atomic<uint64_t>& bits() { return *bits_; }

 private:
  std::atomic<uint64_t>* bits_;
};

class CrashTest : public ::testing::TestWithParam<Kind> {
 protected:
  // A copy of the installation that the season begins with.
  std::string Begin(int64_t number) {
    const std::string folder = folder_.File("run" + std::to_string(number));
    fs::copy(folder_.File("template"), folder, fs::copy_options::recursive);
    return folder;
  }

  // Runs until the fault strikes, or to the end. Returns the number of points passed.
  int64_t Run(const std::string& folder, const Kind& kind, int64_t at, Receipts& receipts) {
    if (kind.fault == Fault::kKill) {
      RunAndKill(folder, at, receipts);
      return at;
    }
    const FaultVfs vfs;
    Faults::Get().Arm(kind.fault, at);
    const absl::Status status = Season(folder, receipts.bits()).Run();
    const int64_t points = Faults::Get().points();
    if (kind.fault == Fault::kPowerCut) {
      FaultVfs::LoseUnsynced(kind.unsynced, static_cast<uint64_t>(at));
    }
    Faults::Get().Disarm();
    EXPECT_TRUE(status.ok() || kind.fault != Fault::kNone) << status;
    return points;
  }

  static void RunAndKill(const std::string& folder, int64_t at, Receipts& receipts) {
    const pid_t child = fork();
    if (child == 0) {
      const FaultVfs vfs;
      Faults::Get().Arm(Fault::kKill, at);
      Season(folder, receipts.bits()).Run().IgnoreError();
      _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
  }

  const testing::TemporaryFolder folder_;
};

// Losses and duplicates, for the figures.
struct Findings {
  int64_t runs = 0;
  int64_t lost = 0;
  int64_t twice = 0;
};

TEST_P(CrashTest, LosesNoReceiptedResponseAndCountsNoneTwice) {
  const Kind kind = GetParam();
  Season::Install(folder_.File("template"));
  Receipts clean_receipts;
  const std::string clean = Begin(0);
  const int64_t points = Run(clean, {"", Fault::kNone}, 0, clean_receipts);
  const std::string expected = Season(clean, clean_receipts.bits()).Bundle();
  ASSERT_FALSE(expected.empty());
  const bool all = std::getenv("SUCHARIT_FAULTS") != nullptr;
  const int64_t step = all ? 1 : std::max<int64_t>(1, points / kSampled);
  Findings found;

  for (int64_t at = all ? 1 : 1 + points % step / 2; at <= points; at += step) {
    SCOPED_TRACE(std::string(kind.name) + " at point " + std::to_string(at));
    Receipts receipts;
    const std::string folder = Begin(at);
    Run(folder, kind, at, receipts);
    Season season(folder, receipts.bits());
    ++found.runs;
    found.lost += season.ReceiptedButGone();

    ASSERT_EQ(season.ReceiptedButGone(), 0);
    const absl::Status finished = season.Run();
    ASSERT_TRUE(finished.ok()) << finished;
    found.twice += season.Counted() - Season::kResponses;
    ASSERT_EQ(season.Counted(), Season::kResponses);
    ASSERT_EQ(season.Bundle(), expected);
    ASSERT_EQ(season.WhatIsWrong(), "");
    fs::remove_all(folder);
  }
  std::cout << kind.name << ": " << points << " fault points, " << found.runs << " runs, "
            << found.lost << " losses, " << found.twice << " duplicates\n";
}

INSTANTIATE_TEST_SUITE_P(
    AllFaults, CrashTest,
    ::testing::Values(Kind{"PowerCutThatDropsWhatIsNotSynced", Fault::kPowerCut},
                      Kind{"PowerCutThatKeepsAndTearsSome", Fault::kPowerCut, Unsynced::kSome},
                      Kind{"Kill", Fault::kKill}, Kind{"InputOutputError", Fault::kError},
                      Kind{"NoSpace", Fault::kNoSpace}, Kind{"ReadOnly", Fault::kReadOnly}),
    [](const ::testing::TestParamInfo<Kind>& kind) { return kind.param.name; });

}  // namespace
}  // namespace sucharit
