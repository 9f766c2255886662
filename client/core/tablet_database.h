// SPDX-License-Identifier: Apache-2.0
//
// The folder of one tablet: `tablet.db` and, apart from it, `tablet.key`, which encrypts drafts.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "common/files/folder_lock.h"
#include "common/sqlite/database.h"

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
  class Guard {
   public:
    explicit Guard(TabletDatabase& owner) : lock_(owner.mutex_), database_(owner.database_) {}
    sqlite::Database& operator*() const { return database_; }
    sqlite::Database* operator->() const { return &database_; }

   private:
    std::unique_lock<std::mutex> lock_;
    sqlite::Database& database_;
  };
  Guard Lock() { return Guard(*this); }

  const crypto::Secret& draft_key() const { return draft_key_; }

 private:
  TabletDatabase(FolderLock lock, sqlite::Database database, crypto::Secret draft_key);

  FolderLock lock_;
  std::mutex mutex_;
  sqlite::Database database_;
  crypto::Secret draft_key_;
};

}  // namespace sucharit
