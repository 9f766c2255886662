// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "server/intake/intake.h"
#include "server/metrics/metrics.h"
#include "server/metrics/watch_endpoint.h"
#include "server/store/server_database.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// A server's figures and, if the configuration says so, the endpoint that shows them.
class Watch {
 public:
  // Both must outlive it.
  Watch(const v1::ServerConfig& config, ServerDatabase& database);

  // Counts what `intake` commits. Call it before anything is submitted.
  void CountCommitsOf(Intake& intake);

  // Begins to serve, if configured. The refusals of WatchEndpoint::Listen;
  // REASON_FILE_NOT_WRITABLE.
  absl::Status Start();

  Metrics& metrics() { return metrics_; }

 private:
  // Whether the database answers and the disk has room for another commit.
  absl::Status Health();

  const v1::ServerConfig& config_;
  ServerDatabase& database_;
  Metrics metrics_;
  std::unique_ptr<WatchEndpoint> endpoint_;
};

}  // namespace sucharit
