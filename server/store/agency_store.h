// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/store/server_database.h"
#include "sucharit/v1/admin.pb.h"

namespace sucharit {

// The agencies of the installation. Thread-safe.
class AgencyStore {
 public:
  // `database` must outlive the store.
  explicit AgencyStore(ServerDatabase& database) : database_(database) {}

  // Does nothing if the same agency is there. ALREADY_EXISTS `REASON_AGENCY_EXISTS` if its code has
  // another name; INVALID_ARGUMENT `REASON_ARGUMENT` for a bad code or a missing name.
  absl::Status Create(const v1::Agency& agency);

  // NOT_FOUND `REASON_AGENCY_UNKNOWN`.
  absl::StatusOr<v1::Agency> Find(absl::string_view agency_code);

  // By code.
  absl::StatusOr<std::vector<v1::Agency>> List();

 private:
  ServerDatabase& database_;
};

}  // namespace sucharit
