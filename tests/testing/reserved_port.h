// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sucharit::testing {

// A free port of 127.0.0.1, for a program that can't choose one by itself and sets SO_REUSEADDR, as
// most servers do. Nobody else is given the port as long as this lives.
class ReservedPort {
 public:
  ReservedPort();
  ~ReservedPort();
  ReservedPort(const ReservedPort&) = delete;
  ReservedPort& operator=(const ReservedPort&) = delete;

  int number() const { return number_; }

  // 127.0.0.1:PORT.
  std::string address() const { return "127.0.0.1:" + std::to_string(number_); }

 private:
  int socket_ = -1;  // Bound, and never listened on.
  int number_ = 0;
};

}  // namespace sucharit::testing
