// SPDX-License-Identifier: Apache-2.0
//
// How fast the real sucharitd takes boxes from many tablets over TLS, each durable before its
// verified receipt, beside what the machine can do without it. Boxes lie in memory before the clock
// starts. Baselines and loads take turns.
//   intake_bench [--quick] [--engine postgres] [ONLY]
// ONLY, to profile: --only-batches, --only-one-by-one or --only-at-once.
// With PostgreSQL the server and the bare program keep boxes in two databases of one cluster, on
// the disk, with Debian's settings.
#include <grpcpp/grpcpp.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "common/process/plain_locks.h"
#include "tests/bench/bare.h"
#include "tests/bench/installation.h"
#include "tests/bench/load.h"
#include "tests/bench/measure.h"
#include "tests/testing/postgres_server.h"

namespace sucharit::bench {
namespace {

constexpr size_t kBatch = 100;
constexpr double kMebibyte = 1024;  // In KiB.

struct Size {
  int turns = 5;
  size_t batched = 50'000;    // Responses of one load in batches.
  size_t one_by_one = 2'000;  // Of one tablet.
  size_t at_once = 20'000;    // Of 32 tablets, one a push.
  size_t steady = 1'000'000;  // While memory is watched.
  size_t connections = 2'000;
};

constexpr Size kQuick{3, 15'000, 500, 6'000, 100'000, 2'000};

std::string Rate(double each_second) { return absl::StrFormat("%.0f/s", each_second); }
std::string Milliseconds(double seconds) { return absl::StrFormat("%.2f ms", seconds * 1000); }
std::string Ratio(double ratio) { return absl::StrFormat("%.2f", ratio); }

// What one load cost the server, for each 1,000 responses.
struct Cost {
  std::vector<double> rate;
  std::vector<double> cpu;
  std::vector<double> beside;  // The rate beside the baseline's.
};

class IntakeBench {
 public:
  IntakeBench(const Size& size, sql::Engine engine)
      : size_(size),
        installation_(64, engine),
        bare_(BareOn(engine)),
        push_{installation_.Frame(), installation_.round().receipt_key},
        echo_push_{installation_.Frame(), ""} {
    Target echo_target = installation_.target();
    echo_server_ = installation_.StartEcho(echo_target);
    server_ = installation_.StartServer();
    eight_.emplace(installation_.target(), 8);
    thirty_two_.emplace(installation_.target(), 32);
    sixty_four_.emplace(installation_.target(), 64);
    one_.emplace(installation_.target(), 1);
    echo_one_.emplace(echo_target, 1);
    echo_thirty_two_.emplace(echo_target, 32);
  }

  void Run() {
    for (int turn = 0; turn < size_.turns; ++turn) {
      for (const double each : FsyncSeconds(installation_.Folder(""), 200)) fsync_.push_back(each);
      InBatches(*eight_, by_eight_);
      InBatches(*sixty_four_, by_sixty_four_);
      OneByOne();
      AtOnce();
    }
    PrintBatches(8, by_eight_);
    PrintBatches(64, by_sixty_four_);
    PrintOneByOne();
    PrintAtOnce();
    Steady();
    Connections();
  }

  // What differs: the store.
  void RunOnPostgres() {
    for (int turn = 0; turn < size_.turns; ++turn) {
      InBatches(*eight_, by_eight_);
      AtOnceBesideBare();
    }
    const double ratio = Median(by_eight_.beside);
    Print({"intake on PostgreSQL: batches of 100 from 8 tablets", Rate(Median(by_eight_.rate)),
           Rate(Median(bare_rate_)) + " bare COPY", Ratio(ratio), ">= 0.50", ratio >= 0.5});
    PrintForReading("intake on PostgreSQL: server's CPU for 1,000 of these",
                    absl::StrFormat("%.3f s", Median(by_eight_.cpu)));
    const double rate = Median(at_once_.rate);
    const double singly = Median(bare_singly_);
    Print({"intake on PostgreSQL: one response a push, 32 tablets", Rate(rate),
           Rate(singly) + " bare, a commit each", Ratio(rate / singly), ">= 5000/s", rate >= 5000});
    PrintForReading("intake on PostgreSQL: server's CPU for 1,000 of these",
                    absl::StrFormat("%.3f s", Median(at_once_.cpu)));
  }

  void OnlyBatches() {
    for (int turn = 0; turn < size_.turns; ++turn) Load(*eight_, size_.batched, kBatch, by_eight_);
    PrintForReading("intake: batches of 100 from 8 tablets, alone", Rate(Median(by_eight_.rate)));
  }

  void OnlyOneByOne() {
    for (int turn = 0; turn < size_.turns; ++turn) OneByOne();
    PrintOneByOne();
  }

