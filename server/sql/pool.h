// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "server/sql/database.h"

namespace sucharit::sql {

// The connections of one process to its database; each is lent to one thread at a time.
// Thread-safe.
class Pool {
 public:
  // Of none Lock() may not be called.
  explicit Pool(std::vector<std::unique_ptr<Database>> databases);

  // A connection, for as long as the guard lives. Never hold two.
  class Guard {
   public:
    explicit Guard(Pool& pool) : pool_(pool), database_(pool.Take()) {}
    ~Guard() { pool_.GiveBack(database_); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    Database& operator*() const { return *database_; }
    Database* operator->() const { return database_; }

   private:
    Pool& pool_;
    Database* const database_;
  };

  bool empty() const { return databases_.empty(); }

  // Waits until one is free.
  Guard Lock() { return Guard(*this); }

 private:
  Database* Take();
  void GiveBack(Database* database);

  const std::vector<std::unique_ptr<Database>> databases_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<Database*> free_;
};

}  // namespace sucharit::sql
