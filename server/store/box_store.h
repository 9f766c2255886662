// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"
#include "sucharit/v1/error.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

struct StoredBox {
  std::string box_id;
  std::string box;
};

// One tablet's batch on its way to the disk.
struct BoxBatch {
  std::string device_id;
  std::string round_id;
  std::string questionnaire;
  std::vector<StoredBox> boxes;

  // Brought in by an administrator from a tablet's file: no tablet is asked for.
  bool from_file = false;
};

// What became of the boxes of one batch, in their order; or why the batch wasn't taken.
using BatchOutcome = absl::StatusOr<std::vector<v1::Outcome>>;

// Sealed boxes. Kept by hash: neither a tablet nor a time nor an order stands beside them.
// Thread-safe.
class BoxStore {
 public:
  // `database` must outlive the store.
  explicit BoxStore(ServerDatabase& database) : database_(database) {}

  // Takes many tablets' batches in one transaction, which is on disk when it returns: one outcome
  // for each batch. A box that is there already keeps what it was. A batch of a revoked tablet, or
  // for a round that isn't there or is another agency's, is refused alone. If the disk refuses, all
  // are refused and nothing is kept. Of a round that is over nothing is kept any more: each box is
  // answered as too late, also one that was counted before (README.md).
  std::vector<BatchOutcome> Insert(const std::vector<BoxBatch>& batches);

  // Up to `most` boxes that came in time, in order of their ids, after `after_box_id`. Also those
  // that failed in an earlier count.
  absl::StatusOr<std::vector<StoredBox>> InTime(absl::string_view round_id,
                                                absl::string_view questionnaire,
                                                absl::string_view after_box_id, int64_t most);

  // Those of `box_ids` that the round doesn't have, in their order. A round that is over lacks
  // none: its totals are final.
  absl::StatusOr<std::vector<std::string>> Missing(absl::string_view round_id,
                                                   const std::vector<std::string>& box_ids);

  // How many came in time, and how many late until the round was over.
  struct Received {
    int64_t in_time = 0;
    int64_t late = 0;
  };
  absl::StatusOr<Received> Count(absl::string_view round_id, absl::string_view questionnaire);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
