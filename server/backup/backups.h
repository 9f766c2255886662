// SPDX-License-Identifier: Apache-2.0
//
// Backups of a running installation: database and configuration, without keys. The files of
// publications aren't in them: they are written anew from the database.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/clock.h"
#include "server/backup/backup_file.h"
#include "server/publish/results.h"
#include "server/store/backup_store.h"
#include "server/store/server_database.h"
#include "sucharit/v1/backup.pb.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Makes backups, one at a time, and keeps a file of each publication. Thread-safe.
class Backups final : public PublicationKeeper {
 public:
  // `database` is that of `config`; all must outlive the object.
  Backups(ServerDatabase& database, const v1::ServerConfig& config, const Clock& clock)
      : database_(database), store_(database), config_(config), clock_(clock) {}

  // Makes a backup in the backup folder, reads it again, and counts it as good.
  // FAILED_PRECONDITION `REASON_CONFIG_MALFORMED` without a key or folder, with the setting as
  // subject; those of the disk.
  absl::StatusOr<v1::MadeBackup> MakeInFolder();

  // Removes all but the newest `keep` good backups from the backup folder, never the last good one,
  // and returns how many went. See RemoveOldBackups; REASON_CONFIG_MALFORMED without a folder.
  absl::StatusOr<int> KeepNewest(int keep);

  // Makes a backup and gives it to `sink`. It counts as good once it is confirmed. Also the errors
  // of `sink`.
  absl::StatusOr<v1::MadeBackup> MakeFor(const ByteSink& sink);

  // See v1.BackupService.ConfirmBackup.
  absl::Status Confirm(const v1::ConfirmBackupRequest& request);

  // See v1.BackupService.GetBackups.
  absl::StatusOr<v1::GetBackupsResponse> Numbers();

  // PublicationKeeper: where there is a folder for backups, one is made unless a good one has what
  // was counted; then a file in `publications`, in the data folder and in that of backups.
  absl::Status BeforePublication(absl::string_view round_id) override;
  absl::Status AfterPublication(absl::string_view round_id) override;

  // Writes the files of published rounds that are missing, here and beside the backups.
  absl::Status WritePublications();

 private:
  bool HasFolder() const;
  absl::StatusOr<v1::MadeBackup> MakeNumbered(int64_t number, const ByteSink& sink);
  absl::Status TakeSnapshot(const std::string& folder, std::vector<BackupPart>& parts);
  absl::StatusOr<std::string> RequireKey() const;

  ServerDatabase& database_;
  BackupStore store_;
  const v1::ServerConfig& config_;
  const Clock& clock_;
  std::mutex mutex_;  // One backup at a time.
  std::mutex pending_mutex_;
  std::optional<v1::MadeBackup> pending_;  // Streamed, not confirmed.
};

}  // namespace sucharit
