// SPDX-License-Identifier: Apache-2.0
#include "client/core/sync_push_stream.h"

#include <algorithm>

#include "common/rpc/status_conversion.h"

namespace sucharit {
namespace {

// How long the observer's wish to stop may go unseen.
constexpr std::chrono::milliseconds kLookUp(200);

}  // namespace

PushStream::PushStream(v1::CollectService::Stub& stub, int call_seconds, SyncObserver& observer)
    : observer_(observer),
      call_time_(call_seconds),
      stream_(stub.AsyncPushResponses(&context_, &queue_, this)) {
  begun_ = Wait(call_time_);
}

PushStream::~PushStream() {
  if (!finished_) {
    context_.TryCancel();
    Finish().IgnoreError();
  }
  queue_.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (queue_.Next(&tag, &ok)) {
  }
}

absl::StatusOr<v1::PushResponsesResponse> PushStream::Exchange(
    const v1::PushResponsesRequest& batch) {
  v1::PushResponsesResponse answer;
  const auto longest =
      call_time_ + std::chrono::seconds(static_cast<int64_t>(batch.ByteSizeLong()) / kSlowestLink);
  if (begun_) {
    stream_->Write(batch, this);
    if (Wait(longest)) {
      stream_->Read(&answer, this);
      if (Wait(longest)) return answer;
    }
  }
  absl::Status status = Finish();
  // The server ended the call without an answer and without an error: whoever it was, nothing was
  // received.
  return status.ok() ? absl::UnavailableError("the server ended the call") : status;
}

bool PushStream::Wait(std::chrono::seconds longest) {
  const auto deadline = std::chrono::system_clock::now() + longest;
  bool cancelled = false;
  while (true) {
    void* tag = nullptr;
    bool ok = false;
    const auto look_up = std::chrono::system_clock::now() + kLookUp;
    const auto next =
        queue_.AsyncNext(&tag, &ok, cancelled ? look_up : std::min(deadline, look_up));
    if (next == grpc::CompletionQueue::GOT_EVENT) return ok && !cancelled;
    if (next == grpc::CompletionQueue::SHUTDOWN) return false;
    if (!cancelled && (observer_.Cancelled() || std::chrono::system_clock::now() >= deadline)) {
      context_.TryCancel();
      cancelled = true;
    }
  }
}

absl::Status PushStream::Finish() {
  grpc::Status status;
  stream_->Finish(&status, this);
  finished_ = true;
  const bool answered = Wait(call_time_);
  if (observer_.Cancelled()) return absl::CancelledError("stopped on request");
  if (!answered || status.error_code() == grpc::StatusCode::CANCELLED) {
    return absl::DeadlineExceededError("the server didn't answer in time");
  }
  return FromGrpcStatus(status);
}

}  // namespace sucharit
