// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/enrolment.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/crypto/certificate_chain.h"
#include "common/crypto/digest.h"
#include "common/crypto/random.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kDeviceIdSize = 16;
constexpr size_t kCodeBytes = 16;
constexpr int kMostTickets = 100;
constexpr int kMostHours = 720;
constexpr size_t kLongestDeviceName = 256;
constexpr absl::string_view kNamePrefix = "device:";

absl::Status BadArgument(absl::string_view what) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT, "missing or not allowed",
                 what);
}

absl::Status CodeUnknown() {
  return Refused(absl::StatusCode::kPermissionDenied, v1::REASON_ENROLMENT_CODE_UNKNOWN,
                 "the enrolment code is wrong, used or expired");
}

}  // namespace

std::string Enrolment::CommonName(const std::string& device_id) {
  return absl::StrCat(kNamePrefix, crypto::ToHex(device_id));
}

std::string Enrolment::DeviceIdIn(const std::string& common_name) {
  absl::string_view hex = common_name;
  if (!absl::ConsumePrefix(&hex, kNamePrefix)) return "";
  return crypto::FromHex(hex, kDeviceIdSize);
}

absl::Status Enrolment::SetAuthorities(absl::string_view authorities_pem) {
  ASSIGN_OR_RETURN(authorities_, crypto::CertificatesToDer(authorities_pem));
  return absl::OkStatus();
}

absl::StatusOr<v1::CreateEnrolmentTicketsResponse> Enrolment::CreateTickets(
    const v1::CreateEnrolmentTicketsRequest& request) {
  if (request.count() < 1 || request.count() > kMostTickets) return BadArgument("count");
  if (request.valid_hours() < 1 || request.valid_hours() > kMostHours) {
    return BadArgument("valid_hours");
  }
  RETURN_IF_ERROR(agencies_.Find(request.agency_code()).status());
  const int64_t expires = absl::ToUnixSeconds(clock_.Now() + absl::Hours(request.valid_hours()));
  v1::CreateEnrolmentTicketsResponse response;
  for (int i = 0; i < request.count(); ++i) {
    v1::EnrolmentTicket* ticket = response.add_tickets();
    ticket->set_address(request.address().empty() ? public_address_ : request.address());
    ticket->set_authority(authorities_);
    ticket->set_code(crypto::ToHex(crypto::RandomBytes(kCodeBytes)));
    ticket->set_expires_unix(expires);
    RETURN_IF_ERROR(devices_.AddCode(crypto::Sha256(ticket->code()),
                                     EnrolmentCode{request.agency_code(), expires, "", ""}));
  }
  return response;
}

absl::StatusOr<v1::EnrolResponse> Enrolment::Describe(const DeviceRecord& record) {
  ASSIGN_OR_RETURN(const v1::Agency agency, agencies_.Find(record.agency_code));
  v1::EnrolResponse response;
  response.set_device_id(record.device.device_id());
  response.set_certificate(record.certificate);
  *response.mutable_agency_name() = agency.name();
  return response;
}

// Good as long as the authority's own: a clock that is wrong today must not make a tablet that
// nobody believes tomorrow, and what ends a tablet is revoking it.
absl::StatusOr<std::string> Enrolment::IssueCertificate(const std::string& signing_request,
                                                        const std::string& device_id) {
  ASSIGN_OR_RETURN(const absl::Time begins, crypto::CertificateBegins(authority_.certificate_pem));
  ASSIGN_OR_RETURN(const absl::Time ends, crypto::CertificateEnds(authority_.certificate_pem));
  return crypto::IssueClientCertificate(authority_, signing_request, CommonName(device_id), begins,
                                        ends - begins);
}

absl::StatusOr<v1::EnrolResponse> Enrolment::Enrol(const v1::EnrolRequest& request) {
  const std::string code_hash = crypto::Sha256(request.code());
  ASSIGN_OR_RETURN(const EnrolmentCode code, devices_.FindCode(code_hash));
  if (absl::ToUnixSeconds(clock_.Now()) >= code.expires_unix) return CodeUnknown();
  if (request.device_name().empty() || request.device_name().size() > kLongestDeviceName) {
    return BadArgument("device_name");
  }
  const auto key_hash = crypto::RequestKeyHash(request.signing_request());
  if (!key_hash.ok()) return BadArgument("signing_request");
  if (!code.key_hash.empty()) {
    // The tablet lost the first answer, or somebody else tries a used code.
    if (code.key_hash != *key_hash) return CodeUnknown();
    ASSIGN_OR_RETURN(const DeviceRecord known, devices_.FindActive(code.device_id));
    return Describe(known);
  }
  DeviceRecord record;
  record.agency_code = code.agency_code;
  record.device.set_device_id(crypto::RandomBytes(kDeviceIdSize));
  record.device.set_name(request.device_name());
  record.device.set_enrolled_day(DayInThailand(clock_.Now()));
  ASSIGN_OR_RETURN(record.certificate,
                   IssueCertificate(request.signing_request(), record.device.device_id()));
  RETURN_IF_ERROR(devices_.Enrol(code_hash, *key_hash, record));
  return Describe(record);
}

}  // namespace sucharit
