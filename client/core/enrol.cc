// SPDX-License-Identifier: Apache-2.0
#include "client/core/enrol.h"

#include <grpcpp/client_context.h>

#include <chrono>
#include <optional>

#include "client/core/captive_portal.h"
#include "client/core/identity.h"
#include "client/core/sync.h"
#include "client/core/sync_channel.h"
#include "common/crypto/certificate.h"
#include "common/crypto/certificate_chain.h"
#include "common/enrolment/ticket.h"
#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "sucharit/v1/collect.grpc.pb.h"

namespace sucharit {
namespace {

constexpr std::chrono::seconds kCallTime(20);

absl::Status RequireNotEnrolled(IdentityStore& store) {
  ASSIGN_OR_RETURN(const std::optional<Identity> identity, store.Load());
  if (!identity.has_value()) return absl::OkStatus();
  return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_ENROLLED,
                 "the tablet belongs to a server already");
}

// The key is on disk before the server hears of it: killed in between, the tablet asks again with
// the same.
absl::StatusOr<std::string> DeviceKey(IdentityStore& store) {
  ASSIGN_OR_RETURN(const std::optional<std::string> pending, store.PendingKey());
  if (pending.has_value()) return *pending;
  ASSIGN_OR_RETURN(const std::string key, crypto::MakePrivateKey());
  RETURN_IF_ERROR(store.SavePendingKey(key));
  return key;
}

absl::StatusOr<v1::EnrolResponse> AskServer(const v1::EnrolmentTicket& ticket,
                                            const std::string& authority_pem,
                                            const v1::EnrolRequest& request) {
  auto stub = v1::CollectService::NewStub(OpenAnonymousChannel(ticket.address(), authority_pem));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallTime);
  v1::EnrolResponse response;
  const grpc::Status status = stub->Enrol(&context, request, &response);
  if (!status.ok()) return TellCaptivePortal(FromGrpcStatus(status), ticket.address());
  return response;
}

absl::StatusOr<std::string> AuthorityOf(const v1::EnrolmentTicket& ticket) {
  auto pem = crypto::CertificatesToPem(ticket.authority());
  if (pem.ok()) return pem;
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_TICKET_MALFORMED,
                 "the ticket holds no certificate");
}

}  // namespace

absl::Status Enrol(TabletDatabase& database, absl::string_view ticket_text,
                   const std::string& device_name) {
  IdentityStore store(database);
  RETURN_IF_ERROR(RequireNotEnrolled(store));
  ASSIGN_OR_RETURN(const v1::EnrolmentTicket ticket, ParseTicket(ticket_text));
  Identity identity;
  identity.address = ticket.address();
  identity.device_name = device_name;
  ASSIGN_OR_RETURN(identity.authority_pem, AuthorityOf(ticket));
  ASSIGN_OR_RETURN(identity.private_key_pem, DeviceKey(store));
  v1::EnrolRequest request;
  request.set_code(ticket.code());
  request.set_device_name(device_name);
  ASSIGN_OR_RETURN(*request.mutable_signing_request(),
                   crypto::MakeSigningRequest(identity.private_key_pem));
  ASSIGN_OR_RETURN(const v1::EnrolResponse response,
                   AskServer(ticket, identity.authority_pem, request));
  identity.device_id = response.device_id();
  identity.agency_name = response.agency_name();
  ASSIGN_OR_RETURN(identity.certificate_pem, crypto::CertificateToPem(response.certificate()));
  RETURN_IF_ERROR(store.Save(identity));
  // Enrolled for good. If the rounds can't be had now, the next synchronization brings them.
  SyncObserver nobody;
  Synchronize(database, SyncOptions(), nobody).IgnoreError();
  return absl::OkStatus();
}

}  // namespace sucharit