  void OnlyAtOnce() {
    for (int turn = 0; turn < size_.turns; ++turn) AtOnce();
    PrintAtOnce();
  }

 private:
  std::vector<HashedBox> Boxes(size_t count) const {
    return RandomBoxes(count, SealedSize(installation_.assessment(), kQuestionnaire));
  }

  // The bare program before and after.
  void InBatches(Tablets& tablets, Cost& cost) {
    const double before = Bare();
    Load(tablets, size_.batched, kBatch, cost);
    cost.beside.push_back(cost.rate.back() / ((before + Bare()) / 2));
  }

  double Bare() {
    const std::vector<HashedBox> boxes = Boxes(size_.batched);
    bare_rate_.push_back(static_cast<double>(boxes.size()) / bare_->Insert(boxes, kBatch));
    return bare_rate_.back();
  }

  std::unique_ptr<BareStore> BareOn(sql::Engine engine) const {
    if (engine == sql::Engine::kSqlite) {
      return std::make_unique<BareSqlite>(installation_.Folder("bare.db"));
    }
    return std::make_unique<BarePostgres>(testing::PostgresServer::Shared().NewDatabase());
  }

  // The round trips.
  std::vector<double> Load(Tablets& tablets, size_t responses, size_t batch, Cost& cost) {
    const std::vector<HashedBox> boxes = Boxes(responses);
    const double before = server_->CpuSeconds();
    LoadResult result = tablets.PushAll(push_, boxes, batch);
    const double thousands = static_cast<double>(responses) / 1000;
    cost.rate.push_back(1000 * thousands / result.seconds);
    cost.cpu.push_back((server_->CpuSeconds() - before) / thousands);
    return std::move(result.round_trips);
  }

  // One response waits for the other: a round trip and a commit each.
  void OneByOne() {
    const std::vector<HashedBox> boxes = Boxes(size_.one_by_one);
    const auto count = static_cast<double>(boxes.size());
    const double commit = bare_->Insert(boxes, 1) / count;
    const double round_trip = echo_one_->PushAll(echo_push_, boxes, 1).seconds / count;
    possible_.push_back(1 / (commit + round_trip));
    bare_commit_.push_back(commit);
    echo_round_trip_.push_back(round_trip);
    Load(*one_, size_.one_by_one, 1, singly_);
    one_by_one_.push_back(singly_.rate.back() / possible_.back());
  }

  void AtOnce() {
    const std::vector<HashedBox> boxes = Boxes(size_.at_once);
    const double before = echo_server_->CpuSeconds();
    const LoadResult echo = echo_thirty_two_->PushAll(echo_push_, boxes, 1);
    const double thousands = static_cast<double>(boxes.size()) / 1000;
    echo_.cpu.push_back((echo_server_->CpuSeconds() - before) / thousands);
    echo_.rate.push_back(1000 * thousands / echo.seconds);
    echo_p99_.push_back(Percentile(echo.round_trips, 0.99));
    p99_.push_back(Percentile(Load(*thirty_two_, size_.at_once, 1, at_once_), 0.99));
  }

  void AtOnceBesideBare() {
    const std::vector<HashedBox> boxes = Boxes(size_.one_by_one);
    bare_singly_.push_back(static_cast<double>(boxes.size()) / bare_->Insert(boxes, 1));
    Load(*thirty_two_, size_.at_once, 1, at_once_);
  }

  void PrintBatches(int tablets, const Cost& cost) {
    const double ratio = Median(cost.beside);
    Print({absl::StrFormat("intake: batches of 100 from %d tablets", tablets),
           Rate(Median(cost.rate)), Rate(Median(bare_rate_)) + " bare SQLite", Ratio(ratio),
           ">= 0.50", ratio >= 0.5});
    const double cpu = Median(cost.cpu);
    Print({absl::StrFormat("intake: server's CPU for 1,000 of these (%d tablets)", tablets),
           absl::StrFormat("%.3f s", cpu), "", "", "<= 0.06 s", cpu <= 0.06});
  }

  void PrintOneByOne() {
    const double ratio = Median(one_by_one_);
    Print({"intake: one response a push, one tablet", Rate(Median(singly_.rate)),
           Rate(Median(possible_)) + " echo + commit", Ratio(ratio), ">= 0.60", ratio >= 0.6});
    PrintForReading(
        "intake: bare echo, bare commit",
        Milliseconds(Median(echo_round_trip_)) + ", " + Milliseconds(Median(bare_commit_)));
  }

