// SPDX-License-Identifier: Apache-2.0
#include "server/store/device_store.h"

#include "common/crypto/digest.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/statement.h"

namespace sucharit {
namespace {

absl::Status CodeUnknown() {
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_ENROLMENT_CODE_UNKNOWN,
                 "the enrolment code is wrong, used or expired");
}

v1::Device ReadDevice(const sql::Statement& query) {
  v1::Device device;
  device.set_device_id(query.Blob(0));
  device.set_name(query.Text(1));
  device.set_revoked(query.Int(2) != 0);
  device.set_enrolled_day(static_cast<int32_t>(query.Int(3)));
  return device;
}

}  // namespace

absl::Status DeviceStore::AddCode(absl::string_view code_hash, const EnrolmentCode& code) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "INSERT INTO enrolment_code(code_hash, agency_code, expires_unix, "
                        "key_hash, device_id) VALUES(?, ?, ?, ?, ?)")
      .BindBlob(code_hash)
      .BindText(code.agency_code)
      .Bind(code.expires_unix)
      .BindBlob("")
      .BindBlob("")
      .Run();
}

absl::StatusOr<EnrolmentCode> DeviceStore::FindCode(absl::string_view code_hash) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT agency_code, expires_unix, key_hash, device_id "
                       "FROM enrolment_code WHERE code_hash = ?");
  query.BindBlob(code_hash);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (!found) return CodeUnknown();
  return EnrolmentCode{query.Text(0), query.Int(1), query.Blob(2), query.Blob(3)};
}

absl::Status DeviceStore::Enrol(absl::string_view code_hash, absl::string_view key_hash,
                                const DeviceRecord& record) {
  auto database = database_.Lock();
  sql::Transaction transaction(*database);
  RETURN_IF_ERROR(transaction.status());
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "UPDATE enrolment_code SET key_hash = ?, device_id = ? "
                                 "WHERE code_hash = ? AND key_hash = ?")
                      .BindBlob(key_hash)
                      .BindBlob(record.device.device_id())
                      .BindBlob(code_hash)
                      .BindBlob("")
                      .Run());
  if (database->Changes() != 1) return CodeUnknown();
  RETURN_IF_ERROR(sql::Statement(*database,
                                 "INSERT INTO device(device_id, agency_code, name, enrolled_day, "
                                 "revoked, certificate) VALUES(?, ?, ?, ?, 0, ?)")
                      .BindBlob(record.device.device_id())
                      .BindText(record.agency_code)
                      .BindText(record.device.name())
                      .Bind(record.device.enrolled_day())
                      .BindBlob(record.certificate)
                      .Run());
  return transaction.Commit();
}

absl::StatusOr<DeviceRecord> DeviceStore::FindActive(absl::string_view device_id) {
  auto record = Find(device_id);
  if (absl::IsNotFound(record.status())) {
    return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_NOT_ENROLLED,
                   "no such tablet");
  }
  RETURN_IF_ERROR(record.status());
  if (record->device.revoked()) {
    return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED,
                   "the tablet was revoked");
  }
  return record;
}

absl::StatusOr<DeviceRecord> DeviceStore::Find(absl::string_view device_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT device_id, name, revoked, enrolled_day, agency_code, certificate "
                       "FROM device WHERE device_id = ?");
  query.BindBlob(device_id);
  const bool found = query.Step();
  RETURN_IF_ERROR(query.status());
  if (found) return DeviceRecord{ReadDevice(query), query.Text(4), query.Blob(5)};
  return Refused(absl::StatusCode::kNotFound, v1::REASON_DEVICE_UNKNOWN, "no such tablet",
                 crypto::ToHex(device_id));
}

absl::StatusOr<std::vector<v1::Device>> DeviceStore::List(absl::string_view agency_code) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT device_id, name, revoked, enrolled_day FROM device "
                       "WHERE agency_code = ? ORDER BY name, device_id");
  query.BindText(agency_code);
  std::vector<v1::Device> devices;
  while (query.Step()) devices.push_back(ReadDevice(query));
  RETURN_IF_ERROR(query.status());
  return devices;
}

absl::Status DeviceStore::Revoke(absl::string_view device_id) {
  RETURN_IF_ERROR(Find(device_id).status());
  auto database = database_.Lock();
  return sql::Statement(*database, "UPDATE device SET revoked = 1 WHERE device_id = ?")
      .BindBlob(device_id)
      .Run();
}

absl::Status DeviceStore::NoteKnows(absl::string_view round_id, absl::string_view device_id) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "INSERT INTO device_round(round_id, device_id, done) "
                        "VALUES(?, ?, 0) ON CONFLICT DO NOTHING")
      .BindBlob(round_id)
      .BindBlob(device_id)
      .Run();
}

absl::Status DeviceStore::NoteDone(absl::string_view round_id, absl::string_view device_id,
                                   bool done) {
  auto database = database_.Lock();
  return sql::Statement(*database,
                        "UPDATE device_round SET done = ? WHERE round_id = ? AND device_id = ?")
      .Bind(done ? 1 : 0)
      .BindBlob(round_id)
      .BindBlob(device_id)
      .Run();
}

absl::StatusOr<std::vector<v1::Device>> DeviceStore::NotDone(absl::string_view round_id) {
  auto database = database_.Lock();
  sql::Statement query(*database,
                       "SELECT device_id, name, revoked, enrolled_day FROM device "
                       "JOIN device_round USING(device_id) "
                       "WHERE round_id = ? AND done = 0 AND revoked = 0 "
                       "ORDER BY name, device_id");
  query.BindBlob(round_id);
  std::vector<v1::Device> devices;
  while (query.Step()) devices.push_back(ReadDevice(query));
  RETURN_IF_ERROR(query.status());
  return devices;
}

}  // namespace sucharit
