// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/admin_service.h"

#include "absl/strings/strip.h"
#include "common/crypto/digest.h"
#include "common/rpc/status_conversion.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {

absl::Status AdminService::Identify(const grpc::ServerContext& context) const {
  const auto found = context.client_metadata().find("authorization");
  absl::string_view token;
  if (found != context.client_metadata().end()) {
    token = absl::string_view(found->second.data(), found->second.size());
  }
  if (absl::ConsumePrefix(&token, "Bearer ") &&
      crypto::SecretsEqual(crypto::Sha256(token), token_hash_)) {
    return absl::OkStatus();
  }
  return Refused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED,
                 "no valid token");
}

template <typename Call>
grpc::Status AdminService::Serve(const grpc::ServerContext& context, Call call) const {
  absl::Status status = Identify(context);
  if (status.ok()) status = call();
  return ToGrpcStatus(status);
}

grpc::Status AdminService::CreateAgency(grpc::ServerContext* context,
                                        const v1::CreateAgencyRequest* request,
                                        v1::CreateAgencyResponse*) {
  return Serve(*context, [&] { return parts_.agencies.Create(request->agency()); });
}

grpc::Status AdminService::ListAgencies(grpc::ServerContext* context,
                                        const v1::ListAgenciesRequest*,
                                        v1::ListAgenciesResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto agencies, parts_.agencies.List());
    *response->mutable_agencies() = {agencies.begin(), agencies.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::CreateEnrolmentTickets(grpc::ServerContext* context,
                                                  const v1::CreateEnrolmentTicketsRequest* request,
                                                  v1::CreateEnrolmentTicketsResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.enrolment.CreateTickets(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ListDevices(grpc::ServerContext* context,
                                       const v1::ListDevicesRequest* request,
                                       v1::ListDevicesResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    RETURN_IF_ERROR(parts_.agencies.Find(request->agency_code()).status());
    ASSIGN_OR_RETURN(const auto devices, parts_.devices.List(request->agency_code()));
    *response->mutable_devices() = {devices.begin(), devices.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::RevokeDevice(grpc::ServerContext* context,
                                        const v1::RevokeDeviceRequest* request,
                                        v1::RevokeDeviceResponse*) {
  return Serve(*context, [&] { return parts_.devices.Revoke(request->device_id()); });
}

grpc::Status AdminService::CreateRound(grpc::ServerContext* context,
                                       const v1::CreateRoundRequest* request,
                                       v1::CreateRoundResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const Assessment assessment, parts_.rounds.Create(*request));
    *response->mutable_unverified() = assessment.definition().unverified();
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ListRounds(grpc::ServerContext* context,
                                      const v1::AdminListRoundsRequest* request,
                                      v1::AdminListRoundsResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto rounds, parts_.rounds.List(request->agency_code()));
    *response->mutable_rounds() = {rounds.begin(), rounds.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::GetRound(grpc::ServerContext* context,
                                    const v1::GetRoundRequest* request,
                                    v1::GetRoundResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_round(), parts_.rounds.Describe(request->round_id()));
    ASSIGN_OR_RETURN(*response->mutable_definition(),
                     parts_.rounds.DefinitionOf(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::WrapRoundKey(grpc::ServerContext* context,
                                        const v1::WrapRoundKeyRequest* request,
                                        v1::WrapRoundKeyResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_wrapped_key(),
                     parts_.rounds.WrapKey(request->round_id(), request->passphrase()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::OpenRound(grpc::ServerContext* context,
                                     const v1::OpenRoundRequest* request, v1::OpenRoundResponse*) {
  return Serve(*context, [&] {
    return parts_.rounds.Open(request->round_id(), request->wrapped_key(), request->passphrase());
  });
}

grpc::Status AdminService::ExtendRound(grpc::ServerContext* context,
                                       const v1::ExtendRoundRequest* request,
                                       v1::ExtendRoundResponse*) {
  return Serve(*context,
               [&] { return parts_.rounds.Extend(request->round_id(), request->last_day()); });
}

grpc::Status AdminService::CloseRound(grpc::ServerContext* context,
                                      const v1::CloseRoundRequest* request,
                                      v1::CloseRoundResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto totals, parts_.closer.Close(*request));
    *response->mutable_totals() = {totals.begin(), totals.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::CancelRound(grpc::ServerContext* context,
                                       const v1::CancelRoundRequest* request,
                                       v1::CancelRoundResponse*) {
  return Serve(*context, [&] { return parts_.rounds.Cancel(request->round_id()); });
}

grpc::Status AdminService::ImportScores(grpc::ServerContext* context,
                                        const v1::ImportScoresRequest* request,
                                        v1::ImportScoresResponse*) {
  return Serve(*context, [&] { return parts_.results.Import(*request); });
}

grpc::Status AdminService::GetScores(grpc::ServerContext* context,
                                     const v1::GetScoresRequest* request,
                                     v1::GetScoresResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.results.Scores(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::PublishRound(grpc::ServerContext* context,
                                        const v1::PublishRoundRequest* request,
                                        v1::PublishRoundResponse* response) {
  return Serve(*context, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.results.Publish(request->round_id()));
    return absl::OkStatus();
  });
}

}  // namespace sucharit
