// SPDX-License-Identifier: Apache-2.0
#include "client/core/captive_portal.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr char kSubject[] = "captive portal";
constexpr std::chrono::milliseconds kPatience(3000);

// "HTTP/1.1 302": all that is looked at.
constexpr size_t kStatusLine = 12;

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;
using Deadline = std::chrono::steady_clock::time_point;

class Socket {
 public:
  explicit Socket(const addrinfo& address)
      : descriptor_(socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
                           address.ai_protocol)) {}
  ~Socket() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool Connect(const addrinfo& address, Deadline deadline) const {
    if (descriptor_ < 0) return false;
    if (connect(descriptor_, address.ai_addr, address.ai_addrlen) == 0) return true;
    int error = 0;
    socklen_t size = sizeof(error);
    return errno == EINPROGRESS && Wait(POLLOUT, deadline) &&
           getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
  }

  bool Send(const std::string& text) const {
    return send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }

  // As many bytes as come, `most` at most.
  std::string Receive(size_t most, Deadline deadline) const {
    std::string all;
    while (all.size() < most && Wait(POLLIN, deadline)) {
      char piece[kStatusLine];
      const ssize_t size = recv(descriptor_, piece, std::min(sizeof(piece), most - all.size()), 0);
      if (size <= 0) break;
      all.append(piece, static_cast<size_t>(size));
    }
    return all;
  }

 private:
  bool Wait(short event, Deadline deadline) const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waited{descriptor_, event, 0};
    return poll(&waited, 1, static_cast<int>(std::max<int64_t>(0, left.count()))) == 1;
  }

  const int descriptor_;
};

// Host and port; both empty if there are none.
std::pair<std::string, std::string> Split(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return {};
  absl::string_view host = absl::string_view(address).substr(0, colon);
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  return {std::string(host), address.substr(colon + 1)};
}

Addresses LookUp(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) found = nullptr;
  return {found, &freeaddrinfo};
}

// A web server that speaks TLS tells whoever doesn't so by 400: no portal, but another server.
bool IsPage(const std::string& answer) {
  return answer.size() == kStatusLine && absl::StartsWith(answer, "HTTP/1.") &&
         !absl::EndsWith(answer, " 400");
}

}  // namespace

bool AnswersPlainHttp(const std::string& address, std::chrono::milliseconds patience) {
  const auto [host, port] = Split(address);
  const Addresses addresses = LookUp(host, port);
  if (!addresses) return false;
  const Deadline deadline = std::chrono::steady_clock::now() + patience;
  const Socket socket(*addresses);
  return socket.Connect(*addresses, deadline) &&
         socket.Send(
             absl::StrCat("GET / HTTP/1.1\r\nHost: ", host, "\r\nConnection: close\r\n", "\r\n")) &&
         IsPage(socket.Receive(kStatusLine, deadline));
}

absl::Status TellCaptivePortal(const absl::Status& status, const std::string& address) {
  if (!absl::IsUnavailable(status) || !AnswersPlainHttp(address, kPatience)) return status;
  return CaptivePortalError();
}

absl::Status CaptivePortalError() {
  return Refused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER,
                 "a web page answers in place of the server", kSubject);
}

bool IsCaptivePortal(const absl::Status& status) {
  return ReasonOf(status) == v1::REASON_NOT_OUR_SERVER && SubjectOf(status) == kSubject;
}

}  // namespace sucharit
