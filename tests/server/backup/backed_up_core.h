// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "common/crypto/sealed_box.h"
#include "server/backup/backup_key.h"
#include "server/backup/backups.h"
#include "server/backup/restore.h"
#include "tests/server/publish/published_round.h"
#include "tests/testing/fake_clock.h"

namespace sucharit::testing {

// A round to publish on an installation that makes backups.
class BackedUpCore : public RoundToPublish {
 protected:
  BackedUpCore() {
    config_.set_data_folder(core_.data_folder());
    config_.set_key_folder(core_.key_folder_path());
    config_.set_listen_address("127.0.0.1:0");
    config_.set_backup_key(FormatBackupKey(key_.public_key));
    config_.set_backup_folder(folder_.File("backups"));
    std::filesystem::create_directory(config_.backup_folder());
    core_.results.KeepPublicationsBy(backups_);
  }

  // Makes a backup and returns its path.
  std::string MakeBackup() { return Required(backups_.MakeInFolder()).path(); }

  absl::StatusOr<Restored> Restore(const std::string& backup, const std::string& folder,
                                   std::vector<v1::Bundle> bundles = {}) {
    return RestoreBackup({backup, folder, std::move(bundles)}, key_.private_key);
  }

  // With the bundles that lie beside the backup.
  absl::StatusOr<Restored> RestoreWithPublications(const std::string& backup,
                                                   const std::string& folder) {
    return RestoreBackup({backup, folder, {}, config_.backup_folder() + "/publications"},
                         key_.private_key);
  }

  const TemporaryFolder folder_;
  const FakeClock clock_;
  const crypto::SealingKeyPair key_ = crypto::GenerateSealingKeyPair();
  v1::ServerConfig config_;
  Backups backups_{core_.database, config_, clock_};
};

}  // namespace sucharit::testing
