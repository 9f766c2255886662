// SPDX-License-Identifier: Apache-2.0
#include "server/intake/intake.h"

#include <algorithm>
#include <future>
#include <utility>

#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/response/receipt.h"
#include "common/response/sealed_content.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

absl::Status CheckSize(const v1::PushResponsesRequest& request) {
  size_t bytes = 0;
  for (const std::string& box : request.boxes()) bytes += box.size();
  if (request.boxes_size() <= kMostBoxesInABatch && bytes <= kMostBytesInABatch) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BATCH_TOO_LARGE,
                 "more than 1,000 boxes or 1 MiB");
}

}  // namespace

Intake::Intake(ServerDatabase& database, const KeyFolder& keys)
    : boxes_(database), rounds_(database), keys_(keys), thread_([this] { Run(); }) {}

Intake::~Intake() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Intake::Submit(const std::string& device_id, v1::PushResponsesRequest request, Done done) {
  Take({device_id, std::move(request), std::move(done), false});
}

absl::StatusOr<v1::PushResponsesResponse> Intake::Import(v1::PushResponsesRequest request) {
  std::promise<absl::StatusOr<v1::PushResponsesResponse>> answer;
  Take({"", std::move(request), [&answer](auto receipt) { answer.set_value(std::move(receipt)); },
        true});
  return answer.get_future().get();
}

void Intake::Take(Waiting waiting) {
  std::unique_lock<std::mutex> lock(mutex_);
  waiting_.push_back(std::move(waiting));
  if (committing_) return;  // Whoever does sees that this is left.
  CommitWaiting(lock);
  if (stopping_ || !waiting_.empty()) wake_.notify_one();
}

void Intake::CommitWaiting(std::unique_lock<std::mutex>& lock) {
  committing_ = true;
  std::vector<Waiting> group;
  group.swap(waiting_);
  lock.unlock();
  Commit(std::move(group));
  lock.lock();
  committing_ = false;
}

void Intake::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return !committing_ && (stopping_ || !waiting_.empty()); });
    if (waiting_.empty()) return;
    CommitWaiting(lock);
  }
}

void Intake::Commit(std::vector<Waiting> group) {
  std::vector<BoxBatch> batches;
  std::vector<Done> accepted;
  for (Waiting& waiting : group) {
    auto batch = Check(waiting);
    if (batch.ok()) {
      batches.push_back(*std::move(batch));
      accepted.push_back(std::move(waiting.done));
    } else {
      waiting.done(batch.status());
    }
  }
  if (batches.empty()) return;
  const std::vector<BatchOutcome> outcomes = Insert(batches);
  for (size_t i = 0; i < batches.size(); ++i) accepted[i](Answer(batches[i], outcomes[i]));
}

std::vector<BatchOutcome> Intake::Insert(const std::vector<BoxBatch>& batches) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<BatchOutcome> outcomes = boxes_.Insert(batches);
  if (commit_watcher_ == nullptr) return outcomes;
  CommitFigures figures;
  figures.time = std::chrono::steady_clock::now() - begin;
  for (const BatchOutcome& outcome : outcomes) {
    if (outcome.ok()) {
      figures.boxes += outcome->size();
    } else {
      ++figures.failed_batches;
    }
  }
  commit_watcher_(figures);
  return outcomes;
}

absl::StatusOr<const Intake::RoundFacts*> Intake::FactsOf(const std::string& round_id) {
  const auto known = facts_.find(round_id);
  if (known != facts_.end()) return &known->second;
  ASSIGN_OR_RETURN(const RoundRecord round, rounds_.Find(round_id));
  if (round.state == v1::ROUND_STATE_DRAFT) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_STATE,
                   "the round isn't open", crypto::ToHex(round_id));
  }
  ASSIGN_OR_RETURN(const std::string definition, rounds_.Definition(round.definition_digest));
  ASSIGN_OR_RETURN(const Assessment assessment, Assessment::FromBytes(definition));
  ASSIGN_OR_RETURN(crypto::Secret receipt_key, keys_.ReceiptKey(round_id));
  RoundFacts facts{crypto::KeyId(round.sealing_key), assessment.counting_id(),
                   assessment.Questionnaires(),
                   std::make_unique<const crypto::Secret>(std::move(receipt_key))};
  return &facts_.emplace(round_id, std::move(facts)).first->second;
}

absl::StatusOr<BoxBatch> Intake::Check(const Waiting& waiting) {
  const v1::PushResponsesRequest& request = waiting.request;
  RETURN_IF_ERROR(CheckSize(request));
  ASSIGN_OR_RETURN(const RoundFacts* facts, FactsOf(request.round_id()));
  const auto& questionnaires = facts->questionnaires;
  if (std::find(questionnaires.begin(), questionnaires.end(), request.questionnaire()) ==
      questionnaires.end()) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_QUESTIONNAIRE_UNKNOWN,
                   "the round has no such questionnaire");
  }
  if (request.key_id() != facts->key_id) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ROUND_KEY_MISMATCH,
                   "sealed to another key than the round's");
  }
  if (request.counting_digest() != facts->counting_id) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_DEFINITION_MISMATCH,
                   "answered by another definition than the round's");
  }
  BoxBatch batch{
      waiting.device_id, request.round_id(), request.questionnaire(), {}, waiting.from_file};
  for (const std::string& box : request.boxes()) batch.boxes.push_back({BoxId(box), box});
  return batch;
}

absl::StatusOr<v1::PushResponsesResponse> Intake::Answer(const BoxBatch& batch,
                                                         const BatchOutcome& outcome) {
  RETURN_IF_ERROR(outcome.status());
  ASSIGN_OR_RETURN(const RoundFacts* facts, FactsOf(batch.round_id));
  std::vector<std::string> ids;
  for (const StoredBox& box : batch.boxes) ids.push_back(box.box_id);
  return SignReceipt(batch.round_id, ids, *outcome, *facts->receipt_key);
}

}  // namespace sucharit
