// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/core/storage_space.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// A definition that the tablet holds.
struct HeldDefinition {
  std::string id;
  v1::Text title;
  std::string digest;  // The first 16 hexadecimal digits.
};

// What waits of a round.
struct WaitingRound {
  v1::Text title;        // Empty if the round isn't known any more.
  std::string round_id;  // The first 16 hexadecimal digits.
  int64_t waiting = 0;
  int64_t refused = 0;  // By the server; kept here.

  // Nothing that waits was finished before this day (since 1970-01-01 in Thailand). Hours aren't
  // kept, since they would tell when somebody answered.
  std::optional<int32_t> since_day;
};

// What somebody wants to know who looks for a fault. No key, no code, no answer.
struct Diagnostics {
  bool enrolled = false;
  std::string address;
  v1::Text agency_name;
  std::string device_name;
  std::string device_id;    // Hexadecimal.
  std::string fingerprint;  // Of the server's authority: four groups of four hexadecimal digits.

  int64_t schema_version = 0;
  std::vector<HeldDefinition> definitions;
  std::vector<WaitingRound> rounds;  // Of which something waits or was refused.
  int64_t free_bytes = -1;           // Negative if nobody can tell.
};

// Reads them. Any thread. The errors of the database.
absl::StatusOr<Diagnostics> ReadDiagnostics(TabletDatabase& database, const StorageSpace& space);

}  // namespace sucharit
