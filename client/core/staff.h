// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/core/tablet_database.h"
#include "common/time/clock.h"

namespace sucharit {

// Somebody who hands this tablet over.
struct StaffMember {
  int64_t staff_id = 0;  // From 1, never given again.
  std::string name;
};

// The people who may take a tablet back from a respondent, each with a PIN of their own. The PIN
// keeps respondents on their pages; it doesn't protect the tablet's files, which hold no answers.
// Thread-safe. Adding and checking take about 0.1 s.
class StaffStore {
 public:
  static constexpr int kWrongPinsBeforeWait = 5;

  // Both must outlive the store.
  StaffStore(TabletDatabase& database, const Clock& clock) : database_(database), clock_(clock) {}

  // By name.
  absl::StatusOr<std::vector<StaffMember>> List();

  // INVALID_ARGUMENT `REASON_STAFF_NAME` (1 to 64 letters, nobody else's), `REASON_PIN_MALFORMED`
  // (4 to 8 digits).
  absl::StatusOr<StaffMember> Add(absl::string_view name, absl::string_view pin);

  // UNAUTHENTICATED `REASON_PIN_WRONG`; RESOURCE_EXHAUSTED `REASON_PIN_WAIT` after five wrong ones
  // in a row: half a minute, then twice as long after each further one, at most 15 minutes. A clock
  // that was set back doesn't make the wait longer than that. NOT_FOUND `REASON_STAFF_UNKNOWN`.
  absl::Status CheckPin(int64_t staff_id, absl::string_view pin);

  absl::Status ChangePin(int64_t staff_id, absl::string_view pin);

  // FAILED_PRECONDITION `REASON_STAFF_UNKNOWN` for the last one: somebody must be able to take the
  // tablet back.
  absl::Status Remove(int64_t staff_id);

 private:
  struct Record {
    std::string pin_hash;
    int64_t wrong_pins = 0;
    int64_t wait_until_unix = 0;
  };

  absl::StatusOr<Record> Find(int64_t staff_id);
  absl::Status Update(int64_t staff_id, const Record& record);

  TabletDatabase& database_;
  const Clock& clock_;
};

}  // namespace sucharit
