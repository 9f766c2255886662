// SPDX-License-Identifier: Apache-2.0
//
// A season of many agencies on one installation: each has a round of ITA 2567, a tablet, and
// responses that were sealed beforehand.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/crypto/certificate.h"
#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/time/clock.h"
#include "sucharit/v1/admin.grpc.pb.h"
#include "sucharit/v1/collect.grpc.pb.h"
#include "sucharit/v1/config.pb.h"
#include "sucharit/v1/result.pb.h"
#include "tests/bench/bare.h"
#include "tests/bench/load.h"
#include "tests/bench/measure.h"

namespace sucharit::bench {

// What a season is played with.
struct SeasonSetup {
  std::string sucharitd;        // The program.
  std::string imported_scores;  // A file of EIT part 2 and OIT that every agency gets.
  std::string folder;           // Holds no installation yet.
  std::string backup_key;       // As the configuration has it. Backups go into the folder, too.
  std::string database;         // A PostgreSQL database without tables, or empty: SQLite.
};

// The season's server and its callers. Every step may be called from several threads, for different
// agencies, in the order below. A refusal ends the program: a season without one is what is
// measured.
class Season {
 public:
  // A new installation, and a running `sucharitd`. `responses` are spread over the agencies, none
  // of which has more than three times what another has.
  Season(const SeasonSetup& setup, size_t agencies, size_t responses);

  size_t agencies() const { return agencies_.size(); }
  size_t responses() const { return responses_; }

  // The administrators: agency, round, the assessors' scores.
  void Create(size_t agency);

  // A passphrase-wrapped copy of the round's key, read back: Argon2id twice.
  void Open(size_t agency);

  // The rounds from agency number `first` on, behind the stopped server and without copies: the
  // cost of a copy is the same for each agency, and thousands take hours.
  void OpenWithoutCopies(size_t first);

  // One tablet, which then learns the round.
  void Enrol(size_t agency);

  // On the tablet; the server has no part in it.
  void Seal(size_t agency);

  // In batches of 100 over a connection of the tablet's own. Each receipt is verified.
  void Push(size_t agency);

  // Closing, the tablet's word that nothing waits, and closing again. Checks that received and
  // counted are what was pushed.
  void Close(size_t agency);

  void Score(size_t agency);
  void Publish(size_t agency);

  // Seconds from the program's start until it listens.
  double Restart();

  Process& server() { return *server_; }
  const std::string& folder() const { return folder_; }

  // Bytes of the data folder.
  int64_t DiskBytes() const;

 private:
  struct Questionnaire {
    std::string id;
    std::vector<HashedBox> boxes;
  };

  struct Agency {
    std::string code;
    std::string round_id;
    v1::RoundOffer offer;
    std::vector<Questionnaire> questionnaires;
  };

  v1::ServerConfig Config() const;
  void Initialize();
  void Start();
  void LogIn();
  void PushQuestionnaire(v1::CollectService::Stub& tablet, const Agency& agency,
                         const Questionnaire& questionnaire) const;
  void ReportNothingWaiting(size_t agency) const;

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const;

  const SystemClock clock_;
  const std::string folder_;
  const std::string database_;
  const std::string backup_key_;
  const std::string sucharitd_;
  const Assessment assessment_;
  const std::vector<v1::ImportedScore> imported_;
  const size_t responses_;
  std::vector<Agency> agencies_;
  Target target_;
  std::shared_ptr<grpc::Channel> administrators_;
  std::string token_;
  std::unique_ptr<Process> server_;
};

// Says why, and ends the program.
[[noreturn]] void Give(const std::string& why);

// Waits when the server is called too often from one address.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Season::Call(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const Request& request) const {
  Stub stub(administrators_);
  while (true) {
    grpc::ClientContext context;
    if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
    Response response;
    const absl::Status status = FromGrpcStatus((stub.*method)(&context, request, &response));
    if (status.ok()) return response;
    if (ReasonOf(status) != v1::REASON_RATE_LIMIT) return status;
    std::this_thread::sleep_for(std::chrono::seconds(1));  // Twenty calls' worth.
  }
}

}  // namespace sucharit::bench
