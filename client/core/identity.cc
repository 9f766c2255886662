// SPDX-License-Identifier: Apache-2.0
#include "client/core/identity.h"

#include "common/sqlite/statement.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::StatusOr<std::optional<Identity>> IdentityStore::Load() {
  auto database = database_.Lock();
  sqlite::Statement query(*database,
                          "SELECT address, authority_pem, device_id, device_name, private_key_pem, "
                          "certificate_pem, agency_name_th, agency_name_en FROM identity");
  std::optional<Identity> identity;
  if (query.Step()) {
    identity.emplace();
    identity->address = query.Text(0);
    identity->authority_pem = query.Text(1);
    identity->device_id = query.Blob(2);
    identity->device_name = query.Text(3);
    identity->private_key_pem = query.Text(4);
    identity->certificate_pem = query.Text(5);
    identity->agency_name.set_th(query.Text(6));
    identity->agency_name.set_en(query.Text(7));
  }
  RETURN_IF_ERROR(query.status());
  return identity;
}

absl::Status IdentityStore::Save(const Identity& identity) {
  auto database = database_.Lock();
  sqlite::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  absl::Status status =
      sqlite::Statement(
          *database,
          "INSERT INTO identity(only, address, authority_pem, device_id, device_name, "
          "private_key_pem, certificate_pem, agency_name_th, agency_name_en) "
          "VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?)")
          .BindText(identity.address)
          .BindText(identity.authority_pem)
          .BindBlob(identity.device_id)
          .BindText(identity.device_name)
          .BindText(identity.private_key_pem)
          .BindText(identity.certificate_pem)
          .BindText(identity.agency_name.th())
          .BindText(identity.agency_name.en())
          .Run();
  if (absl::IsAlreadyExists(status)) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_ENROLLED,
                   "the tablet belongs to a server already");
  }
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(database->Execute("DELETE FROM pending_key"));
  return transaction.Commit();
}

absl::StatusOr<std::optional<std::string>> IdentityStore::PendingKey() {
  auto database = database_.Lock();
  sqlite::Statement query(*database, "SELECT private_key_pem FROM pending_key");
  std::optional<std::string> key;
  if (query.Step()) key = query.Text(0);
  RETURN_IF_ERROR(query.status());
  return key;
}

absl::Status IdentityStore::SavePendingKey(const std::string& private_key_pem) {
  auto database = database_.Lock();
  return sqlite::Statement(*database,
                           "INSERT OR REPLACE INTO pending_key(only, private_key_pem) VALUES(1, ?)")
      .BindText(private_key_pem)
      .Run();
}

}  // namespace sucharit
