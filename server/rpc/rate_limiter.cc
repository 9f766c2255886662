// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/rate_limiter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/reason.h"

namespace sucharit {

RateLimiter::RateLimiter(Rate rate, size_t most_callers, const Clock& clock)
    : rate_(rate), most_callers_(most_callers), clock_(clock) {}

absl::Status RateLimiter::Take(absl::string_view caller) {
  const absl::Time now = clock_.Now();
  const std::lock_guard<std::mutex> lock(mutex_);
  Bucket& bucket = Find(caller, now);
  // A clock that was set back fills nothing.
  const double filled = std::max(0.0, absl::FDivDuration(now - bucket.filled, rate_.every));
  bucket.tokens = std::min(rate_.burst, bucket.tokens + filled);
  bucket.filled = now;
  if (bucket.tokens < 1) {
    const auto wait = absl::Ceil(rate_.every * (1 - bucket.tokens), absl::Seconds(1));
    return Refused(absl::StatusCode::kUnavailable, v1::REASON_RATE_LIMIT,
                   "too many calls in a short time", absl::StrCat(absl::ToInt64Seconds(wait)));
  }
  bucket.tokens -= 1;
  return absl::OkStatus();
}

RateLimiter::Bucket& RateLimiter::Find(absl::string_view caller, absl::Time now) {
  std::string name(caller);
  const auto known = by_caller_.find(name);
  if (known != by_caller_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
    return buckets_.front();
  }
  if (buckets_.size() >= most_callers_) {
    by_caller_.erase(buckets_.back().caller);
    buckets_.pop_back();
  }
  buckets_.push_front({name, rate_.burst, now});
  by_caller_.emplace(std::move(name), buckets_.begin());
  return buckets_.front();
}

}  // namespace sucharit
