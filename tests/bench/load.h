// SPDX-License-Identifier: Apache-2.0
//
// Many tablets that push what is in memory, on few threads: a connection each, one batch in flight,
// receipts verified.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "common/crypto/certificate.h"
#include "server/store/round_store.h"
#include "sucharit/v1/collect.grpc.pb.h"
#include "tests/bench/bare.h"

namespace sucharit::bench {

// Who is pushed to, and as whom.
struct Target {
  std::string address;
  std::string authority_pem;
  std::vector<crypto::Identity> tablets;  // Used in turn.
};

// A connection of its own that is ready. Aborts after a minute.
std::shared_ptr<grpc::Channel> Connect(const Target& target, size_t tablet);

// What is pushed for.
struct Push {
  v1::PushResponsesRequest frame;  // Without boxes.
  std::string receipt_key;         // Empty: receipts aren't verified (an echo signs none).
};

// How a load went.
struct LoadResult {
  double seconds = 0;
  std::vector<double> round_trips;  // Seconds from a batch to its verified receipt.
};

// Connections that stay open between loads.
class Tablets {
 public:
  // Opens so many connections.
  Tablets(const Target& target, size_t count);

  // All boxes, by whichever tablet is free, so many a batch, one stream a tablet. Aborts if one
  // isn't stored.
  LoadResult PushAll(const Push& push, const std::vector<HashedBox>& boxes, size_t batch_size);

  // One box a tablet on a stream that stays open until this ends; calls `then` in between.
  template <typename Then>
  void PushAndStay(const Push& push, const std::vector<HashedBox>& boxes, const Then& then) {
    std::vector<std::unique_ptr<Stream>> streams;
    for (size_t i = 0; i < stubs_.size(); ++i) streams.push_back(Begin(i, push, boxes[i]));
    then();
  }

 private:
  // An open stream on which one box was pushed.
  struct Stream {
    ~Stream();
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReaderWriter<v1::PushResponsesRequest, v1::PushResponsesResponse>>
        call;
  };
  std::unique_ptr<Stream> Begin(size_t tablet, const Push& push, const HashedBox& box);

  std::vector<std::unique_ptr<v1::CollectService::Stub>> stubs_;
};

}  // namespace sucharit::bench
