// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <utility>

#include "common/sqlite/database.h"

namespace sucharit::sqlite {

// One connection that several threads use in turn. Thread-safe through Lock().
class SharedDatabase {
 public:
  explicit SharedDatabase(Database database) : database_(std::move(database)) {}

  // The connection, for as long as the guard lives. Never hold two.
  class Guard {
   public:
    explicit Guard(SharedDatabase& owner) : lock_(owner.mutex_), database_(owner.database_) {}
    Database& operator*() const { return database_; }
    Database* operator->() const { return &database_; }

   private:
    std::unique_lock<std::mutex> lock_;
    Database& database_;
  };
  Guard Lock() { return Guard(*this); }

 private:
  std::mutex mutex_;
  Database database_;
};

}  // namespace sucharit::sqlite
