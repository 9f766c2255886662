// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/time/clock.h"
#include "server/users/users.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// A whole server: its database, keys, core and services, listening with TLS from the start. Stops
// gracefully when it goes: no new calls, running ones end or are cut after five seconds, and what
// intake has taken is committed.
class Server {
 public:
  // `clock` must outlive the server; `rules` differ in tests alone. Errors: those of the data and
  // key folder; UNAVAILABLE `REASON_ADDRESS_IN_USE`.
  static absl::StatusOr<std::unique_ptr<Server>> Create(const v1::ServerConfig& config,
                                                        const Clock& clock,
                                                        const UserRules& rules = {});

  virtual ~Server() = default;

  // Host and port that it listens on; the port is never 0.
  virtual const std::string& address() const = 0;
};

}  // namespace sucharit
