// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/server_database.h"
#include "sucharit/v1/audit.pb.h"

namespace sucharit {

// The rows of the audit log. What makes them a chain is in server/audit. Thread-safe.
class AuditStore {
 public:
  // `database` must outlive the store.
  explicit AuditStore(ServerDatabase& database) : database_(database) {}

  // A line, with the head if one goes with it.
  struct NewLine {
    v1::AuditLine line;
    std::optional<v1::AuditHead> head = {};
  };

  // The last line; one of sequence 0 if there is none.
  absl::StatusOr<v1::AuditLine> Last();

  // Adds the line that `make` makes of the last one: nobody adds one in between, on this server or
  // another. Durable once it returns OK.
  absl::Status Append(
      const std::function<absl::StatusOr<NewLine>(const v1::AuditLine& last)>& make);

  // Lines after `sequence` and of `since` or later, in their order, at most `limit`.
  absl::StatusOr<std::vector<v1::AuditLine>> Lines(int64_t sequence, int64_t since, int64_t limit);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
