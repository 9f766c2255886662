// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/rpc/permissions.h"
#include "server/store/agency_store.h"
#include "server/store/device_store.h"
#include "server/store/round_store.h"
#include "server/users/users.h"

namespace sucharit {

// What a request is about, in words for the audit log: nothing that a caller could have made up.
struct RequestSubject {
  std::string kind;  // "round", "device", "user", "agency" or "installation".
  std::string id;    // Empty if there is no such thing, or it isn't well-formed.
};

// Finds out where a request takes place. Thread-safe.
class RequestPlaces {
 public:
  // All must outlive the object.
  RequestPlaces(ServerDatabase& database, Users& users)
      : agencies_(database), devices_(database), rounds_(database), users_(users) {}

  // The agencies for which the caller needs a role; an empty code stands for the whole
  // installation. Not for kNowhere, kSelf, kTablet and kAnyOwn. NOT_FOUND for a round, tablet or
  // user that there isn't.
  absl::StatusOr<std::vector<std::string>> AgenciesOf(const Permission& permission,
                                                      const google::protobuf::Message& request);

  RequestSubject SubjectOf(const google::protobuf::Message& request);

  // The code, if there is such an agency; else empty.
  std::string KnownAgency(const std::string& code);

 private:
  absl::StatusOr<std::vector<std::string>> AgenciesOfNewRound(
      const google::protobuf::Message& request);
  absl::StatusOr<std::vector<std::string>> AgenciesOfUser(Where where,
                                                          const google::protobuf::Message& request);
  std::string KnownUser(const std::string& name);

  AgencyStore agencies_;
  DeviceStore devices_;
  RoundStore rounds_;
  Users& users_;
};

}  // namespace sucharit
