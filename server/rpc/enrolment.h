// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/certificate.h"
#include "common/time/clock.h"
#include "server/store/agency_store.h"
#include "server/store/device_store.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/collect.pb.h"

namespace sucharit {

// Tickets out, tablets in. Thread-safe.
class Enrolment {
 public:
  // All must outlive the object. `public_address` is what tablets dial unless a request says
  // otherwise.
  Enrolment(ServerDatabase& database, const crypto::Identity& authority, const Clock& clock)
      : agencies_(database), devices_(database), authority_(authority), clock_(clock) {}

  void SetPublicAddress(const std::string& address) { public_address_ = address; }

  // Who vouches for the server to tablets that enrol from now on, PEM; needed before the first
  // ticket. INVALID_ARGUMENT if they aren't certificates.
  absl::Status SetAuthorities(absl::string_view authorities_pem);

  // See v1.AdminService.CreateEnrolmentTickets.
  absl::StatusOr<v1::CreateEnrolmentTicketsResponse> CreateTickets(
      const v1::CreateEnrolmentTicketsRequest& request);

  // See v1.CollectService.Enrol.
  absl::StatusOr<v1::EnrolResponse> Enrol(const v1::EnrolRequest& request);

  // The common name of a tablet's certificate, and the device id in one; empty if it isn't a
  // tablet's.
  static std::string CommonName(const std::string& device_id);
  static std::string DeviceIdIn(const std::string& common_name);

 private:
  absl::StatusOr<std::string> IssueCertificate(const std::string& signing_request,
                                               const std::string& device_id);
  absl::StatusOr<v1::EnrolResponse> Describe(const DeviceRecord& record);

  AgencyStore agencies_;
  DeviceStore devices_;
  const crypto::Identity& authority_;
  const Clock& clock_;
  std::string public_address_;
  std::string authorities_;  // DER, one after the other.
};

}  // namespace sucharit
