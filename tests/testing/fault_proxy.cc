// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/fault_proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace sucharit::testing {
namespace {

constexpr char kPortalPage[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 27\r\n\r\n<html>Please log "
    "in.</html>";

sockaddr_in Loopback(uint16_t port) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return place;
}

void Check(bool done) {
  if (!done) abort();
}

bool WriteAll(int to, const char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t written = send(to, bytes, size, MSG_NOSIGNAL);
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<size_t>(written);
  }
  return true;
}

// The other side sees a reset, not an orderly end.
void Reset(int socket) {
  const linger at_once{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(socket);
}

int Connect(uint16_t port) {
  const int opened = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in place = Loopback(port);
  if (connect(opened, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0) return opened;
  close(opened);
  return -1;
}

}  // namespace

FaultProxy::FaultProxy(uint16_t server_port) : server_port_(server_port) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in place = Loopback(0);
  socklen_t size = sizeof place;
  Check(bind(listener_, reinterpret_cast<sockaddr*>(&place), size) == 0);
  Check(listen(listener_, 64) == 0);
  Check(getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size) == 0);
  port_ = ntohs(place.sin_port);
  Check(pipe2(stop_, O_CLOEXEC) == 0);
  accepting_ = std::thread([this] { Accept(); });
}

FaultProxy::~FaultProxy() {
  close(stop_[1]);
  accepting_.join();
  for (std::thread& connection : connections_) connection.join();
  close(stop_[0]);
  close(listener_);
}

void FaultProxy::Set(const Fault& fault) {
  const std::lock_guard<std::mutex> lock(mutex_);
  fault_ = fault;
}

FaultProxy::Passed FaultProxy::passed() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return passed_;
}

void FaultProxy::Accept() {
  while (true) {
    pollfd waits[2] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    poll(waits, 2, -1);
    if (waits[1].revents != 0) return;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    Fault fault;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      fault = fault_;
      passed_ = {};
    }
    connections_.emplace_back([this, client, fault] { Serve(client, fault); });
  }
}

void FaultProxy::Serve(int client, Fault fault) {
  const int server = Connect(server_port_);
  uint64_t passed[2] = {0, 0};  // By direction.
  const int ends[2] = {client, server};
  bool open = server >= 0;
  while (open) {
    pollfd waits[3] = {{client, POLLIN, 0}, {server, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    poll(waits, 3, -1);
    if (waits[2].revents != 0) break;
    for (int from = 0; from < 2 && open; ++from) {
      if (waits[from].revents == 0) continue;
      char bytes[16384];
      const ssize_t got = recv(ends[from], bytes, sizeof bytes, 0);
      if (got <= 0) open = false;
      if (!open) break;
      const bool limited = from == fault.direction;
      const uint64_t left = limited ? fault.after - passed[from] : sizeof bytes;
      const size_t pass = static_cast<size_t>(std::min<uint64_t>(left, static_cast<uint64_t>(got)));
      passed[from] += pass;
      open = WriteAll(ends[1 - from], bytes, pass);
      const bool reached = limited && pass < static_cast<size_t>(got);
      if (reached && fault.kind == Fault::kReset) open = false;
      if (reached && fault.kind == Fault::kAnswerHttp) {
        WriteAll(client, kPortalPage, sizeof kPortalPage - 1);
        open = false;
      }
      const std::lock_guard<std::mutex> lock(mutex_);
      passed_ = {passed[0], passed[1]};
    }
  }
  Reset(client);
  if (server >= 0) Reset(server);
}

}  // namespace sucharit::testing
