// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/held_port.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sucharit::testing {

// Bound, but never listening: then others who say so as well may listen, and the system gives the
// port to no connection.
HeldPort::HeldPort() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int yes = 1;
  sockaddr_in own = {};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof own;
  if (setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
      bind(socket_, reinterpret_cast<sockaddr*>(&own), size) != 0 ||
      getsockname(socket_, reinterpret_cast<sockaddr*>(&own), &size) != 0) {
    ADD_FAILURE() << "no free port";
  }
  number_ = ntohs(own.sin_port);
}

HeldPort::~HeldPort() { close(socket_); }

}  // namespace sucharit::testing
