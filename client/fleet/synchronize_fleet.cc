// SPDX-License-Identifier: Apache-2.0
#include "client/fleet/synchronize_fleet.h"

#include <utility>

namespace sucharit {

SyncFaults::SyncFaults(int64_t arrival, std::function<void()> on_arrival, int64_t applied,
                       std::function<void()> on_applied)
    : arrival_(arrival),
      on_arrival_(std::move(on_arrival)),
      applied_(applied),
      on_applied_(std::move(on_applied)) {}

void SyncFaults::BatchSent(int64_t boxes) {
  (void)boxes;
  const std::lock_guard<std::mutex> wait(gate_);
}

void SyncFaults::ReceiptArrived(int64_t boxes) {
  (void)boxes;
  const std::lock_guard<std::mutex> lock(gate_);
  if (++arrivals_ == arrival_) on_arrival_();
}

void SyncFaults::Progressed(int64_t received, int64_t total) {
  (void)received, (void)total;
  const std::lock_guard<std::mutex> lock(gate_);
  if (++receipts_ == applied_) on_applied_();
}

absl::Status SynchronizeTablet(TabletDatabase& database, const SyncOptions& options, int attempts,
                               SyncObserver& observer, const Pause& pause) {
  absl::Status status;
  for (int attempt = 1; attempt <= attempts; ++attempt) {
    status = Synchronize(database, options, observer);
    if (!IsPassing(status)) return status;
    if (attempt < attempts) pause(BackOff(attempt));
  }
  return status;
}

}  // namespace sucharit
