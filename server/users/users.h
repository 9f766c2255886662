// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/crypto/password.h"
#include "common/time/clock.h"
#include "server/store/agency_store.h"
#include "server/store/user_store.h"
#include "server/users/caller.h"
#include "server/users/log_in_delays.h"
#include "sucharit/v1/user.pb.h"

namespace sucharit {

// How dear passwords are to check and how long tokens last. Tests have their own.
struct UserRules {
  crypto::PasswordCost cost = crypto::PasswordCost::kModerate;
  absl::Duration token_lifetime = absl::Hours(12);
  absl::Duration token_idle = absl::Hours(1);
};

// People, their passwords and tokens. Who may call what is decided before (server/rpc/permissions).
// Thread-safe.
class Users {
 public:
  // `database` and `clock` must outlive the object.
  Users(ServerDatabase& database, const Clock& clock, const UserRules& rules)
      : store_(database), agencies_(database), clock_(clock), rules_(rules) {}

  // See v1.UserService.LogIn. Takes as long for a name that there isn't; one password is checked at
  // a time, because each takes much memory. `network` is where the call comes from, in memory
  // alone: others' wrong passwords don't keep anybody out of where they have logged in before.
  absl::StatusOr<v1::LogInResponse> LogIn(const v1::LogInRequest& request,
                                          absl::string_view network);

  // Who has this token. UNAUTHENTICATED `REASON_NOT_AUTHENTICATED` or `REASON_TOKEN_EXPIRED`.
  absl::StatusOr<Caller> Identify(absl::string_view token);

  absl::Status LogOut(const Caller& caller);

  // See v1.UserService for these.
  absl::Status Create(const v1::CreateUserRequest& request);
  absl::Status SetPassword(const Caller& caller, const v1::SetPasswordRequest& request);
  absl::Status SetRoles(const v1::SetRolesRequest& request);
  absl::Status Disable(const v1::DisableUserRequest& request);

  // All of them, by name.
  absl::StatusOr<std::vector<v1::User>> List() { return store_.List(); }

  // NOT_FOUND `REASON_USER_UNKNOWN`.
  absl::StatusOr<v1::User> Find(absl::string_view user_name);

 private:
  // Checks one password; the user, if it is right. UNAUTHENTICATED `REASON_PASSWORD_WRONG`.
  absl::StatusOr<v1::User> CheckLogIn(const std::string& name, absl::string_view network,
                                      absl::string_view password);
  absl::Status MakeDecoy();
  absl::Status CheckRoles(const v1::User& user);
  absl::StatusOr<v1::LogInResponse> GiveToken(const v1::User& user);

  UserStore store_;
  AgencyStore agencies_;
  const Clock& clock_;
  const UserRules rules_;
  LogInDelays delays_;
  std::atomic<int> waiting_{0};
  std::mutex checking_;
  std::string decoy_;  // A hash for names that there aren't; guarded by `checking_`.
};

}  // namespace sucharit
