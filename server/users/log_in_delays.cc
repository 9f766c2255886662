// SPDX-License-Identifier: Apache-2.0
#include "server/users/log_in_delays.h"

#include <algorithm>

namespace sucharit {
namespace {

constexpr int kFreeAttempts = 3;
constexpr int kMostDoublings = 10;
constexpr absl::Duration kLongest = absl::Minutes(15);
constexpr size_t kMostNames = 4096;

// abseil's strings and the standard ones don't compare here.
std::string Key(absl::string_view name) { return std::string(name); }

}  // namespace

int64_t LogInDelays::SecondsToWait(absl::string_view name, absl::Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = records_.find(Key(name));
  if (found == records_.end()) return 0;
  const absl::Duration wait = found->second.free_at - now;
  // A clock that was set back must not lock anybody out for years.
  if (wait > kLongest) return 0;
  return std::max<int64_t>(0, absl::ToInt64Seconds(absl::Ceil(wait, absl::Seconds(1))));
}

void LogInDelays::NoteWrong(absl::string_view name, absl::Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  MakeRoom();
  Record& record = records_[Key(name)];
  ++record.wrong;
  record.noted_at = now;
  if (record.wrong < kFreeAttempts) return;
  const int doublings = std::min(record.wrong - kFreeAttempts, kMostDoublings);
  record.free_at = now + std::min(absl::Seconds(int64_t{1} << doublings), kLongest);
}

void LogInDelays::NoteRight(absl::string_view name) {
  const std::lock_guard<std::mutex> lock(mutex_);
  records_.erase(Key(name));
}

void LogInDelays::MakeRoom() {
  if (records_.size() < kMostNames) return;
  records_.erase(std::min_element(
      records_.begin(), records_.end(),
      [](const auto& a, const auto& b) { return a.second.noted_at < b.second.noted_at; }));
}

}  // namespace sucharit
