// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/time/clock.h"

namespace sucharit {

// How often one caller may do something: `burst` times at once, and once more each `every`.
struct Rate {
  double burst;
  absl::Duration every;
};

// A token bucket (RFC 2697's committed bucket) for each caller. Remembers the callers of late, at
// most `most_callers`: of more, the one not heard of for longest is forgotten, which gives it a
// full bucket again. Keeps callers' names in memory alone. Thread-safe.
class RateLimiter {
 public:
  // `clock` must outlive it.
  RateLimiter(Rate rate, size_t most_callers, const Clock& clock);

  // Takes one from the caller's bucket. UNAVAILABLE `REASON_RATE_LIMIT` with the seconds to
  // wait if it is empty; asking doesn't make it emptier.
  absl::Status Take(absl::string_view caller);

 private:
  struct Bucket {
    std::string caller;
    double tokens;
    absl::Time filled;
  };

  Bucket& Find(absl::string_view caller, absl::Time now);

  const Rate rate_;
  const size_t most_callers_;
  const Clock& clock_;
  std::mutex mutex_;
  std::list<Bucket> buckets_;  // The one heard of last stands first.
  std::unordered_map<std::string, std::list<Bucket>::iterator> by_caller_;
};

}  // namespace sucharit
