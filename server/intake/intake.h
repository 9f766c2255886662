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

// Commits whatever has come in since the last commit in one transaction (group commit), then signs
// the receipts. Where nobody is committing, who submits does so at once, which saves changes of
// thread; what comes in meanwhile is left to a thread of the intake's own. Thread-safe.
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

  // `watcher` is called after each commit, never twice at a time. Set it before anything is
  // submitted.
  void WatchCommits(CommitWatcher watcher) { commit_watcher_ = std::move(watcher); }

  // Calls `done` once, from whichever thread commits: with the signed receipt after the batch is
  // durable, or with the refusal that collect.proto names. Waits for one commit at the most, and
  // of several callers only one does.
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
  void Take(Waiting waiting);

  // The lock is held before and after, not meanwhile.
  void CommitWaiting(std::unique_lock<std::mutex>& lock);
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
  std::map<std::string, RoundFacts> facts_;  // Used by whoever commits.

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> waiting_;
  bool committing_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace sucharit
