// SPDX-License-Identifier: Apache-2.0
#include "server/sql/pool.h"

#include <utility>

namespace sucharit::sql {

Pool::Pool(std::vector<std::unique_ptr<Database>> databases) : databases_(std::move(databases)) {
  for (const auto& database : databases_) free_.push_back(database.get());
}

Database* Pool::Take() {
  Database* database = nullptr;
  {
    std::unique_lock<std::mutex> lock(mutex_);
    given_back_.wait(lock, [this] { return !free_.empty(); });
    database = free_.back();
    free_.pop_back();
  }
  database->Refresh();
  return database;
}

void Pool::GiveBack(Database* database) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(database);
  }
  given_back_.notify_one();
}

}  // namespace sucharit::sql
