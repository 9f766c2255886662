// SPDX-License-Identifier: Apache-2.0
//
// The life of a round.
#include <deque>

#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"
#include "server/rpc/wipe_request.h"

namespace sucharit {

grpc::Status AdminService::CreateRound(grpc::ServerContext* context,
                                       const v1::CreateRoundRequest* request,
                                       v1::CreateRoundResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const Assessment assessment, parts_.rounds.Create(*request));
    *response->mutable_unverified() = assessment.definition().unverified();
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ListRounds(grpc::ServerContext* context,
                                      const v1::AdminListRoundsRequest* request,
                                      v1::AdminListRoundsResponse* response) {
  return Serve(*context, *request, [&](const Admitted& admitted) -> absl::Status {
    ASSIGN_OR_RETURN(const auto rounds, parts_.rounds.List(request->agency_code()));
    for (const v1::Round& round : rounds) {
      if (admitted.Covers(round.agency_code())) *response->add_rounds() = round;
    }
    return absl::OkStatus();
  });
}

grpc::Status AdminService::GetRound(grpc::ServerContext* context,
                                    const v1::GetRoundRequest* request,
                                    v1::GetRoundResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_round(), parts_.rounds.Describe(request->round_id()));
    ASSIGN_OR_RETURN(*response->mutable_definition(),
                     parts_.rounds.DefinitionOf(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::WrapRoundKey(grpc::ServerContext* context,
                                        const v1::WrapRoundKeyRequest* request,
                                        v1::WrapRoundKeyResponse* response) {
  const WipedAtEnd wiped(request->passphrase());
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_wrapped_key(),
                     parts_.rounds.WrapKey(request->round_id(), request->passphrase()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::OpenRound(grpc::ServerContext* context,
                                     const v1::OpenRoundRequest* request, v1::OpenRoundResponse*) {
  std::deque<WipedAtEnd> wiped;
  for (const v1::KeyCopy& copy : request->copies()) wiped.emplace_back(copy.passphrase());
  return Serve(*context, *request, [&] { return parts_.rounds.Open(*request); });
}

grpc::Status AdminService::ExtendRound(grpc::ServerContext* context,
                                       const v1::ExtendRoundRequest* request,
                                       v1::ExtendRoundResponse*) {
  return Serve(*context, *request,
               [&] { return parts_.rounds.Extend(request->round_id(), request->last_day()); });
}

grpc::Status AdminService::CloseRound(grpc::ServerContext* context,
                                      const v1::CloseRoundRequest* request,
                                      v1::CloseRoundResponse* response) {
  const WipedAtEnd wiped(request->key().passphrase());
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto totals, parts_.closer.Close(*request));
    *response->mutable_totals() = {totals.begin(), totals.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::CancelRound(grpc::ServerContext* context,
                                       const v1::CancelRoundRequest* request,
                                       v1::CancelRoundResponse*) {
  return Serve(*context, *request, [&] { return parts_.rounds.Cancel(request->round_id()); });
}

grpc::Status AdminService::ImportOutbox(grpc::ServerContext* context,
                                        const v1::PushResponsesRequest* request,
                                        v1::PushResponsesResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.intake.Import(*request));
    return absl::OkStatus();
  });
}

}  // namespace sucharit
