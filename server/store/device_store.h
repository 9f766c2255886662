// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// What an enrolment code stands for, and who has used it.
struct EnrolmentCode {
  std::string agency_code;
  int64_t expires_unix = 0;
  std::string key_hash;   // Empty until used: the SHA-256 of the tablet's public key.
  std::string device_id;  // Empty until used.
};

struct DeviceRecord {
  v1::Device device;
  std::string agency_code;
  std::string certificate;  // DER.
};

// The tablets, their enrolment codes (as hashes), and which rounds they know. Thread-safe.
class DeviceStore {
 public:
  // `database` must outlive the store.
  explicit DeviceStore(ServerDatabase& database) : database_(database) {}

  absl::Status AddCode(absl::string_view code_hash, const EnrolmentCode& code);

  // PERMISSION_DENIED `REASON_ENROLMENT_CODE_UNKNOWN`.
  absl::StatusOr<EnrolmentCode> FindCode(absl::string_view code_hash);

  // Binds the code to the key and adds the device, in one transaction. PERMISSION_DENIED
  // `REASON_ENROLMENT_CODE_UNKNOWN` if the code was used in the meantime.
  absl::Status Enrol(absl::string_view code_hash, absl::string_view key_hash,
                     const DeviceRecord& device);

  // UNAUTHENTICATED `REASON_DEVICE_NOT_ENROLLED` or `REASON_DEVICE_REVOKED`.
  absl::StatusOr<DeviceRecord> FindActive(absl::string_view device_id);

  // The record whatever its state. NOT_FOUND `REASON_DEVICE_UNKNOWN`.
  absl::StatusOr<DeviceRecord> Find(absl::string_view device_id);

  // By name.
  absl::StatusOr<std::vector<v1::Device>> List(absl::string_view agency_code);

  // NOT_FOUND `REASON_DEVICE_UNKNOWN`.
  absl::Status Revoke(absl::string_view device_id);

  // The tablet has been told of the round, so closing waits for it.
  absl::Status NoteKnows(absl::string_view round_id, absl::string_view device_id);

  // Whether nothing of a round in state closing is left on the tablet.
  absl::Status NoteDone(absl::string_view round_id, absl::string_view device_id, bool done);

  // Tablets that know the round, aren't revoked, and haven't said that nothing is left. By name.
  absl::StatusOr<std::vector<v1::Device>> NotDone(absl::string_view round_id);

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
