// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>

#include <chrono>
#include <memory>

#include "absl/status/statusor.h"
#include "client/core/sync.h"
#include "sucharit/v1/collect.grpc.pb.h"

namespace sucharit {

// One PushResponses call: a batch, its answer, the next batch. Waits for no answer longer than
// `call_seconds` and what the batch's bytes take at kSlowestLink, and ends soon after the observer
// wants it to. Used by one thread.
class PushStream {
 public:
  PushStream(v1::CollectService::Stub& stub, int call_seconds, SyncObserver& observer);
  ~PushStream();
  PushStream(const PushStream&) = delete;
  PushStream& operator=(const PushStream&) = delete;

  // Sends one batch and waits for its answer. After an error the stream is of no more use.
  absl::StatusOr<v1::PushResponsesResponse> Exchange(const v1::PushResponsesRequest& batch);

 private:
  // Whether the operation under way succeeded. Cancels the call when time is up.
  bool Wait(std::chrono::seconds longest);
  absl::Status Finish();

  SyncObserver& observer_;
  const std::chrono::seconds call_time_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<
      grpc::ClientAsyncReaderWriter<v1::PushResponsesRequest, v1::PushResponsesResponse>>
      stream_;
  bool begun_ = false;
  bool finished_ = false;
};

}  // namespace sucharit
