// SPDX-License-Identifier: Apache-2.0
//
// Everything that passes between the tablet and the server after enrolment. grpcpp stays in the .cc
// files.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client/core/tablet_database.h"
#include "common/time/clock.h"

namespace sucharit {

// Told how a synchronization goes on, from the thread that runs it. The default does nothing.
class SyncObserver {
 public:
  virtual ~SyncObserver() = default;

  // How many responses will be sent.
  virtual void Began(int64_t waiting) { (void)waiting; }

  // A batch is on its way; its receipt isn't there.
  virtual void BatchSent(int64_t boxes) { (void)boxes; }

  // The server has answered the batch; nothing has been verified or applied yet.
  virtual void ReceiptArrived(int64_t boxes) { (void)boxes; }

  // A receipt was verified and applied. Sums of this run.
  virtual void Progressed(int64_t received, int64_t total) { (void)received, (void)total; }

  // True if the run shall end as soon as it can.
  virtual bool Cancelled() { return false; }
};

// Clocks may differ so far. Rounds begin and end by days, so little more would begin to matter.
inline constexpr absl::Duration kLargestClockError = absl::Minutes(5);

// Bytes a second of the slowest network on which a batch isn't given up.
inline constexpr int64_t kSlowestLink = 1'000;

struct SyncOptions {
  // Most boxes in a batch. Its bytes are bounded too (Outbox::NextBatch), so that little is lost by
  // a cut; far fewer boxes would make a season's responses wait for many receipts.
  size_t batch_size = 500;

  // For one call that isn't a stream, and for one batch with its receipt besides the time that its
  // bytes take at kSlowestLink.
  int call_seconds = 20;

  // The tablet's clock, to be compared with the server's; null to believe it.
  const Clock* clock = nullptr;
};

// One synchronization: fetches rounds, pushes what waits, reports what is left. Blocks; call it
// from a thread that nobody looks at. Whatever happens, a response leaves the outbox only with a
// verified receipt.
//
// Errors: FAILED_PRECONDITION `REASON_DEVICE_NOT_ENROLLED` before enrolment; UNAVAILABLE without a
// network, with `REASON_NOT_OUR_SERVER` if something else answers at the server's address;
// FAILED_PRECONDITION `REASON_CLOCK_WRONG` if the clocks differ by more than kLargestClockError
// (the subject is by how many seconds the tablet's is ahead; what waits is sent nevertheless);
// DATA_LOSS `REASON_RECEIPT_NOT_GENUINE`; those of collect.proto; CANCELLED. Groups of boxes that
// the server refuses don't keep others from being sent.
absl::Status Synchronize(TabletDatabase& database, const SyncOptions& options,
                         SyncObserver& observer);

// Whether trying again by itself may help: the network or the server was away.
bool IsPassing(const absl::Status& status);

// How long to wait before try number `attempt` (from 1): doubles from one second to five minutes,
// times a random factor from 0.5 to 1 so that tablets don't come all at once.
absl::Duration BackOff(int attempt);

}  // namespace sucharit
