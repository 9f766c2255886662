// SPDX-License-Identifier: Apache-2.0
#include "server/users/users.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/users/password_rules.h"

namespace sucharit {
namespace {

constexpr size_t kTokenSize = 32;
constexpr int kMostWaiting = 4;
constexpr int kMostRoles = 1000;

// A token's last use is written down this often, not with each call.
constexpr absl::Duration kTouch = absl::Minutes(1);

// A clock that is set a little must not end anybody's token.
constexpr absl::Duration kClockTolerance = absl::Minutes(10);

// Ended tokens are remembered so long, so that their owner is told to log in again.
constexpr absl::Duration kRemembered = absl::Hours(24 * 7);

absl::Status Wrong() {
  return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_PASSWORD_WRONG,
                 "user or password is wrong");
}

// Counts those who wait for their password to be checked.
class Place {
 public:
  explicit Place(std::atomic<int>& waiting) : waiting_(waiting), number_(++waiting) {}
  ~Place() { --waiting_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  bool free() const { return number_ <= kMostWaiting; }

 private:
  std::atomic<int>& waiting_;
  const int number_;
};

bool HasEnded(const SessionRecord& session, absl::Time now, const UserRules& rules) {
  const absl::Duration age = now - absl::FromUnixSeconds(session.began_unix);
  const absl::Duration idle = now - absl::FromUnixSeconds(session.used_unix);
  return age >= rules.token_lifetime || age < -kClockTolerance || idle >= rules.token_idle;
}

}  // namespace

absl::StatusOr<v1::LogInResponse> Users::LogIn(const v1::LogInRequest& request,
                                               absl::string_view network) {
  const Place place(waiting_);
  if (!place.free()) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_RATE_LIMIT,
                   "many passwords are being checked", "5");
  }
  std::string name = absl::AsciiStrToLower(request.name());
  // What can't be a name costs as much, and all of it counts as one.
  if (!CheckUserName(name).ok()) name.clear();
  ASSIGN_OR_RETURN(const v1::User user, CheckLogIn(name, network, request.password()));
  return GiveToken(user);
}

absl::StatusOr<v1::User> Users::CheckLogIn(const std::string& name, absl::string_view network,
                                           absl::string_view password) {
  const std::lock_guard<std::mutex> lock(checking_);
  const int64_t seconds = delays_.SecondsToWait(name, network, clock_.Now());
  if (seconds > 0) {
    return Refused(absl::StatusCode::kResourceExhausted, v1::REASON_LOGIN_WAIT,
                   "too many wrong passwords", absl::StrCat(seconds));
  }
  RETURN_IF_ERROR(MakeDecoy());
  auto record = store_.Find(name);
  if (!record.ok() && !absl::IsNotFound(record.status())) return record.status();
  const bool right = crypto::VerifyPassword(password, record.ok() ? record->password_hash : decoy_);
  if (right && record.ok() && !record->user.disabled()) {
    delays_.NoteRight(name, network, clock_.Now());
    return record->user;
  }
  delays_.NoteWrong(name, network, clock_.Now());
  return Wrong();
}

