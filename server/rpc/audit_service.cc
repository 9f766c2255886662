// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/audit_service.h"

#include "common/status/status_macros.h"

namespace sucharit {
namespace {

// Nothing but the line's place in the chain.
v1::AuditLine PlaceOf(const v1::AuditLine& line) {
  v1::AuditLine place;
  place.set_sequence(line.sequence());
  place.set_previous_hash(line.previous_hash());
  place.set_hash(line.hash());
  place.set_withheld(true);
  return place;
}

}  // namespace

grpc::Status AuditService::ListAuditLines(grpc::ServerContext* context,
                                          const v1::ListAuditLinesRequest* request,
                                          v1::ListAuditLinesResponse* response) {
  return gate_.Serve<v1::AuditService>(
      *context, *request, [&](const Admitted& admitted) -> absl::Status {
        ASSIGN_OR_RETURN(const auto lines, audit_.Lines(*request));
        for (const v1::AuditLine& line : lines) {
          *response->add_lines() = admitted.Covers(line.agency_code()) ? line : PlaceOf(line);
        }
        return absl::OkStatus();
      });
}

grpc::Status AuditService::GetAuditHead(grpc::ServerContext* context,
                                        const v1::GetAuditHeadRequest* request,
                                        v1::GetAuditHeadResponse* response) {
  return gate_.Serve<v1::AuditService>(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_head(), audit_.Head());
    return absl::OkStatus();
  });
}

}  // namespace sucharit
