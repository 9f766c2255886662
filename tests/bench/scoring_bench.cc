// SPDX-License-Identifier: Apache-2.0
//
// Scores from stored counts, and counts from kept rows, from a real data folder.
//   scoring_bench ROUNDS ROWS     8300 10000000; a tenth of the rows gives the same ratios
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/crypto/digest.h"
#include "common/process/share_work.h"
#include "server/anonymize/recount.h"
#include "server/publish/publication.h"
#include "server/scoring/score_files.h"
#include "server/scoring/scoring.h"
#include "server/scoring/tally.h"
#include "server/sql/statement.h"
#include "tests/bench/installation.h"
#include "tests/bench/measure.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/test_data.h"

namespace sucharit::bench {
namespace {

using testing::Require;
using testing::Required;

constexpr int kTurns = 5;
constexpr size_t kItems = 24;
constexpr size_t kChoices = 6;
constexpr size_t kRowsOfARound = 20'000;

// From one item's counters to the next: for each value of a byte one, and a few more, so that they
// don't all fall into the same sets of the cache, which some processors have too few of.
constexpr size_t kStride = 256 + 8;

std::string IdOf(size_t number) {
  return crypto::Sha256(absl::StrCat("round ", number)).substr(0, kRoundIdSize);
}

std::string TestFile(const char* name) {
  return testing::TestData(absl::StrCat("bang-tabun-2567-", name, ".csv"));
}

// Rounds like the one that is there, without the seconds that opening so many would take.
void CopyRound(sql::Database& database, const std::string& from, size_t rounds) {
  Require(
      sql::Statement(database, "CREATE TEMP TABLE copied AS SELECT * FROM round WHERE round_id = ?")
          .BindBlob(from)
          .Run());
  sql::Statement rename(database, "UPDATE copied SET round_id = ?");
  sql::Statement insert(database, "INSERT INTO round SELECT * FROM copied");
  for (size_t number = 0; number < rounds; ++number) {
    Require(rename.BindBlob(IdOf(number)).Run());
    Require(insert.Run());
  }
}

// Every agency's counts and imported scores are Bang Tabun's.
class ScoringBench {
 public:
  explicit ScoringBench(size_t rounds) : rounds_(rounds) {
    const std::string id = core_.OpenRound(ItaRound(ita_, testing::RoundId('a'))).round_id;
    auto database = core_.database.Lock();
    sql::Transaction transaction(*database);
    CopyRound(*database, id, rounds);
    sql::Statement tally(*database, "INSERT INTO tally VALUES(?, ?, ?, 0, 0, 0)");
    sql::Statement score(*database, "INSERT INTO imported_score VALUES(?, ?, ?, ?, '', '')");
    for (size_t number = 0; number < rounds; ++number) {
      for (const v1::Tally& each : Tallies()) {
        Require(tally.BindBlob(IdOf(number))
                    .BindText(each.questionnaire())
                    .BindBlob(each.SerializeAsString())
                    .Run());
      }
      for (const v1::ImportedScore& each : imported_) {
        Require(score.BindBlob(IdOf(number))
                    .BindText(each.part())
                    .BindText(each.node())
                    .BindText(each.score())
                    .Run());
      }
    }
    Require(transaction.Commit());
  }

  void Run() {
    std::vector<double> all;
    for (int turn = 0; turn < kTurns; ++turn) all.push_back(ScoreAll());
    const double goal = 5.0 * static_cast<double>(rounds_) / 8300;
    Print({absl::StrFormat("scoring: %d rounds scored and written", rounds_),
           absl::StrFormat("%.2f s", Median(all)), "", "", absl::StrFormat("<= %.2f s", goal),
           Median(all) <= goal});
    const double one = Percentile(each_, 0.5);
    Print({"scoring: one round (median)", absl::StrFormat("%.3f ms", one * 1000), "", "", "<= 1 ms",
           one <= 0.001});
  }

 private:
  const std::vector<v1::Tally>& Tallies() const { return tallies_; }

  // Seconds to read each round's counts and imported scores, score it, and have all on the disk.
  double ScoreAll() {
    const std::string path = folder_.File("scores");
    const double begin = Now();
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    for (size_t number = 0; number < rounds_; ++number) {
      const double round_begin = Now();
      const std::string id = IdOf(number);
      v1::Scores scores = Required(ComputeScores(ita_, Required(core_.result_store.Tallies(id)),
                                                 Required(core_.result_store.Imported(id))));
      const std::string bytes = MakePublication(std::move(scores)).scores().SerializeAsString();
      file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      each_.push_back(Now() - round_begin);
    }
    file.close();
    const int written = open(path.c_str(), O_RDONLY);
    if (fsync(written) != 0) abort();
    close(written);
    return Now() - begin;
  }

