// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/clock.h"
#include "server/rounds/key_folder.h"
#include "server/store/agency_store.h"
#include "server/store/card_store.h"
#include "server/store/device_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// What tablets are told of rounds, and what they tell back. Thread-safe.
class Offers {
 public:
  // All must outlive the object.
  Offers(ServerDatabase& database, const KeyFolder& keys, const Clock& clock)
      : agencies_(database),
        cards_(database),
        devices_(database),
        rounds_(database),
        keys_(keys),
        clock_(clock) {}

  // See v1.CollectService.ListRounds. Notes that the tablet knows the open rounds, so that closing
  // waits for it.
  absl::StatusOr<v1::ListRoundsResponse> List(const DeviceRecord& device);

  // See ReportWaiting.
  absl::Status Report(const DeviceRecord& device, const v1::ReportWaitingRequest& request);

 private:
  absl::StatusOr<v1::RoundOffer> Offer(const RoundRecord& round, const v1::Agency& agency);

  absl::Status AddCards(const RoundRecord& round, v1::RoundOffer& offer);

  AgencyStore agencies_;
  CardStore cards_;
  DeviceStore devices_;
  RoundStore rounds_;
  const KeyFolder& keys_;
  const Clock& clock_;
};

}  // namespace sucharit
