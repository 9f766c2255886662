// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/counting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace sucharit::bench {
namespace {

constexpr int kPollMilliseconds = 50;

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int PortOf(const std::string& address) {
  int port = 0;
  if (!absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) abort();
  return port;
}

}  // namespace

CountingProxy::CountingProxy(const std::string& target_address) : target_address_(target_address) {
  sockaddr_in own = Loopback(0);
  socklen_t size = sizeof(own);
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listening_, reinterpret_cast<sockaddr*>(&own), size) != 0 ||
      listen(listening_, 1) != 0 ||
      getsockname(listening_, reinterpret_cast<sockaddr*>(&own), &size) != 0) {
    abort();
  }
  address_ = absl::StrCat("127.0.0.1:", ntohs(own.sin_port));
  thread_ = std::thread([this] { Run(); });
}

CountingProxy::~CountingProxy() {
  stopping_ = true;
  thread_.join();
  close(listening_);
}

bool CountingProxy::Pass(int from, int to) {
  char buffer[1 << 14];
  const ssize_t got = read(from, buffer, sizeof(buffer));
  if (got <= 0) return false;
  bytes_ += got;
  return write(to, buffer, static_cast<size_t>(got)) == got;
}

void CountingProxy::Run() {
  const int tablet = accept(listening_, nullptr, nullptr);
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in target = Loopback(PortOf(target_address_));
  if (connect(server, reinterpret_cast<sockaddr*>(&target), sizeof(target)) != 0) abort();
  bool open = true;
  while (open && !stopping_) {
    pollfd waiting[] = {{tablet, POLLIN, 0}, {server, POLLIN, 0}};
    poll(waiting, 2, kPollMilliseconds);
    if (waiting[0].revents != 0) open = Pass(tablet, server);
    if (open && waiting[1].revents != 0) open = Pass(server, tablet);
  }
  close(server);
  close(tablet);
}

}  // namespace sucharit::bench
