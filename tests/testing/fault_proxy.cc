// SPDX-License-Identifier: Apache-2.0
#include "tests/testing/fault_proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
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

void FaultProxy::SetLink(const NetworkLink& link) {
  const std::lock_guard<std::mutex> lock(mutex_);
  link_ = link;
}

std::vector<Piece> FaultProxy::pieces() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return pieces_;
}

std::string FaultProxy::sent_to_server() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return sent_to_server_;
}

// One connection: two sockets, and what is on its way between them.
class FaultProxy::Connection {
 public:
  Connection(FaultProxy& proxy, int client, int server, const Fault& fault, const NetworkLink& link)
      : proxy_(proxy), ends_{client, server}, fault_(fault), lanes_{Lane(link), Lane(link)} {}

  // Until an end closes, the fault breaks it, or the proxy stops.
  void Serve() {
    while (open_ && Wait()) {
      for (const size_t from : {size_t{0}, size_t{1}}) {
        if (open_ && readable_[from]) Read(from);
        if (open_) Deliver(from);
      }
    }
  }

 private:
  // False once the proxy stops.
  bool Wait() {
    pollfd waits[3] = {
        {ends_[0], EventsOf(0), 0}, {ends_[1], EventsOf(1), 0}, {proxy_.stop_[0], POLLIN, 0}};
    poll(waits, 3, Patience());
    readable_[0] = waits[0].revents != 0;
    readable_[1] = waits[1].revents != 0;
    return waits[2].revents == 0;
  }

  short EventsOf(size_t from) const { return lanes_[from].full() ? short{0} : short{POLLIN}; }

  // Milliseconds until something arrives; without end if nothing is on its way.
  int Patience() const {
    int least = -1;
    for (const Lane& lane : lanes_) {
      if (lane.empty()) continue;
      const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(
          lane.next() - std::chrono::steady_clock::now());
      const int mine = static_cast<int>(std::max<int64_t>(wait.count() + 1, 0));
      least = least < 0 ? mine : std::min(least, mine);
    }
    return least;
  }

  void Read(size_t from) {
    char bytes[16384];
    const ssize_t got = recv(ends_[from], bytes, sizeof bytes, 0);
    open_ = got > 0;
    if (!open_) return;
    const auto size = static_cast<size_t>(got);
    const bool limited = from == static_cast<size_t>(fault_.direction);
    const uint64_t left = limited ? fault_.after - std::min(fault_.after, passed_[from]) : size;
    const size_t pass = std::min<uint64_t>(left, size);
    passed_[from] += pass;
    Put(from, bytes, pass);
    if (pass < size) Break(from, bytes + pass, size - pass);
  }

  void Put(size_t from, const char* bytes, size_t size) {
    if (size == 0) return;
    proxy_.Note({from == 0 ? Way::kToServer : Way::kToClient, size, delivered_[1 - from]}, bytes);
    lanes_[from].Put(bytes, size, std::chrono::steady_clock::now());
  }

  // What passes the place where the fault begins.
  void Break(size_t from, const char* bytes, size_t size) {
    switch (fault_.kind) {
      case Fault::kSwallow:
        return;
      case Fault::kSendTwice:
        Put(from, bytes, size);
        Put(from, bytes, size);
        return;
      case Fault::kAnswerHttp:
        WriteAll(ends_[0], kPortalPage, sizeof kPortalPage - 1);
        break;
      case Fault::kReset:
        Deliver(from);
        break;
    }
    open_ = false;
  }

  void Deliver(size_t from) {
    const std::string arrived = lanes_[from].Take(std::chrono::steady_clock::now());
    delivered_[from] += arrived.size();
    if (!arrived.empty()) open_ = WriteAll(ends_[1 - from], arrived.data(), arrived.size());
  }

  FaultProxy& proxy_;
  const int ends_[2];  // The client's and the server's, as the directions are counted.
  const Fault fault_;
  Lane lanes_[2];
  bool readable_[2] = {false, false};
  uint64_t passed_[2] = {0, 0};
  size_t delivered_[2] = {0, 0};
  bool open_ = true;
};

void FaultProxy::Note(const Piece& piece, const char* bytes) {
  const std::lock_guard<std::mutex> lock(mutex_);
  pieces_.push_back(piece);
  if (piece.way == Way::kToServer) sent_to_server_.append(bytes, piece.size);
}

void FaultProxy::Accept() {
  while (true) {
    pollfd waits[2] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    poll(waits, 2, -1);
    if (waits[1].revents != 0) return;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    const std::lock_guard<std::mutex> lock(mutex_);
    pieces_.clear();
    sent_to_server_.clear();
    connections_.emplace_back(
        [this, client, fault = fault_, link = link_] { Serve(client, fault, link); });
  }
}

void FaultProxy::Serve(int client, const Fault& fault, const NetworkLink& link) {
  const int server = Connect(server_port_);
  if (server >= 0) Connection(*this, client, server, fault, link).Serve();
  Reset(client);
  if (server >= 0) Reset(server);
}

}  // namespace sucharit::testing
