// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"

namespace sucharit {

// After a restore, numbers go on at the next multiple: those that the lost server gave away after
// the backup was made never come again.
inline constexpr int64_t kNumbersOfARestore = 1000;

struct BackupNumbers {
  int64_t begun = 0;  // Of the backup that was begun last.
  int64_t good = 0;   // Of the last that was written whole.
};

// The numbers of backups. Thread-safe.
class BackupStore {
 public:
  // `database` must outlive the store.
  explicit BackupStore(ServerDatabase& database) : database_(database) {}

  absl::StatusOr<BackupNumbers> Numbers();

  // 16 random bytes, the same for the life of the installation and in all its backups.
  absl::StatusOr<std::string> InstallationId();

  // The number of a new backup. What is in the database when this returns is in that backup.
  absl::StatusOr<int64_t> Begin();

  // Whether a backup that was written whole has what was counted in a round. False before it is
  // closed.
  absl::StatusOr<bool> HasCountsOf(absl::string_view round_id);

  // The backup of this number lies whole where it shall stay.
  absl::Status SetGood(int64_t number);

 private:
  ServerDatabase& database_;
};

// For the database of a backup that is being restored.
absl::Status SkipNumbersOfTheLost(sql::Database& database);

}  // namespace sucharit
