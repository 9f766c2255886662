// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/anonymize/anonymize.h"
#include "server/rounds/key_folder.h"
#include "server/rounds/rounds.h"
#include "server/store/server_database.h"
#include "server/store/turns.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// Ends the collection of a round and counts it. Thread-safe; one round is closed at a time.
class RoundCloser {
 public:
  // All must outlive the closer.
  RoundCloser(ServerDatabase& database, const KeyFolder& keys, Rounds& rounds);

  // See v1.AdminService.CloseRound. Killed anywhere, it starts again: nothing is written before the
  // one transaction at its end.
  absl::StatusOr<std::vector<v1::Totals>> Close(const v1::CloseRoundRequest& request);

 private:
  absl::Status RequireNothingWaiting(const v1::CloseRoundRequest& request);
  absl::Status AddReceiptList(const RoundRecord& round, const Instrument& instrument,
                              CountedQuestionnaire& counted);
  absl::Status RequireCardsReconciled(absl::string_view round_id);
  absl::Status CountAndClose(const RoundRecord& round, const Assessment& assessment,
                             const v1::CloseRoundRequest& request);

  std::mutex mutex_;
  BoxStore boxes_;
  CardStore cards_;
  DeviceStore devices_;
  ResultStore results_;
  RoundStore round_store_;
  Turns turns_;
  const KeyFolder& keys_;
  Rounds& rounds_;
};

}  // namespace sucharit
