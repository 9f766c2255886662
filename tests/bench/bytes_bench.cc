// SPDX-License-Identifier: Apache-2.0
//
// What a response weighs: sealed, on the wire, and after its round is over; and how long the public
// files of a round take.
//   bytes_bench
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/response/receipt.h"
#include "server/export/round_export.h"
#include "server/scoring/score_files.h"
#include "server/sql/statement.h"
#include "tests/bench/answers.h"
#include "tests/bench/counting_proxy.h"
#include "tests/bench/installation.h"
#include "tests/bench/measure.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/test_data.h"

namespace sucharit::bench {
namespace {

using testing::Require;
using testing::Required;

constexpr double kKibibyte = 1024;
constexpr size_t kEmployees = 55;

void PrintSealed(const Assessment& assessment) {
  size_t largest = 0;
  for (const std::string& questionnaire : assessment.Questionnaires()) {
    largest = std::max(largest, SealedSize(assessment, questionnaire));
  }
  Print({"bytes: an ITA response, sealed and padded", absl::StrFormat("%d", largest), "", "",
         "<= 144", largest <= 144});
}

// A connection of its own, from the first byte of the handshake to the receipt.
void PrintOnTheWire() {
  const Installation installation(1);
  const auto server = installation.StartServer();
  const CountingProxy proxy(installation.target().address);
  Target target = installation.target();
  target.address = proxy.address();
  Tablets tablet(target, 1);
  const int64_t connected = proxy.bytes();
  const std::vector<HashedBox> boxes =
      RandomBoxes(100, SealedSize(installation.assessment(), kQuestionnaire));
  tablet.PushAll({installation.Frame(), installation.round().receipt_key}, boxes, boxes.size());
  const double each = static_cast<double>(proxy.bytes()) / 100;
  Print({"bytes: on the wire for each of a push of 100, both directions, TLS handshake included",
         absl::StrFormat("%.0f", each),
         absl::StrFormat("%.0f the handshake", static_cast<double>(connected) / 100), "", "<= 240",
         each <= 240});
}

// Rounds of ITA 2567 that are closed and published.
class PublishedRounds {
 public:
  PublishedRounds() { Publish('a', 0); }  // What all rounds share: the definition.

  // Bytes that the round keeps in the database.
  int64_t Publish(char letter, size_t citizens) {
    const int64_t before = UsedBytes();
    const RoundRecord round = core_.OpenRound(ItaRound(ita_, testing::RoundId(letter)));
    Fill(round, "IIT", kEmployees);
    Fill(round, "EIT", citizens + kEmployees);
    Import(round);
    Require(core_.Close(round).status());
    Require(core_.results.Publish(round.round_id).status());
    last_ = round.round_id;
    return UsedBytes() - before;
  }

  // Seconds to write the public files of the last round.
  double Export() {
    const v1::Bundle bundle = *Required(core_.publications.Publication(last_));
    RoundExport what;
    what.formats = {ExportFormat::kCsv, ExportFormat::kJson};
    const testing::TemporaryFolder folder;
    const double begin = Now();
    Require(ExportRound(bundle, what, folder.File("export")).status());
    return Now() - begin;
  }

 private:
  int64_t Pragma(const char* sql) {
    auto database = core_.database.Lock();
    sql::Statement query(*database, sql);
    return query.Step() ? query.Int(0) : 0;
  }

  int64_t UsedBytes() {
    return (Pragma("PRAGMA page_count") - Pragma("PRAGMA freelist_count")) *
           Pragma("PRAGMA page_size");
  }

  void Fill(const RoundRecord& round, const std::string& questionnaire, size_t count) {
    const ResponseContext context{round.round_id, &ita_, ita_.FindInstrument(questionnaire)};
    BoxBatch batch{"", round.round_id, questionnaire, {}, true};
    for (const std::string& box : SealedBoxes(round, context, count)) {
      batch.boxes.push_back({BoxId(box), box});
    }
    Require(core_.boxes.Insert({batch}).at(0).status());
  }

  void Import(const RoundRecord& round) {
    v1::ImportScoresRequest request;
    request.set_round_id(round.round_id);
    for (const v1::ImportedScore& score : Required(
             ReadImportedScoresCsv(testing::TestData("bang-tabun-2567-imported-scores.csv")))) {
      *request.add_scores() = score;
    }
    Require(core_.results.Import(request));
  }

  const Assessment ita_ = Required(LoadAssessment("ita-2567"));
  testing::CoreForTests core_;
  std::string last_;
};

void PrintKept() {
  constexpr size_t kMany = 20'000;
  PublishedRounds rounds;
  const auto usual = static_cast<double>(rounds.Publish('b', 109 - kEmployees));
  const auto large = static_cast<double>(rounds.Publish('c', kMany));
  Print({"bytes: a published ITA round of 55 employees and 109 citizens, kept",
         absl::StrFormat("%.0f KiB", usual / kKibibyte), "", "", "<= 64 KiB",
         usual <= 64 * kKibibyte});
  PrintForReading("bytes: what each further response adds to it",
                  absl::StrFormat("%.1f", (large - usual) / static_cast<double>(kMany)));
  std::vector<double> seconds;
  for (int turn = 0; turn < 9; ++turn) seconds.push_back(rounds.Export());
  Print({"export: the public files (CSV, JSON) of a round",
         absl::StrFormat("%.1f ms", Median(seconds) * 1000), "", "", "<= 50 ms",
         Median(seconds) <= 0.05});
}

}  // namespace
}  // namespace sucharit::bench

int main() {
  using namespace sucharit::bench;
  PrintSealed(sucharit::testing::Required(sucharit::LoadAssessment("ita-2567")));
  PrintOnTheWire();
  PrintKept();
  return 0;
}
