// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "common/time/clock.h"
#include "server/rpc/rate_limiter.h"

namespace sucharit {

// How often tablets, and addresses of callers who haven't proved who they are, may call. An honest
// tablet makes some five calls a synchronization; a whole agency may enrol its tablets, or log in,
// from behind one address.
struct CallRates {
  explicit CallRates(const Clock& clock)
      : tablets({600, absl::Milliseconds(500)}, 20'000, clock),
        addresses({2'000, absl::Milliseconds(50)}, 20'000, clock) {}

  RateLimiter tablets;    // By id.
  RateLimiter addresses;  // By the address that the call came from; in memory alone, never logged.
};

// "192.0.2.7" of gRPC's "ipv4:192.0.2.7:5000": a caller's ports change.
inline std::string AddressIn(const std::string& peer) { return peer.substr(0, peer.rfind(':')); }

}  // namespace sucharit
