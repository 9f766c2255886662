// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/core/sync.h"
#include "client/core/tablet_database.h"
#include "common/time/clock.h"

namespace sucharit {

// What happens to the tablet itself. Nothing that a respondent does is an event: its time would
// tell when somebody answered.
enum class EventKind {
  kStarted = 1,
  kEnrolled = 2,
  kSynchronized = 3,
  kExported = 4,
  kChecked = 5
};

struct Event {
  EventKind kind = EventKind::kStarted;

  // Responses that were received or saved; checks that failed.
  int64_t count = 0;

  int64_t milliseconds = 0;

  // How it ended, without a message: the code, the reason, and of the subject only a number.
  absl::Status outcome;

  // When it ended. Filled by the log.
  int64_t at_unix = 0;
};

// The latest events, for whoever looks for a fault. Numbers alone are kept, so that no answer,
// code, key or name can get in. Thread-safe.
class EventLog {
 public:
  // Older ones make room.
  static constexpr int64_t kMost = 500;

  // Both must outlive the log.
  EventLog(TabletDatabase& database, const Clock& clock) : database_(database), clock_(clock) {}

  absl::Status Add(const Event& event);

  // The newest first, `most` at most.
  absl::StatusOr<std::vector<Event>> Latest(int64_t most);

  // Of the runs of synchronization that failed, the same.
  absl::StatusOr<std::vector<Event>> FailedSynchronizations(int64_t most);

  // Runs a synchronization and adds how it went. A log that can't be written changes nothing of
  // what is returned.
  absl::Status Follow(SyncObserver& observer,
                      const std::function<absl::Status(SyncObserver&)>& synchronize);

 private:
  TabletDatabase& database_;
  const Clock& clock_;
};

}  // namespace sucharit
