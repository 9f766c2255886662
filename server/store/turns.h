// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"
#include "server/store/server_database.h"

namespace sucharit {

// It is this server's turn for as long as this lives, or until the connection to the database is
// lost: what is done in a turn must be harmless if it is done twice.
class Turn {
 public:
  // `holding` is the connection that holds the lock; none where nobody else could.
  explicit Turn(std::unique_ptr<sql::Database> holding) : holding_(std::move(holding)) {}

 private:
  std::unique_ptr<sql::Database> holding_;
};

// For what one server of an installation does at a time, over more than one transaction. Threads
// of one server take turns by mutexes of their own. Thread-safe.
class Turns {
 public:
  // `database` must outlive the object.
  explicit Turns(ServerDatabase& database) : database_(database) {}

  // Waits for the turn to do `what` about a round; at once on SQLite, which has one server.
  // UNAVAILABLE `REASON_STORAGE_IN_USE` if another server takes longer than twenty seconds.
  absl::StatusOr<Turn> Take(absl::string_view what, absl::string_view round_id);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
