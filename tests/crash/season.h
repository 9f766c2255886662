// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/round_store.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit::testing {

// One round from the first push to a restored backup, on an installation in a folder: "data",
// "keys", "backups", "boxes" (what the tablet has finished) and "restored". Run() may be called
// again after a crash and does what is left.
class Season {
 public:
  static constexpr int kResponses = 12;

  // Makes an installation with an open round, a tablet and its finished responses.
  static void Install(const std::string& folder);

  // `receipts` has a bit for each response that a verified receipt was got for.
  Season(std::string folder, std::atomic<uint64_t>& receipts);

  absl::Status Run();

  // The following look at what there is without faults.

  // Receipted responses that the database doesn't have.
  int64_t ReceiptedButGone() const;

  // Responses that the published round counts.
  int64_t Counted() const;

  // What was published, serialized.
  std::string Bundle() const;

  // What `sucharit check` finds in the data folder and the restored one, in words; empty if
  // nothing.
  std::string WhatIsWrong() const;

 private:
  struct Core;

  absl::Status Push(Core& core);
  absl::Status PushBatch(Core& core, int first);
  absl::Status Close(Core& core);
  absl::Status Publish(Core& core);
  absl::Status Restore(Core& core);
  std::string Box(int number) const;

  const std::string folder_;
  std::atomic<uint64_t>& receipts_;
  v1::ServerConfig config_;
};

}  // namespace sucharit::testing
