// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// What was published of each round, and what auditors' bundles are sealed with. Thread-safe.
class PublicationStore {
 public:
  // `database` must outlive the store.
  explicit PublicationStore(ServerDatabase& database) : database_(database) {}

  // Keeps the bundle, deletes the boxes but for their number, and moves the round from closed to
  // published, in one transaction.
  absl::Status Publish(absl::string_view round_id, const v1::Bundle& bundle);

  // Puts a bundle that was published before the database was lost, with its breakdowns, in place of
  // what the round, in state `from`, still holds, as Publish does.
  absl::Status Adopt(absl::string_view round_id, v1::RoundState from, const v1::Bundle& bundle);

  // What was published, without breakdowns; nothing before.
  absl::StatusOr<std::optional<v1::Bundle>> Publication(absl::string_view round_id);

  // Adds breakdowns to what is published, in one transaction. One whose segment has one already is
  // ALREADY_EXISTS: what is published never changes.
  absl::Status AddBreakdowns(absl::string_view round_id,
                             const std::vector<v1::Breakdown>& breakdowns);

  // By segment.
  absl::StatusOr<std::vector<v1::Breakdown>> Breakdowns(absl::string_view round_id);

  // The round's 32 random bytes that audit bundles are sealed with (server/publish/README.md), made
  // when they are first asked for. As secret as the tallies.
  absl::StatusOr<std::string> AuditSalt(absl::string_view round_id);

 private:
  absl::Status PutInPlace(absl::string_view round_id, v1::RoundState from,
                          const v1::Bundle& bundle);

  ServerDatabase& database_;
};

}  // namespace sucharit
