// SPDX-License-Identifier: Apache-2.0
//
// libpq's header stays within the .cc files of this folder.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/sql/database.h"

struct pg_conn;
struct pg_result;

namespace sucharit::sql {

// A connection to a PostgreSQL server. Connects again by itself once it was lost, between two
// users.
class PostgresDatabase : public Database {
 public:
  // `place` is "postgresql://USER@HOST:PORT/DATABASE?..." as libpq reads it: several hosts for a
  // primary and its standbys, of which the one that takes writes is used; `passfile=` for a file
  // with the password; `sslmode=verify-full&sslrootcert=FILE` for another machine. Refused as
  // CheckPlace and NotConnected (postgres_place.h); FAILED_PRECONDITION `REASON_CONFIG_MALFORMED`
  // with the setting as subject if the server could lose a commit that it has confirmed
  // (synchronous_commit, fsync) or doesn't store UTF-8; PERMISSION_DENIED
  // `REASON_STORAGE_NOT_WRITABLE` if it doesn't let us in. Nothing of this names the password.
  static absl::StatusOr<std::unique_ptr<PostgresDatabase>> Connect(const std::string& place);

  // The same, connecting when it is first used.
  static std::unique_ptr<PostgresDatabase> ConnectLater(const std::string& place);

  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;
  ~PostgresDatabase() override;

  Engine engine() const override { return Engine::kPostgres; }
  absl::Status Execute(const char* sql) override;
  int64_t Changes() const override { return changes_; }
  std::unique_ptr<PreparedStatement> Prepare(const char* sql) override;
  absl::Status Begin(Writers writers) override;
  absl::Status Commit() override;
  void RollBack() override;
  absl::Status Checkpoint() override { return absl::OkStatus(); }
  absl::Status CheckIntegrity() override { return absl::OkStatus(); }
  void Refresh() override;

 private:
  friend class PostgresStatement;

  explicit PostgresDatabase(std::string place) : place_(std::move(place)) {}

  absl::Status Connect();
  absl::Status CheckSettings();
  bool IsUsable();

  // The name of the prepared statement of `sql` with parameters of these types. Prepared once for
  // each connection.
  absl::StatusOr<std::string> NameOf(const std::string& sql, const std::string& types);

  // What became of a command. Keeps how many rows it has changed.
  absl::Status Note(const pg_result* result);

  const std::string place_;
  pg_conn* connection_ = nullptr;
  absl::Status connected_;  // Why the last attempt failed.
  std::map<std::string, std::string> names_;
  int64_t changes_ = 0;
  bool warned_ = false;
};

}  // namespace sucharit::sql
