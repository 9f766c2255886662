// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Bytes of boxes that a tablet keeps beside their ids.
inline constexpr int64_t kMostReceivedBytes = int64_t{64} << 20;

// What a server has said of its backups: the number of the one begun last, and of the last good
// one.
struct ServerBackups {
  int64_t begun = 0;
  int64_t good = 0;
};

// Boxes that the server has signed for: their ids, so that the tablet notices if one is gone, until
// the round is published or cancelled; and the boxes themselves until a backup of the server has
// them, so that they can be sent again. Apart from the outbox, by hash, without a time or an order.
// Thread-safe.
class ReceivedBoxes {
 public:
  // `database` must outlive the object.
  explicit ReceivedBoxes(TabletDatabase& database) : database_(database) {}

  // A box of a batch and whether it came late, within the transaction that takes it out of the
  // outbox. `room` are the bytes that may still be kept (RoomLeft); beyond it only the id is.
  static absl::Status Add(sqlite::Database& database, const v1::PushResponsesRequest& batch,
                          const std::string& box, bool late, int64_t& room);
  static absl::StatusOr<int64_t> RoomLeft(sqlite::Database& database);

  // All of a round, in random order.
  absl::StatusOr<std::vector<std::string>> Ids(absl::string_view round_id);

  // The server lacks these: those that are still here wait in the outbox again, in one transaction.
  // Returns how many of them aren't. `today` is in days since 1970-01-01 in Thailand.
  absl::StatusOr<int64_t> SendAgain(absl::string_view round_id,
                                    const std::vector<std::string>& missing, int32_t today);

  // The server, which has all that is kept of the round, has these backups: forgets the boxes, but
  // not the ids, that a good one holds.
  absl::Status NoteBackups(absl::string_view round_id, const ServerBackups& backups);

  // Bytes of the boxes that are kept.
  absl::StatusOr<int64_t> KeptBytes();

  // The round is over: nothing is asked about it any more. An alarm stays.
  absl::Status Forget(absl::string_view round_id);

  // Keeps the alarm that the server lacks so many boxes of the round. The largest number holds,
  // also when they turn up again: somebody has to say why.
  absl::Status RaiseAlarm(absl::string_view round_id, int64_t missing);

  // How many boxes were ever found missing, over all rounds. 0: no alarm.
  absl::StatusOr<int64_t> Missing();

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
