// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>

namespace sucharit::testing {

// A real server in a process of its own, with one round of the small definition open that takes
// cards. So programs beside it may be killed, and the test's own process, which forks them, need
// have no threads. One thread.
class ServerProcess {
 public:
  static constexpr int kCards = 6;

  ServerProcess();
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Its address and the files that an administrator has.
  const std::string& address() const { return address_; }
  std::string profile() const { return folder_ + "/profile"; }

  // A one-time ticket.
  std::string Ticket() { return Ask("ticket"); }

  // A card's code, as printed.
  std::string Card(int number) { return Ask("card " + std::to_string(number)); }

  // The responses that came since this was asked last, each as the positions of its two answers,
  // sorted: "00 11 20".
  std::string NewResponses() { return Ask("new"); }

 private:
  std::string Ask(const std::string& question);

  pid_t pid_ = -1;
  int socket_ = -1;
  std::string folder_;
  std::string address_;
};

}  // namespace sucharit::testing
