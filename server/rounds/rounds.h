// SPDX-License-Identifier: Apache-2.0
//
// The life of a round up to its closing: draft -> open -> closing, extended and cancelled.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/assessment/assessment.h"
#include "common/time/clock.h"
#include "server/rounds/key_folder.h"
#include "server/store/agency_store.h"
#include "server/store/box_store.h"
#include "server/store/device_store.h"
#include "server/store/result_store.h"
#include "server/store/round_store.h"
#include "server/store/turns.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// The rules about rounds. Thread-safe.
class Rounds {
 public:
  // All must outlive the object.
  Rounds(ServerDatabase& database, const KeyFolder& keys, const Clock& clock)
      : agencies_(database),
        boxes_(database),
        devices_(database),
        results_(database),
        rounds_(database),
        turns_(database),
        keys_(keys),
        clock_(clock) {}

  // See v1.AdminService.CreateRound. Returns the checked definition.
  absl::StatusOr<Assessment> Create(const v1::CreateRoundRequest& request);

  // See WrapRoundKey.
  absl::StatusOr<std::string> WrapKey(absl::string_view round_id, absl::string_view passphrase);

  // See OpenRound. Where the key is kept off the server, the server's own is destroyed first: it is
  // never open with a key here, and a kill in between leaves a draft that the same copies open.
  absl::Status Open(const v1::OpenRoundRequest& request);

  // See ExtendRound, CancelRound.
  absl::Status Extend(absl::string_view round_id, int32_t last_day);
  absl::Status Cancel(absl::string_view round_id);

  // The round's definition.
  absl::StatusOr<Assessment> AssessmentOf(const RoundRecord& round);

  // The round's serialized definition.
  absl::StatusOr<std::string> DefinitionOf(absl::string_view round_id);

  // As an administrator may see it: figures of a round that isn't closed are rounded down to
  // multiples of the minimum group, and stay for the day what they were when first asked for.
  absl::StatusOr<v1::Round> Describe(absl::string_view round_id);
  absl::StatusOr<std::vector<v1::Round>> List(absl::string_view agency_code);

  // Exact figures, from closed on.
  absl::StatusOr<std::vector<v1::Totals>> TotalsOf(const RoundRecord& round,
                                                   const Assessment& assessment);

 private:
  absl::StatusOr<RoundRecord> EnsureKeys(absl::string_view round_id);
  absl::Status CheckOwnKey(const RoundRecord& round);
  absl::StatusOr<v1::Round> Describe(const RoundRecord& round);
  absl::Status AddTotals(const RoundRecord& round, const Assessment& assessment,
                         v1::Round& description);

  AgencyStore agencies_;
  BoxStore boxes_;
  DeviceStore devices_;
  ResultStore results_;
  RoundStore rounds_;
  Turns turns_;
  const KeyFolder& keys_;
  const Clock& clock_;
  std::mutex keys_mutex_;  // And a turn: two callers must not make two pairs of keys for one round.
};

}  // namespace sucharit
