// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <utility>

#include "common/response/receipt.h"
#include "tests/bench/measure.h"

namespace sucharit::bench {
namespace {

[[noreturn]] void Give(const std::string& why) {
  std::cerr << "load: " << why << "\n";
  abort();
}

// What all streams of one load share.
struct Shared {
  const Push& push;
  const std::vector<HashedBox>& boxes;
  const size_t batch_size;

  std::mutex mutex;
  std::condition_variable done;
  size_t next = 0;
  size_t running = 0;
  std::vector<double> round_trips = {};

  // The first box of the next batch.
  size_t TakeBatch() {
    const std::lock_guard<std::mutex> lock(mutex);
    const size_t first = next;
    next = std::min(next + batch_size, boxes.size());
    return first;
  }
};

// One tablet's stream. Lives until OnDone.
class BatchStream final
    : public grpc::ClientBidiReactor<v1::PushResponsesRequest, v1::PushResponsesResponse> {
 public:
  BatchStream(v1::CollectService::Stub& stub, Shared& shared)
      : shared_(shared), request_(shared.push.frame) {
    stub.async()->PushResponses(&context_, this);
    if (!SendNext()) StartWritesDone();
    StartCall();
  }

  void OnWriteDone(bool ok) override {
    if (ok) StartRead(&receipt_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (!shared_.push.receipt_key.empty()) Verify();
    round_trips_.push_back(Now() - begin_);
    if (!SendNext()) StartWritesDone();
  }

  void OnDone(const grpc::Status& status) override {
    if (!status.ok()) Give(status.error_message());
    {
      const std::lock_guard<std::mutex> lock(shared_.mutex);
      shared_.round_trips.insert(shared_.round_trips.end(), round_trips_.begin(),
                                 round_trips_.end());
      --shared_.running;
      shared_.done.notify_one();
    }
    delete this;
  }

 private:
  bool SendNext() {
    const size_t first = shared_.TakeBatch();
    const size_t end = std::min(first + shared_.batch_size, shared_.boxes.size());
    request_.clear_boxes();
    ids_.clear();
    for (size_t i = first; i < end; ++i) {
      request_.add_boxes(shared_.boxes[i].box);
      ids_.push_back(shared_.boxes[i].id);
    }
    if (ids_.empty()) return false;
    begin_ = Now();
    StartWrite(&request_);
    return true;
  }

  void Verify() const {
    const auto outcomes =
        VerifyReceipt(request_.round_id(), ids_, receipt_, shared_.push.receipt_key);
    if (!outcomes.ok()) Give(std::string(outcomes.status().message()));
    for (const v1::Outcome outcome : *outcomes) {
      if (outcome != v1::OUTCOME_STORED) Give("a box wasn't stored");
    }
  }

  Shared& shared_;
  grpc::ClientContext context_;
  v1::PushResponsesRequest request_;
  v1::PushResponsesResponse receipt_;
  std::vector<std::string> ids_;
  std::vector<double> round_trips_;
  double begin_ = 0;
};

}  // namespace

std::shared_ptr<grpc::Channel> Connect(const Target& target, size_t tablet) {
  const crypto::Identity& identity = target.tablets[tablet % target.tablets.size()];
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = target.authority_pem;
  options.pem_private_key = identity.private_key_pem;
  options.pem_cert_chain = identity.certificate_pem;
  grpc::ChannelArguments arguments;
  // A connection of its own, as another tablet would have.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  auto channel =
      grpc::CreateCustomChannel(target.address, grpc::SslCredentials(options), arguments);
  if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::minutes(1))) {
    Give("can't connect to " + target.address);
  }
  return channel;
}

Tablets::Tablets(const Target& target, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    stubs_.push_back(v1::CollectService::NewStub(Connect(target, i)));
  }
}

LoadResult Tablets::PushAll(const Push& push, const std::vector<HashedBox>& boxes,
                            size_t batch_size) {
  Shared shared{push, boxes, batch_size, {}, {}};
  shared.running = stubs_.size();
  const double begin = Now();
  for (const auto& stub : stubs_) new BatchStream(*stub, shared);
  std::unique_lock<std::mutex> lock(shared.mutex);
  shared.done.wait(lock, [&] { return shared.running == 0; });
  return {Now() - begin, std::move(shared.round_trips)};
}

Tablets::Stream::~Stream() {
  call->WritesDone();
  if (!call->Finish().ok()) Give("a stream broke");
}

std::unique_ptr<Tablets::Stream> Tablets::Begin(size_t tablet, const Push& push,
                                                const HashedBox& box) {
  auto stream = std::make_unique<Stream>();
  stream->call = stubs_[tablet]->PushResponses(&stream->context);
  v1::PushResponsesRequest request = push.frame;
  request.add_boxes(box.box);
  v1::PushResponsesResponse receipt;
  if (!stream->call->Write(request) || !stream->call->Read(&receipt)) Give("no receipt");
  if (!VerifyReceipt(request.round_id(), {box.id}, receipt, push.receipt_key).ok()) {
    Give("the receipt isn't genuine");
  }
  return stream;
}

}  // namespace sucharit::bench
