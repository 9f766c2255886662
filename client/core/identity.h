// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/core/tablet_database.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// Who this tablet is and which server it belongs to.
struct Identity {
  std::string address;        // What to dial, "host:port".
  std::string authority_pem;  // The only certificate authorities the tablet trusts.
  std::string device_id;      // 16 bytes.
  std::string device_name;
  std::string private_key_pem;
  std::string certificate_pem;
  v1::Text agency_name;
};

// Keeps the identity. Thread-safe.
class IdentityStore {
 public:
  // `database` must outlive the store.
  explicit IdentityStore(TabletDatabase& database) : database_(database) {}

  // Nothing before enrolment.
  absl::StatusOr<std::optional<Identity>> Load();

  // ALREADY_EXISTS `REASON_ALREADY_ENROLLED` if the tablet belongs to a server already.
  absl::Status Save(const Identity& identity);

  // A private key that waits for its certificate. Kept before the server is asked, so that a tablet
  // killed in between asks again with the same key.
  absl::StatusOr<std::optional<std::string>> PendingKey();
  absl::Status SavePendingKey(const std::string& private_key_pem);

 private:
  TabletDatabase& database_;
};

}  // namespace sucharit
