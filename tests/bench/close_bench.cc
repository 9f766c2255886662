// SPDX-License-Identifier: Apache-2.0
//
// How long closing a round takes: every box opened, checked, counted twice and the outcome stored,
// beside opening the same boxes alone on all cores. The boxes are put into a real data folder
// beforehand. A small round is closed before, to see that the time grows with the boxes and no
// faster.
//   close_bench BOXES
#include <algorithm>
#include <fstream>
#include <iostream>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "tests/bench/answers.h"
#include "tests/bench/installation.h"
#include "tests/bench/measure.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"

namespace sucharit::bench {
namespace {

using testing::Require;
using testing::Required;

constexpr size_t kAtOnce = 10'000;
constexpr double kGoalOfAMillion = 60;
constexpr double kMebibyte = 1024;  // In KiB.

// From here on VmHWM is the peak.
void ForgetPeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }

class CloseBench {
 public:
  // Seconds to close a round with so many boxes.
  double Close(char letter, size_t boxes) {
    const RoundRecord round = core_.OpenRound(ItaRound(assessment_, testing::RoundId(letter)));
    Fill(round, boxes);
    ForgetPeakMemory();
    const int64_t before = OwnStatus("VmRSS");
    const double begin = Now();
    const double cpu_begin = OwnCpuSeconds();
    const auto totals = Required(core_.Close(round));
    const double seconds = Now() - begin;
    cpu_ = OwnCpuSeconds() - cpu_begin;
    peak_ = static_cast<double>(OwnStatus("VmHWM") - before) / kMebibyte;
    const auto counted = std::find_if(totals.begin(), totals.end(), [](const v1::Totals& each) {
      return each.questionnaire() == kQuestionnaire;
    });
    if (counted->counted() != static_cast<int64_t>(boxes)) abort();
    return seconds;
  }

  // What the last Close() took of all cores together.
  double cpu() const { return cpu_; }

  // What the last Close() added to the process's memory, at its highest. MiB.
  double peak() const { return peak_; }

  // Seconds to open so many boxes and do nothing with them.
  double OpenOnly(char letter, size_t boxes) {
    const std::string id = testing::RoundId(letter);
    const RoundRecord round = Required(core_.round_store.Find(id));
    const crypto::Secret key = Required(core_.keys.SealingKey(id));
    const auto stored = Required(
        core_.boxes.InTime(id, kQuestionnaire, "", static_cast<int64_t>(std::min(boxes, kAtOnce))));
    const size_t parts = std::max(1U, std::thread::hardware_concurrency());
    const double begin = Now();
    std::vector<std::thread> threads;
    for (size_t part = 0; part < parts; ++part) {
      threads.emplace_back([&, part] {
        for (size_t i = part; i < stored.size(); i += parts) {
          Require(crypto::OpenBox(stored[i].box, round.sealing_key, key).status());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return (Now() - begin) * static_cast<double>(boxes) / static_cast<double>(stored.size());
  }

 private:
  void Fill(const RoundRecord& round, size_t boxes) {
    const ResponseContext context{round.round_id, &assessment_,
                                  assessment_.FindInstrument(kQuestionnaire)};
    for (size_t done = 0; done < boxes; done += kAtOnce) {
      BoxBatch batch{"", round.round_id, kQuestionnaire, {}, true};
      for (std::string& box : SealedBoxes(round, context, std::min(kAtOnce, boxes - done))) {
        std::string id = BoxId(box);
        batch.boxes.push_back({std::move(id), std::move(box)});
      }
      Require(core_.boxes.Insert({batch}).at(0).status());
    }
  }

  const Assessment assessment_ = Required(LoadAssessment("ita-2567"));
  testing::CoreForTests core_;
  double peak_ = 0;
  double cpu_ = 0;
};

void Run(size_t boxes) {
  CloseBench bench;
  const size_t few = boxes / 10;
  const double short_time = bench.Close('a', few);
  const double few_peak = bench.peak();
  const double before = bench.OpenOnly('a', boxes);
  const double seconds = bench.Close('b', boxes);
  const double open_only = (before + bench.OpenOnly('b', boxes)) / 2;
  const double goal = kGoalOfAMillion * static_cast<double>(boxes) / 1e6;
  Print({absl::StrFormat("close: %d boxes opened, checked, counted, stored", boxes),
         absl::StrFormat("%.2f s", seconds), absl::StrFormat("%.2f s opening alone", open_only),
         absl::StrFormat("%.2f", seconds / open_only), absl::StrFormat("<= %.1f s", goal),
         seconds <= goal});
  PrintForReading("close: processor time of it", absl::StrFormat("%.2f s", bench.cpu()));
  PrintForReading(absl::StrFormat("close: time of %d boxes beside a tenth of them", boxes),
                  absl::StrFormat("%.1f times", seconds / short_time));
  PrintForReading(absl::StrFormat("close: peak memory for %d and %d boxes", few, boxes),
                  absl::StrFormat("%.0f MiB, %.0f MiB", few_peak, bench.peak()));
}

}  // namespace
}  // namespace sucharit::bench

int main(int argc, char** argv) {
  size_t boxes = 0;
  if (argc != 2 || !absl::SimpleAtoi(argv[1], &boxes) || boxes < 1000) {
    std::cerr << "usage: close_bench BOXES\n";
    return 2;
  }
  sucharit::bench::Run(boxes);
  return 0;
}
