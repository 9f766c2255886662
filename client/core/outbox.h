// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// A finished response that only the server can open. Only FormSession makes one.
class SealedResponse {
 public:
  const std::string& round_id() const { return round_id_; }
  const std::string& questionnaire() const { return questionnaire_; }
  const std::string& key_id() const { return key_id_; }
  const std::string& counting_id() const { return counting_id_; }
  const std::string& box() const { return box_; }

  // For counts by day; none of it is kept with the box. Days since 1970-01-01 in Thailand.
  int32_t begun_day() const { return begun_day_; }
  int32_t finished_day() const { return finished_day_; }
  bool quick() const { return quick_; }
  const std::string& card_hash() const { return card_hash_; }

 private:
  friend class FormSession;
  SealedResponse() = default;

  std::string round_id_;
  std::string questionnaire_;
  std::string key_id_;
  std::string counting_id_;
  std::string box_;
  std::string card_hash_;  // Empty without a card.
  int32_t begun_day_ = 0;
  int32_t finished_day_ = 0;
  bool quick_ = false;
};

// How many responses of a questionnaire were finished on this tablet and what became of them.
// finished = waiting + stored + late + refused.
struct OutboxCounts {
  std::string round_id;
  std::string questionnaire;
  int64_t finished = 0;
  int64_t waiting = 0;
  int64_t stored = 0;
  int64_t late = 0;
  int64_t refused = 0;  // Kept on the tablet, for staff to report.
};

// Finished responses until the server has signed for them. Keeps no order, and of time one day a
// round. Thread-safe.
class Outbox {
 public:
  // `database` must outlive the outbox.
  explicit Outbox(TabletDatabase& database) : database_(database) {}

  // Enqueues the response, counts it, notes that its card is used and wipes the draft, in one
  // transaction. Durable once it returns OK. FAILED_PRECONDITION `REASON_ROUND_STATE` if there is
  // no draft.
  absl::Status AddAndWipeDraft(const SealedResponse& response);

  // A batch of waiting boxes that share all but their contents, in random order; empty if nothing
  // waits. The batch has at most `most` boxes. `skip` names groups (by GroupOf) that shall be left
  // out. Boxes that the disk has changed are left out, too: DATA_LOSS `REASON_STORAGE_DAMAGED` once
  // only such ones wait.
  absl::StatusOr<v1::PushResponsesRequest> NextBatch(size_t most,
                                                     const std::vector<std::string>& skip);

  // DATA_LOSS `REASON_STORAGE_DAMAGED` if a box isn't the one that its hash names, or the counts
  // don't add up.
  absl::Status Check();

  static std::string GroupOf(const v1::PushResponsesRequest& batch);

  // Applies verified outcomes to a batch, in one transaction: stored and late boxes go to
  // ReceivedBoxes, refused ones are kept but not sent again. Doing it twice
  // counts once. INVALID_ARGUMENT unless there is one outcome for each box.
  absl::Status Apply(const v1::PushResponsesRequest& batch,
                     const std::vector<v1::Outcome>& outcomes);

  // One for each questionnaire of which a response was ever finished here.
  absl::StatusOr<std::vector<OutboxCounts>> Counts();

  // Waiting boxes of one round, or of all if `round_id` is empty.
  absl::StatusOr<int64_t> Waiting(absl::string_view round_id = "");

  // The earliest day on which something that may still wait was finished: the day of the first
  // finish since the round's outbox was last empty. Nothing if nothing waits.
  absl::StatusOr<std::optional<int32_t>> OldestWaitingDay();

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
