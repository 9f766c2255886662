// SPDX-License-Identifier: Apache-2.0
#include "server/store/user_store.h"

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

absl::Status UserUnknown(absl::string_view user_name) {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_USER_UNKNOWN, "no such user", user_name);
}

absl::Status InsertRoles(sql::Database& database, const v1::User& user) {
  sql::Statement insert(database,
                        "INSERT INTO user_role(user_name, role, agency_code) "
                        "VALUES(?, ?, ?) ON CONFLICT DO NOTHING");
  for (const v1::RoleGrant& grant : user.roles()) {
    RETURN_IF_ERROR(
        insert.BindText(user.name()).Bind(grant.role()).BindText(grant.agency_code()).Run());
  }
  return absl::OkStatus();
}

absl::Status ReadRoles(sql::Database& database, v1::User& user) {
  sql::Statement query(database,
                       "SELECT role, agency_code FROM user_role WHERE user_name = ? "
                       "ORDER BY role, agency_code");
  query.BindText(user.name());
  while (query.Step()) {
    v1::RoleGrant* grant = user.add_roles();
    grant->set_role(static_cast<v1::Role>(query.Int(0)));
    grant->set_agency_code(query.Text(1));
  }
  return query.status();
}

// Somebody must be left who can make others operators.
absl::Status CheckOperatorIsLeft(sql::Database& database, absl::string_view user_name) {
  sql::Statement query(database,
                       "SELECT 1 FROM \"user\" JOIN user_role USING(user_name) "
                       "WHERE role = ? AND disabled = 0 LIMIT 1");
  query.Bind(v1::ROLE_OPERATOR);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found) return absl::OkStatus();
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_USER_NAME,
                 "the last operator must stay one", user_name);
}

}  // namespace

absl::Status UserStore::Add(const UserRecord& record) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "INSERT INTO \"user\"(user_name, password_hash, "
                                 "disabled) VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
                      .BindText(record.user.name())
                      .BindText(record.password_hash)
                      .Bind(record.user.disabled() ? 1 : 0)
                      .Run());
  if (database->Changes() != 1) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_USER_NAME, "there is such a user",
                   record.user.name());
  }
  RETURN_IF_ERROR(InsertRoles(*database, record.user));
  return transaction.Commit();
}

absl::StatusOr<UserRecord> UserStore::Find(absl::string_view user_name) {
  auto database = database_.Lock();
  sql::Statement query(
      *database, "SELECT user_name, password_hash, disabled FROM \"user\" WHERE user_name = ?");
  query.BindText(user_name);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return UserUnknown(user_name);
  UserRecord record;
  record.user.set_name(query.Text(0));
  record.password_hash = query.Text(1);
  record.user.set_disabled(query.Int(2) != 0);
  RETURN_IF_ERROR(ReadRoles(*database, record.user));
  return record;
}

absl::StatusOr<std::vector<v1::User>> UserStore::List() {
  auto database = database_.Lock();
  sql::Statement query(*database, "SELECT user_name, disabled FROM \"user\" ORDER BY user_name");
  std::vector<v1::User> users;
  while (query.Step()) {
    v1::User& user = users.emplace_back();
    user.set_name(query.Text(0));
    user.set_disabled(query.Int(1) != 0);
  }
  RETURN_IF_ERROR(query.status());
  for (v1::User& user : users) RETURN_IF_ERROR(ReadRoles(*database, user));
  return users;
}

absl::Status UserStore::SetPassword(absl::string_view user_name, absl::string_view password_hash,
                                    absl::string_view kept_token_hash) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(
      sql::Statement(*database, "UPDATE \"user\" SET password_hash = ? WHERE user_name = ?")
          .BindText(password_hash)
          .BindText(user_name)
          .Run());
  if (database->Changes() != 1) return UserUnknown(user_name);
  RETURN_IF_ERROR(
      sql::Statement(*database, "DELETE FROM session WHERE user_name = ? AND token_hash <> ?")
          .BindText(user_name)
          .BindBlob(kept_token_hash)
          .Run());
  return transaction.Commit();
}

absl::Status UserStore::Change(const v1::User& user) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(sql::Statement(*database, "UPDATE \"user\" SET disabled = ? WHERE user_name = ?")
                      .Bind(user.disabled() ? 1 : 0)
                      .BindText(user.name())
                      .Run());
  if (database->Changes() != 1) return UserUnknown(user.name());
  RETURN_IF_ERROR(sql::Statement(*database, "DELETE FROM user_role WHERE user_name = ?")
                      .BindText(user.name())
                      .Run());
  RETURN_IF_ERROR(InsertRoles(*database, user));
  if (user.disabled()) {
    RETURN_IF_ERROR(sql::Statement(*database, "DELETE FROM session WHERE user_name = ?")
                        .BindText(user.name())
                        .Run());
  }
  RETURN_IF_ERROR(CheckOperatorIsLeft(*database, user.name()));
  return transaction.Commit();
}

absl::Status UserStore::AddSession(const SessionRecord& session) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "INSERT INTO session(token_hash, user_name, began_unix, used_unix) "
                        "VALUES(?, ?, ?, ?)")
      .BindBlob(session.token_hash)
      .BindText(session.user_name)
      .Bind(session.began_unix)
      .Bind(session.used_unix)
      .Run();
}

absl::StatusOr<SessionRecord> UserStore::FindSession(absl::string_view token_hash) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT token_hash, user_name, began_unix, used_unix FROM session "
                       "WHERE token_hash = ?");
  query.BindBlob(token_hash);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found) return SessionRecord{query.Blob(0), query.Text(1), query.Int(2), query.Int(3)};
  return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED,
                 "no valid token");
}

absl::Status UserStore::TouchSession(absl::string_view token_hash, int64_t used_unix) {
  auto database = database_.Lock();
  return sql::Statement(*database, "UPDATE session SET used_unix = ? WHERE token_hash = ?")
      .Bind(used_unix)
      .BindBlob(token_hash)
      .Run();
}

absl::Status UserStore::EndSession(absl::string_view token_hash) {
  auto database = database_.Lock();
  return sql::Statement(*database, "DELETE FROM session WHERE token_hash = ?")
      .BindBlob(token_hash)
      .Run();
}

absl::Status UserStore::EndAllSessions() {
  auto database = database_.Lock();
  return sql::Statement(*database, "DELETE FROM session").Run();
}

absl::Status UserStore::RemoveSessionsBefore(int64_t began_unix) {
  auto database = database_.Lock();
  return sql::Statement(*database, "DELETE FROM session WHERE began_unix < ?")
      .Bind(began_unix)
      .Run();
}

}  // namespace sucharit
