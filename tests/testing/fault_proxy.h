// SPDX-License-Identifier: Apache-2.0
//
// A network that fails where a test says, and is as slow as it says: passes bytes between a client
// and a server on loopback.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/network_link.h"

namespace sucharit::testing {

class FaultProxy {
 public:
  // To the server at this port of the loopback address.
  explicit FaultProxy(uint16_t server_port);

  // Resets every connection.
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  // Where clients connect.
  uint16_t port() const { return port_; }

  // What happens to each connection that begins from now on, once it has passed so many bytes in
  // one direction.
  struct Fault {
    enum Kind { kReset, kSwallow, kAnswerHttp, kSendTwice } kind = kReset;
    enum Direction { kToServer, kToClient } direction = kToServer;
    uint64_t after = std::numeric_limits<uint64_t>::max();  // Never.
  };
  void Set(const Fault& fault);

  // The network of each connection that begins from now on.
  void SetLink(const NetworkLink& link);

  // What the last connection passed, piece by piece, and all that its client has sent.
  std::vector<Piece> pieces() const;
  std::string sent_to_server() const;

 private:
  class Connection;

  void Accept();
  void Serve(int client, const Fault& fault, const NetworkLink& link);
  void Note(const Piece& piece, const char* bytes);

  const uint16_t server_port_;
  int listener_ = -1;
  int stop_[2] = {-1, -1};  // A pipe: closing its first end stops all threads.
  uint16_t port_ = 0;
  mutable std::mutex mutex_;
  Fault fault_;
  NetworkLink link_;
  std::vector<Piece> pieces_;
  std::string sent_to_server_;
  std::list<std::thread> connections_;  // Of the accepting thread, until that is joined.
  std::thread accepting_;
};

}  // namespace sucharit::testing
