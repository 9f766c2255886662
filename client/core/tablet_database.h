// SPDX-License-Identifier: Apache-2.0
//
// The folder of one tablet: `tablet.db` and, apart from it, `tablet.key`, which encrypts drafts.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "common/files/folder_lock.h"
#include "common/sqlite/database.h"
#include "common/sqlite/shared_database.h"

namespace sucharit {

// The open folder. Thread-safe through Lock(): the screen and the synchronization share it.
class TabletDatabase {
 public:
  // Creates what is missing. Refused: REASON_STORAGE_NOT_WRITABLE, REASON_STORAGE_DAMAGED (also a
  // lost or cut key), REASON_STORAGE_NEWER, REASON_STORAGE_IN_USE (another process has the folder
  // open). Nothing is overwritten.
  static absl::StatusOr<std::unique_ptr<TabletDatabase>> Open(const std::string& folder);

  TabletDatabase(const TabletDatabase&) = delete;
  TabletDatabase& operator=(const TabletDatabase&) = delete;

  // The connection, for as long as the guard lives.
  sqlite::SharedDatabase::Guard Lock() { return database_.Lock(); }

  const crypto::Secret& draft_key() const { return draft_key_; }

 private:
  TabletDatabase(FolderLock lock, sqlite::Database database, crypto::Secret draft_key);

  FolderLock lock_;
  sqlite::SharedDatabase database_;
  crypto::Secret draft_key_;
};

}  // namespace sucharit
