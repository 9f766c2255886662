// SPDX-License-Identifier: Apache-2.0
#include "server/metrics/watch_endpoint.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kSecondsToWaitForARequest = 5;

struct HostAndPort {
  std::string host;
  int port = 0;
};

absl::Status NotALoopbackAddress(const std::string& address) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED,
                 "not an address of this machine alone, such as 127.0.0.1:9464",
                 absl::StrCat("watch_address (", address, ")"));
}

absl::StatusOr<HostAndPort> Parse(const std::string& address) {
  const size_t colon = address.rfind(':');
  HostAndPort parsed;
  if (colon == std::string::npos || !absl::SimpleAtoi(address.substr(colon + 1), &parsed.port) ||
      parsed.port < 0 || parsed.port > 65535) {
    return NotALoopbackAddress(address);
  }
  parsed.host = address.substr(0, colon);
  if (parsed.host != "127.0.0.1" && parsed.host != "localhost") return NotALoopbackAddress(address);
  return parsed;
}

// A page from elsewhere can make a browser call this machine by a name of its own, but not by one
// of these.
bool NamesThisMachine(const httplib::Request& request) {
  const std::string host = request.get_header_value("Host");
  const std::string name = host.substr(0, host.rfind(':'));
  return name == "127.0.0.1" || name == "localhost";
}

class HttpEndpoint final : public WatchEndpoint {
 public:
  HttpEndpoint(Metrics& metrics, std::function<absl::Status()> health)
      : metrics_(metrics), health_(std::move(health)) {
    server_.new_task_queue = [] { return new httplib::ThreadPool(2); };
    server_.set_read_timeout(kSecondsToWaitForARequest, 0);
    server_.set_keep_alive_max_count(1);
    server_.set_payload_max_length(0);
    // The library would let several processes share the port.
    server_.set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    server_.set_pre_routing_handler([](const httplib::Request& request, httplib::Response& answer) {
      if (NamesThisMachine(request)) return httplib::Server::HandlerResponse::Unhandled;
      answer.status = 403;
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.Get("/metrics", [this](const httplib::Request&, httplib::Response& answer) {
      answer.set_content(metrics_.Text(), "text/plain; version=0.0.4; charset=utf-8");
    });
    server_.Get("/health", [this](const httplib::Request&, httplib::Response& answer) {
      AnswerHealth(answer);
    });
  }

  ~HttpEndpoint() override {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Start(const HostAndPort& place) {
    int port = place.port;
    if (port == 0) {
      port = server_.bind_to_any_port(place.host);
    } else if (!server_.bind_to_port(place.host, port)) {
      port = -1;
    }
    address_ = absl::StrCat(place.host, ":", port);
    if (port <= 0) {
      return Refused(absl::StatusCode::kUnavailable, v1::REASON_ADDRESS_IN_USE,
                     "can't listen there", absl::StrCat(place.host, ":", place.port));
    }
    thread_ = std::thread([this] {
      server_.listen_after_bind();
      ended_ = true;
    });
    // Until it runs, the library ignores stop().
    while (!server_.is_running() && !ended_) std::this_thread::yield();
    return absl::OkStatus();
  }

  const std::string& address() const override { return address_; }

 private:
  void AnswerHealth(httplib::Response& answer) const {
    const absl::Status health = health_();
    answer.status = health.ok() ? 200 : 503;
    answer.set_content(health.ok() ? "ok\n" : absl::StrCat(v1::Reason_Name(ReasonOf(health)), "\n"),
                       "text/plain; charset=utf-8");
  }

  Metrics& metrics_;
  const std::function<absl::Status()> health_;
  httplib::Server server_;
  std::string address_;
  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<WatchEndpoint>> WatchEndpoint::Listen(
    const std::string& address, Metrics& metrics, std::function<absl::Status()> health) {
  ASSIGN_OR_RETURN(const HostAndPort place, Parse(address));
  auto endpoint = std::make_unique<HttpEndpoint>(metrics, std::move(health));
  RETURN_IF_ERROR(endpoint->Start(place));
  return std::unique_ptr<WatchEndpoint>(std::move(endpoint));
}

}  // namespace sucharit
