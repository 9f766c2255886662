// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace sucharit::testing {

// A free port of the loopback address that nobody else gets while the object lives, also not while
// the server that listens there is stopped. A server can listen at it that sets SO_REUSEADDR, as
// gRPC's do.
class HeldPort {
 public:
  HeldPort();
  ~HeldPort();
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

  uint16_t number() const { return number_; }

  // 127.0.0.1:PORT.
  std::string address() const { return "127.0.0.1:" + std::to_string(number_); }

 private:
  int socket_ = -1;
  uint16_t number_ = 0;
};

}  // namespace sucharit::testing
