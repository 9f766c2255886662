// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/user.pb.h"

namespace sucharit {

struct UserRecord {
  v1::User user;
  std::string password_hash;
};

// A token that was given. Times are seconds since 1970-01-01 UTC.
struct SessionRecord {
  std::string token_hash;
  std::string user_name;
  int64_t began_unix = 0;
  int64_t used_unix = 0;
};

// Users, their roles and their tokens' hashes. Keeps what it is given: the rules are in
// server/users. Thread-safe.
class UserStore {
 public:
  // `database` must outlive the store.
  explicit UserStore(ServerDatabase& database) : database_(database) {}

  // ALREADY_EXISTS `REASON_USER_NAME`.
  absl::Status Add(const UserRecord& record);

  // NOT_FOUND `REASON_USER_UNKNOWN`.
  absl::StatusOr<UserRecord> Find(absl::string_view user_name);

  // By name.
  absl::StatusOr<std::vector<v1::User>> List();

  // Also ends the user's sessions but the one with `kept_token_hash`.
  absl::Status SetPassword(absl::string_view user_name, absl::string_view password_hash,
                           absl::string_view kept_token_hash);

  // Replaces roles and state in one transaction, and ends the sessions of a user who is disabled.
  // FAILED_PRECONDITION `REASON_USER_NAME` if nobody would be an operator any more; NOT_FOUND
  // `REASON_USER_UNKNOWN`.
  absl::Status Change(const v1::User& user);

  absl::Status AddSession(const SessionRecord& session);

  // UNAUTHENTICATED `REASON_NOT_AUTHENTICATED`.
  absl::StatusOr<SessionRecord> FindSession(absl::string_view token_hash);

  absl::Status TouchSession(absl::string_view token_hash, int64_t used_unix);

  // Does nothing if there is none.
  absl::Status EndSession(absl::string_view token_hash);

  absl::Status EndAllSessions();

  absl::Status RemoveSessionsBefore(int64_t began_unix);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
