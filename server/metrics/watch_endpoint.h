// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/metrics/metrics.h"

namespace sucharit {

// Serves over HTTP, to this machine alone: /metrics for Prometheus, and /health, which answers 200
// while the server can take responses and 503 with the reason's name while it can't. Answers no
// page of a web site that a browser on this machine shows: the request must name a loopback host.
class WatchEndpoint {
 public:
  // Listens on "127.0.0.1:9464"; port 0 takes a free one. `metrics` must outlive it; `health` must
  // be thread-safe. INVALID_ARGUMENT `REASON_CONFIG_MALFORMED` if the address isn't a loopback one;
  // UNAVAILABLE `REASON_ADDRESS_IN_USE`.
  static absl::StatusOr<std::unique_ptr<WatchEndpoint>> Listen(
      const std::string& address, Metrics& metrics, std::function<absl::Status()> health);

  virtual ~WatchEndpoint() = default;

  // Host and port that it listens on; the port is never 0.
  virtual const std::string& address() const = 0;
};

}  // namespace sucharit