  const size_t rounds_;
  const Assessment ita_ = Required(LoadAssessment("ita-2567"));
  const std::vector<v1::Tally> tallies_ = {
      Required(ReadResponsesCsv(TestFile("iit-responses"), ita_, *ita_.FindInstrument("IIT"))),
      Required(ReadResponsesCsv(TestFile("eit-responses"), ita_, *ita_.FindInstrument("EIT")))};
  const std::vector<v1::ImportedScore> imported_ =
      Required(ReadImportedScoresCsv(TestFile("imported-scores")));
  testing::TemporaryFolder folder_;
  testing::CoreForTests core_;
  std::vector<double> each_;
};

// A survey of 24 items with six choices that keeps its rows.
Assessment TwentyFourItems() {
  v1::Definition definition = testing::SmallDefinition();
  definition.mutable_privacy()->set_rows(v1::ROWS_KEEP);
  v1::Item first;
  for (const v1::Item& item : definition.items()) {
    if (item.id() == "S1") first = item;
  }
  while (definition.items_size() > 0 && definition.items(0).instrument() == "S") {
    definition.mutable_items()->DeleteSubrange(0, 1);
  }
  for (size_t number = 1; number <= kItems; ++number) {
    v1::Item& item = *definition.add_items();
    item = first;
    item.set_id(absl::StrCat("S", number));
  }
  return Required(Assessment::FromDefinition(definition));
}

class RecountBench {
 public:
  explicit RecountBench(size_t rows) : rows_(rows / kRowsOfARound) {
    uint64_t state = 88'172'645'463'325'252;
    for (std::string& rows_of_round : rows_) {
      rows_of_round.resize(kRowsOfARound * kItems);
      for (char& answer : rows_of_round) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        answer = static_cast<char>(1 + (state >> 32) % kChoices);
      }
    }
    Store();
  }

  void Run() {
    std::vector<double> ours;
    std::vector<double> plain;
    std::vector<double> ratios;
    for (int turn = 0; turn < kTurns; ++turn) {
      plain.push_back(PlainLoop());
      ours.push_back(Recount());
      ratios.push_back(ours.back() / plain.back());
    }
    Print({absl::StrFormat("recount: %d kept rows of 24 items, %d rounds, from the data folder",
                           kRowsOfARound * rows_.size(), rows_.size()),
           absl::StrFormat("%.3f s", Median(ours)),
           absl::StrFormat("%.3f s plain loop in memory", Median(plain)),
           absl::StrFormat("%.2f", Median(ratios)), "<= 2.00", Median(ratios) <= 2});
  }

 private:
  void Store() {
    const std::string id = core_.OpenRound('a').round_id;
    auto database = core_.database.Lock();
    sql::Transaction transaction(*database);
    CopyRound(*database, id, rows_.size());
    for (size_t number = 0; number < rows_.size(); ++number) {
      std::vector<std::string> rows;
      for (size_t row = 0; row < kRowsOfARound; ++row) {
        rows.push_back(rows_[number].substr(row * kItems, kItems));
      }
      Require(InsertRows(*database, IdOf(number), "S", rows));
    }
    Require(transaction.Commit());
    Require(database->Checkpoint());
  }

  double PlainLoop() {
    const double begin = Now();
    for (const std::string& rows : rows_) {
      int64_t counts[kItems][kStride] = {};
      for (size_t i = 0; i < rows.size(); i += kItems) {
        for (size_t item = 0; item < kItems; ++item) {
          ++counts[item][static_cast<unsigned char>(rows[i + item])];
        }
      }
      sum_ += counts[0][1];
    }
    return Now() - begin;
  }

  // As `sucharit check` goes through the rounds.
  double Recount() {
    RowStore store(core_.database);
    const double begin = Now();
    ShareWork(rows_.size(), [&](size_t number) {
      const ResponseContext context{IdOf(number), &assessment_, assessment_.FindInstrument("S")};
      const v1::Tally tally = Required(RecountRows(store, context));
      if (tally.respondents() != static_cast<int64_t>(kRowsOfARound)) abort();
    });
    return Now() - begin;
  }

  const Assessment assessment_ = TwentyFourItems();
  std::vector<std::string> rows_;  // Of each round.
  testing::CoreForTests core_;
  int64_t sum_ = 0;  // So that the plain loop does something.
};

}  // namespace
}  // namespace sucharit::bench

int main(int argc, char** argv) {
  size_t rounds = 0;
  size_t rows = 0;
  if (argc != 3 || !absl::SimpleAtoi(argv[1], &rounds) || !absl::SimpleAtoi(argv[2], &rows)) {
    std::cerr << "usage: scoring_bench ROUNDS ROWS\n";
    return 2;
  }
  sucharit::bench::ScoringBench(rounds).Run();
  sucharit::bench::RecountBench(rows).Run();
  return 0;
}
