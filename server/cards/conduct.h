// SPDX-License-Identifier: Apache-2.0
//
// How responses were taken, as tablets report it.
#pragma once

#include "absl/status/status.h"
#include "server/store/conduct_store.h"
#include "server/store/device_store.h"
#include "server/store/round_store.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Thread-safe.
class ConductReports {
 public:
  // `database` must outlive the object.
  explicit ConductReports(ServerDatabase& database) : conduct_(database), rounds_(database) {}

  // See v1.CollectService.ReportConduct. A report that comes after publication is left aside.
  // INVALID_ARGUMENT `REASON_ARGUMENT` for counts that can't be.
  absl::Status Take(const DeviceRecord& device, const v1::ReportConductRequest& request);

 private:
  ConductStore conduct_;
  RoundStore rounds_;
};

}  // namespace sucharit
