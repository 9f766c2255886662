// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace sucharit::bench {

// Stands between one tablet and the server and counts what passes, TLS and all, in both directions.
class CountingProxy {
 public:
  // Listens on a free port of 127.0.0.1 for one connection to 127.0.0.1:`port`.
  explicit CountingProxy(const std::string& target_address);
  ~CountingProxy();
  CountingProxy(const CountingProxy&) = delete;
  CountingProxy& operator=(const CountingProxy&) = delete;

  const std::string& address() const { return address_; }
  int64_t bytes() const { return bytes_; }

 private:
  void Run();

  // Passes on what is there to read; false at the end.
  bool Pass(int from, int to);

  const std::string target_address_;
  std::string address_;
  int listening_ = -1;
  std::atomic<int64_t> bytes_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace sucharit::bench
