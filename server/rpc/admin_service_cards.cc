// SPDX-License-Identifier: Apache-2.0
//
// Cards.
#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"

namespace sucharit {

grpc::Status AdminService::MakeCards(grpc::ServerContext* context,
                                     const v1::MakeCardsRequest* request,
                                     v1::MakeCardsResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto cards, parts_.cards.Make(*request));
    *response->mutable_cards() = {cards.begin(), cards.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::VoidCards(grpc::ServerContext* context,
                                     const v1::VoidCardsRequest* request, v1::VoidCardsResponse*) {
  return Serve(*context, *request, [&] { return parts_.cards.Void(*request); });
}

grpc::Status AdminService::ReconcileCards(grpc::ServerContext* context,
                                          const v1::ReconcileCardsRequest* request,
                                          v1::ReconcileCardsResponse*) {
  return Serve(*context, *request, [&] { return parts_.cards.Reconcile(*request); });
}

grpc::Status AdminService::GetCards(grpc::ServerContext* context,
                                    const v1::GetCardsRequest* request,
                                    v1::GetCardsResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto cards, parts_.cards.Get(request->round_id()));
    *response->mutable_questionnaires() = {cards.begin(), cards.end()};
    return absl::OkStatus();
  });
}

}  // namespace sucharit
