// SPDX-License-Identifier: Apache-2.0
//
// Takes sealed boxes from many tablets and answers each batch once it is on disk. It can't read an
// answer.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/assessment/assessment.h"
#include "common/crypto/secret.h"
#include "server/rounds/key_folder.h"
#include "server/store/box_store.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Limits of one batch, as collect.proto says them.
inline constexpr int kMostBoxesInABatch = 1000;
inline constexpr size_t kMostBytesInABatch = 1 << 20;

// What one group commit did. Tells of no round, tablet or agency.
struct CommitFigures {
  size_t boxes = 0;           // On disk since.
  size_t failed_batches = 0;  // Not on disk: their tablets keep them.
  std::chrono::nanoseconds time{};
};

// One thread that commits whatever has come in since its last commit in one transaction (group
// commit), then signs the receipts. Thread-safe.
class Intake {
 public:
  using CommitWatcher = std::function<void(const CommitFigures&)>;
  using Done = std::function<void(absl::StatusOr<v1::PushResponsesResponse>)>;

  // Both must outlive the intake.
  Intake(ServerDatabase& database, const KeyFolder& keys);

  // Finishes what was submitted.
  ~Intake();
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  // `watcher` is called after each commit, from the intake's thread. Set it before anything is
  // submitted.
  void WatchCommits(CommitWatcher watcher) { commit_watcher_ = std::move(watcher); }

  // Calls `done` once, from the intake's thread: with the signed receipt after the batch is
  // durable, or with the refusal that collect.proto names. Returns at once.
  void Submit(const std::string& device_id, v1::PushResponsesRequest request, Done done);

  // The same for boxes that an administrator brings in from a tablet's file, whichever tablet's it
  // was and whether or not it may still send. Waits for the disk.
  absl::StatusOr<v1::PushResponsesResponse> Import(v1::PushResponsesRequest request);

 private:
  struct Waiting {
    std::string device_id;
    v1::PushResponsesRequest request;
    Done done;
    bool from_file = false;
  };

  // What doesn't change about an open round.
  struct RoundFacts {
    std::string key_id;
    std::string counting_id;
    std::vector<std::string> questionnaires;
    std::unique_ptr<const crypto::Secret> receipt_key;
  };

  void Run();
  void Commit(std::vector<Waiting> group);
  absl::StatusOr<const RoundFacts*> FactsOf(const std::string& round_id);
  std::vector<BatchOutcome> Insert(const std::vector<BoxBatch>& batches);
  absl::StatusOr<BoxBatch> Check(const Waiting& waiting);
  absl::StatusOr<v1::PushResponsesResponse> Answer(const BoxBatch& batch,
                                                   const BatchOutcome& outcome);

  BoxStore boxes_;
  RoundStore rounds_;
  const KeyFolder& keys_;
  CommitWatcher commit_watcher_;
  std::map<std::string, RoundFacts> facts_;  // Used by the intake's thread alone.

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sucharit