  void PrintAtOnce() {
    const double rate = Median(at_once_.rate);
    const double echo = Median(echo_.rate);
    Print({"intake: one response a push, 32 tablets", Rate(rate), Rate(echo) + " echo",
           Ratio(rate / echo), ">= 5000/s", rate >= 5000});
    const double cpu = Median(at_once_.cpu);
    Print({"intake: server's CPU for 1,000 of these (32 tablets)", absl::StrFormat("%.3f s", cpu),
           absl::StrFormat("%.3f s echo", Median(echo_.cpu)), Ratio(cpu / Median(echo_.cpu)),
           "<= 0.13 s", cpu <= 0.13});
    const double allowed = Median(echo_p99_) + 5 * Percentile(fsync_, 0.99);
    const double p99 = Median(p99_);
    Print({"intake: p99 of such a push", Milliseconds(p99),
           Milliseconds(allowed) + " echo's p99 + 5 fsyncs' p99", Ratio(p99 / allowed), "<= 1.00",
           p99 <= allowed});
    PrintForReading("intake: fsync p50, p99", Milliseconds(Percentile(fsync_, 0.5)) + ", " +
                                                  Milliseconds(Percentile(fsync_, 0.99)));
  }

  void Steady() {
    Cost ignored;
    const size_t step = size_.steady / 10;
    Load(*eight_, step, kBatch, ignored);
    const int64_t before = server_->Status("VmRSS");
    for (size_t sent = step; sent < size_.steady; sent += step) {
      Load(*eight_, step, kBatch, ignored);
    }
    const int64_t after = server_->Status("VmRSS");
    const auto grown = static_cast<double>(after - before) / kMebibyte;
    Print({absl::StrFormat("intake: memory grown from %d to %d responses", step, size_.steady),
           absl::StrFormat("%.1f MiB", grown),
           absl::StrFormat("%.0f MiB", static_cast<double>(before) / kMebibyte), "", "<= 8 MiB",
           grown <= 8});
  }

  void Connections() {
    Tablets many(installation_.target(), size_.connections);
    int64_t threads = 0;
    many.PushAndStay(push_, Boxes(size_.connections),
                     [&] { threads = server_->Status("Threads"); });
    const double peak = static_cast<double>(server_->Status("VmHWM")) / kMebibyte;
    Print({absl::StrFormat("intake: threads with %d tablets connected", size_.connections),
           absl::StrFormat("%d", threads), "", "", "<= 32", threads <= 32});
    Print({"intake: peak memory of it all", absl::StrFormat("%.0f MiB", peak), "", "", "<= 300 MiB",
           peak <= 300});
  }

  const Size size_;
  const Installation installation_;
  const std::unique_ptr<BareStore> bare_;
  const Push push_;
  const Push echo_push_;
  std::unique_ptr<Process> echo_server_;
  std::unique_ptr<Process> server_;
  std::optional<Tablets> one_, eight_, thirty_two_, sixty_four_, echo_one_, echo_thirty_two_;

  std::vector<double> fsync_, bare_rate_, bare_singly_, possible_, bare_commit_, echo_round_trip_,
      one_by_one_, echo_p99_, p99_;
  Cost by_eight_, by_sixty_four_, singly_, at_once_, echo_;
};

struct Options {
  Size size;
  sql::Engine engine = sql::Engine::kSqlite;
  void (IntakeBench::*only)() = nullptr;  // Of one load.
};

// nullopt if they can't be understood.
std::optional<Options> Read(const std::vector<std::string>& arguments) {
  const std::map<std::string, void (IntakeBench::*)()> loads = {
      {"--only-batches", &IntakeBench::OnlyBatches},
      {"--only-one-by-one", &IntakeBench::OnlyOneByOne},
      {"--only-at-once", &IntakeBench::OnlyAtOnce}};
  Options options;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const auto load = loads.find(arguments[i]);
    if (load != loads.end()) {
      options.only = load->second;
    } else if (arguments[i] == "--quick") {
      options.size = kQuick;
    } else if (arguments[i] == "--engine" && i + 1 < arguments.size() &&
               arguments[++i] == "postgres") {
      options.engine = sql::Engine::kPostgres;
    } else {
      return std::nullopt;
    }
  }
  return options;
}

void Run(const Options& options) {
  UsePlainLocks();
  AllowManyFiles();
  testing::PostgresServer::KeepOnDisk();
  IntakeBench bench(options.size, options.engine);
  if (options.only != nullptr) {
    (bench.*options.only)();
  } else if (options.engine == sql::Engine::kPostgres) {
    bench.RunOnPostgres();
  } else {
    bench.Run();
  }
}

}  // namespace
}  // namespace sucharit::bench

int main(int argc, char** argv) {
  const auto options = sucharit::bench::Read({argv + 1, argv + argc});
  if (!options.has_value()) {
    std::cerr << "usage: intake_bench [--quick] [--engine postgres] "
                 "[--only-batches | --only-one-by-one | --only-at-once]\n";
    return 2;
  }
  sucharit::bench::Run(*options);
  return 0;
}
