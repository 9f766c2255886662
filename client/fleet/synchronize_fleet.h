// SPDX-License-Identifier: Apache-2.0
//
// Synchronizes tablets until nothing of them waits, trying again when the network or the server was
// away.
#pragma once

#include <functional>
#include <mutex>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client/core/sync.h"
#include "client/core/tablet_database.h"

namespace sucharit {

// What happens at given points of a fleet's synchronization, for fault tests. Counts over all
// tablets. Thread-safe; while one tablet is held in an action, the others stop before their next
// batch.
class SyncFaults : public SyncObserver {
 public:
  // `on_arrival` runs when the `arrival`-th receipt is there and nothing of it has been applied;
  // `on_applied` when `applied` receipts have been applied. 0 means never.
  SyncFaults(int64_t arrival, std::function<void()> on_arrival, int64_t applied,
             std::function<void()> on_applied);

  void BatchSent(int64_t boxes) override;
  void ReceiptArrived(int64_t boxes) override;
  void Progressed(int64_t received, int64_t total) override;

 private:
  std::mutex gate_;
  const int64_t arrival_;
  const std::function<void()> on_arrival_;
  const int64_t applied_;
  const std::function<void()> on_applied_;
  int64_t arrivals_ = 0;
  int64_t receipts_ = 0;
};

// Waits before the next attempt.
using Pause = std::function<void(absl::Duration)>;

// Synchronizes up to `attempts` times, pausing for BackOff() after a passing error. OK once
// everything that waited has a receipt, or the server refuses it for good; otherwise the last
// error.
absl::Status SynchronizeTablet(TabletDatabase& database, const SyncOptions& options, int attempts,
                               SyncObserver& observer, const Pause& pause);

}  // namespace sucharit