absl::Status Users::MakeDecoy() {
  if (!decoy_.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(decoy_, crypto::HashPassword(crypto::RandomBytes(kTokenSize), rules_.cost));
  return absl::OkStatus();
}

absl::StatusOr<v1::LogInResponse> Users::GiveToken(const v1::User& user) {
  const absl::Time now = clock_.Now();
  v1::LogInResponse response;
  response.set_token(crypto::ToHex(crypto::RandomBytes(kTokenSize)));
  response.set_expires_unix(absl::ToUnixSeconds(now + rules_.token_lifetime));
  response.set_idle_seconds(absl::ToInt64Seconds(rules_.token_idle));
  *response.mutable_user() = user;
  RETURN_IF_ERROR(
      store_.RemoveSessionsBefore(absl::ToUnixSeconds(now - rules_.token_lifetime - kRemembered)));
  RETURN_IF_ERROR(store_.AddSession({crypto::Sha256(response.token()), user.name(),
                                     absl::ToUnixSeconds(now), absl::ToUnixSeconds(now)}));
  return response;
}

absl::StatusOr<Caller> Users::Identify(absl::string_view token) {
  ASSIGN_OR_RETURN(const SessionRecord session, store_.FindSession(crypto::Sha256(token)));
  const absl::Time now = clock_.Now();
  if (HasEnded(session, now, rules_)) {
    return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_TOKEN_EXPIRED,
                   "the token has ended");
  }
  ASSIGN_OR_RETURN(const UserRecord record, store_.Find(session.user_name));
  if (record.user.disabled()) {
    return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED,
                   "the user is disabled");
  }
  if (now - absl::FromUnixSeconds(session.used_unix) >= kTouch) {
    RETURN_IF_ERROR(store_.TouchSession(session.token_hash, absl::ToUnixSeconds(now)));
  }
  return Caller{record.user, session.token_hash};
}

absl::Status Users::LogOut(const Caller& caller) { return store_.EndSession(caller.token_hash); }

absl::Status Users::Create(const v1::CreateUserRequest& request) {
  RETURN_IF_ERROR(CheckUserName(request.user().name()));
  RETURN_IF_ERROR(CheckPassword(request.password(), request.user().name()));
  RETURN_IF_ERROR(CheckRoles(request.user()));
  UserRecord record;
  record.user = request.user();
  record.user.set_disabled(false);
  ASSIGN_OR_RETURN(record.password_hash, crypto::HashPassword(request.password(), rules_.cost));
  return store_.Add(record);
}

absl::Status Users::SetPassword(const Caller& caller, const v1::SetPasswordRequest& request) {
  const std::string& name = request.user_name().empty() ? caller.user.name() : request.user_name();
  const bool own = name == caller.user.name();
  // Whoever has somebody's token has one place to guess from, wherever they are.
  if (own) {
    RETURN_IF_ERROR(CheckLogIn(name, caller.token_hash, request.present_password()).status());
  }
  RETURN_IF_ERROR(CheckPassword(request.password(), name));
  ASSIGN_OR_RETURN(const std::string hash, crypto::HashPassword(request.password(), rules_.cost));
  return store_.SetPassword(name, hash, own ? caller.token_hash : "");
}

absl::Status Users::SetRoles(const v1::SetRolesRequest& request) {
  ASSIGN_OR_RETURN(UserRecord record, store_.Find(request.user_name()));
  *record.user.mutable_roles() = request.roles();
  RETURN_IF_ERROR(CheckRoles(record.user));
  return store_.Change(record.user);
}

absl::Status Users::Disable(const v1::DisableUserRequest& request) {
  ASSIGN_OR_RETURN(UserRecord record, store_.Find(request.user_name()));
  record.user.set_disabled(request.disabled());
  return store_.Change(record.user);
}

absl::StatusOr<v1::User> Users::Find(absl::string_view user_name) {
  ASSIGN_OR_RETURN(UserRecord record, store_.Find(user_name));
  return record.user;
}

absl::Status Users::CheckRoles(const v1::User& user) {
  const auto bad = [](absl::string_view why) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, why, "roles");
  };
  if (user.roles_size() > kMostRoles) return bad("too many");
  for (const v1::RoleGrant& grant : user.roles()) {
    if (RoleName(grant.role()).empty()) return bad("no such role");
    const bool everywhere = grant.agency_code().empty();
    if (grant.role() == v1::ROLE_OPERATOR && !everywhere) return bad("an operator has no agency");
    if (everywhere && grant.role() != v1::ROLE_OPERATOR && grant.role() != v1::ROLE_AUDITOR) {
      return bad("this role needs an agency");
    }
    if (!everywhere) RETURN_IF_ERROR(agencies_.Find(grant.agency_code()).status());
  }
  return absl::OkStatus();
}

}  // namespace sucharit
