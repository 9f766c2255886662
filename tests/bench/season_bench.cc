// SPDX-License-Identifier: Apache-2.0
//
// A whole season of many agencies, compressed in time, against the real sucharitd: what each step
// costs, what it needs, and whether it costs more the more agencies there are.
//   season_bench SUCHARITD IMPORTED_SCORES FOLDER AGENCIES RESPONSES COPIES [DATABASE]
// COPIES: how many agencies wrap a copy of their round's key, which takes a second each; the
// others' rounds are opened without. FOLDER is empty or new, and keeps the installation for whoever
// wants to look at it. DATABASE: a PostgreSQL database without tables, instead of SQLite.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "common/process/plain_locks.h"
#include "tests/bench/season.h"

namespace sucharit::bench {
namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr double kKibibytesOfAMebibyte = 1024.0;
// Administrators and tablets that call at the same time.
constexpr size_t kFew = 2;
constexpr size_t kMany = 8;

// Runs a season's steps one after the other, and prints a line for each.
class Stopwatch {
 public:
  explicit Stopwatch(Season& season) : season_(season) {
    std::cout << "| step | seconds | ms an agency | of the first tenth | of the last tenth | "
                 "server's CPU s | peak MiB | data folder MiB |\n|---|---|---|---|---|---|---|---|"
              << std::endl;
  }

  // All agencies, so many at a time.
  void Run(const std::string& step, size_t workers, void (Season::*work)(size_t)) {
    Run(step, workers, work, season_.agencies());
  }

  // The first of them.
  void Run(const std::string& step, size_t workers, void (Season::*work)(size_t), size_t count) {
    season_.server().ForgetPeak();
    const double cpu = season_.server().CpuSeconds();
    const double begin = Now();
    const std::vector<double> times = Times(workers, work, count);
    const double seconds = Now() - begin;
    total_ += seconds;
    const auto agencies = static_cast<double>(count);
    const size_t tenth = std::max<size_t>(1, times.size() / 10);
    const auto end = static_cast<std::ptrdiff_t>(tenth);
    std::cout << absl::StreamFormat(
                     "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f |", step, seconds,
                     seconds * 1e3 / agencies, Median({times.begin(), times.begin() + end}) * 1e3,
                     Median({times.end() - end, times.end()}) * 1e3,
                     season_.server().CpuSeconds() - cpu,
                     static_cast<double>(season_.server().Status("VmHWM")) / kKibibytesOfAMebibyte,
                     static_cast<double>(season_.DiskBytes()) / kMebibyte)
              << std::endl;
  }

  double total() const { return total_; }

 private:
  // Seconds of each agency, in the order of the agencies.
  std::vector<double> Times(size_t workers, void (Season::*work)(size_t), size_t count) {
    std::vector<double> times(count);
    std::atomic<size_t> next = 0;
    std::vector<std::thread> threads;
    for (size_t i = 0; i < workers; ++i) {
      threads.emplace_back([&] {
        for (size_t agency = next++; agency < times.size(); agency = next++) {
          const double begin = Now();
          (season_.*work)(agency);
          times[agency] = Now() - begin;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return times;
  }

  Season& season_;
  double total_ = 0;
};

void Play(Season& season, size_t copies) {
  std::cout << absl::StreamFormat("%d agencies, %d responses\n\n", season.agencies(),
                                  season.responses());
  Stopwatch stopwatch(season);
  stopwatch.Run("agencies, rounds, imported scores", kFew, &Season::Create);
  if (copies > 0) {
    stopwatch.Run(absl::StrFormat("key copies, opening (%d agencies)", copies), kFew, &Season::Open,
                  copies);
  }
  if (copies < season.agencies()) season.OpenWithoutCopies(copies);
  stopwatch.Run("enrolling a tablet each", kFew, &Season::Enrol);
  stopwatch.Run("sealing (tablets alone)", kFew, &Season::Seal);
  stopwatch.Run("pushing", kMany, &Season::Push);
  stopwatch.Run("closing, counting", kFew, &Season::Close);
  stopwatch.Run("scores", kFew, &Season::Score);
  stopwatch.Run("publishing", kFew, &Season::Publish);
  const double restart = season.Restart();
  std::cout << absl::StreamFormat("\ntotal %.0f s; starting with all of it: %.2f s\n",
                                  stopwatch.total(), restart)
            << std::endl;
}

}  // namespace
}  // namespace sucharit::bench

int main(int argc, char** argv) {
  size_t agencies = 0;
  size_t responses = 0;
  size_t copies = 0;
  if (argc < 8 || argc > 9 || !absl::SimpleAtoi(argv[5], &agencies) ||
      !absl::SimpleAtoi(argv[6], &responses) || agencies < 1 || responses < agencies ||
      !absl::SimpleAtoi(argv[7], &copies)) {
    std::cerr << "usage: season_bench SUCHARITD IMPORTED_SCORES FOLDER BACKUP_KEY AGENCIES "
                 "RESPONSES COPIES [DATABASE]\n";
    return 2;
  }
  sucharit::UsePlainLocks();
  std::filesystem::create_directories(argv[3]);
  sucharit::bench::Season season({argv[1], argv[2], argv[3], argv[4], argc == 9 ? argv[8] : ""},
                                 agencies, responses);
  sucharit::bench::Play(season, std::min(copies, agencies));
  return 0;
}
