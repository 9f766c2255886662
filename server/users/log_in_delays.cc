// SPDX-License-Identifier: Apache-2.0
#include "server/users/log_in_delays.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

// How many attempts are free, and how long the wait grows.
struct Rule {
  int free_attempts;
  absl::Duration longest;
};

constexpr Rule kOneNetwork{3, absl::Minutes(15)};
constexpr Rule kAllNetworks{30, absl::Seconds(30)};
constexpr int kMostDoublings = 10;
constexpr size_t kMostRecords = 4096;

// Guesses of another day don't count among all networks': a name is mistyped now and then.
constexpr absl::Duration kForgotten = absl::Hours(24);

// No name holds a line's end.
std::string Key(absl::string_view name, absl::string_view network) {
  return absl::StrCat(name, "\n", network);
}

absl::Duration Longest(const Rule& rule, int wrong) {
  const int doublings = std::min(wrong - rule.free_attempts, kMostDoublings);
  return std::min(absl::Seconds(int64_t{1} << doublings), rule.longest);
}

// A clock that was set back must not lock anybody out for years.
absl::Duration WaitOf(absl::Time free_at, const Rule& rule, absl::Time now) {
  const absl::Duration wait = free_at - now;
  return wait > rule.longest ? absl::ZeroDuration() : std::max(wait, absl::ZeroDuration());
}

}  // namespace

int64_t LogInDelays::SecondsToWait(absl::string_view name, absl::string_view network,
                                   absl::Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  absl::Duration wait;
  const auto here = by_network_.find(Key(name, network));
  if (here != by_network_.end()) wait = WaitOf(here->second.free_at, kOneNetwork, now);
  const auto anywhere = by_name_.find(std::string(name));
  if (anywhere != by_name_.end() && known_.count(Key(name, network)) == 0) {
    wait = std::max(wait, WaitOf(anywhere->second.free_at, kAllNetworks, now));
  }
  return absl::ToInt64Seconds(absl::Ceil(wait, absl::Seconds(1)));
}

void LogInDelays::NoteWrong(absl::string_view name, absl::string_view network, absl::Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto count = [&](Records& records, const std::string& key, const Rule& rule) {
    if (records.count(key) == 0) MakeRoom(records);
    Record& record = records[key];
    ++record.wrong;
    record.noted_at = now;
    if (record.wrong >= rule.free_attempts) record.free_at = now + Longest(rule, record.wrong);
  };
  const std::string all(name);
  const auto before = by_name_.find(all);
  if (before != by_name_.end() && now - before->second.noted_at > kForgotten) {
    by_name_.erase(before);
  }
  count(by_network_, Key(name, network), kOneNetwork);
  count(by_name_, all, kAllNetworks);
}

void LogInDelays::NoteRight(absl::string_view name, absl::string_view network, absl::Time now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const std::string key = Key(name, network);
  by_network_.erase(key);
  if (known_.count(key) == 0) MakeRoom(known_);
  known_[key].noted_at = now;
}

void LogInDelays::MakeRoom(Records& records) {
  if (records.size() < kMostRecords) return;
  records.erase(std::min_element(records.begin(), records.end(), [](const auto& a, const auto& b) {
    return a.second.noted_at < b.second.noted_at;
  }));
}

}  // namespace sucharit
