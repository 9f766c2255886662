// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "absl/status/statusor.h"
#include "server/rounds/key_folder.h"
#include "server/store/backup_store.h"
#include "server/store/box_store.h"
#include "server/store/device_store.h"
#include "server/store/round_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Tells tablets which of their boxes aren't here. Keeps nothing of what they ask. Thread-safe.
class ReceivedCheck {
 public:
  // Both must outlive the object.
  ReceivedCheck(ServerDatabase& database, const KeyFolder& keys)
      : backups_(database), boxes_(database), rounds_(database), keys_(keys) {}

  // See v1.CollectService.CheckReceived. Late boxes count as known, and all boxes of a round that
  // is over.
  absl::StatusOr<v1::CheckReceivedResponse> Answer(const DeviceRecord& device,
                                                   const v1::CheckReceivedRequest& request);

 private:
  BackupStore backups_;
  BoxStore boxes_;
  RoundStore rounds_;
  const KeyFolder& keys_;
};

}  // namespace sucharit
