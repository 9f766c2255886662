// SPDX-License-Identifier: Apache-2.0
//
// The plan of measures, and earlier years.
#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"

namespace sucharit {

grpc::Status AdminService::PutMeasures(grpc::ServerContext* context,
                                       const v1::PutMeasuresRequest* request,
                                       v1::PutMeasuresResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.plan.Put(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::RemoveMeasure(grpc::ServerContext* context,
                                         const v1::RemoveMeasureRequest* request,
                                         v1::RemoveMeasureResponse*) {
  return Serve(*context, *request,
               [&] { return parts_.plan.Remove(request->round_id(), request->number()); });
}

grpc::Status AdminService::ListMeasures(grpc::ServerContext* context,
                                        const v1::ListMeasuresRequest* request,
                                        v1::ListMeasuresResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto measures, parts_.plan.List(request->round_id()));
    *response->mutable_measures() = {measures.begin(), measures.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::PutPastResult(grpc::ServerContext* context,
                                         const v1::PutPastResultRequest* request,
                                         v1::PutPastResultResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_scores(), parts_.past.Put(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ListPastResults(grpc::ServerContext* context,
                                           const v1::ListPastResultsRequest* request,
                                           v1::ListPastResultsResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(const auto results, parts_.past.List(request->agency_code()));
    *response->mutable_results() = {results.begin(), results.end()};
    return absl::OkStatus();
  });
}

grpc::Status AdminService::RemovePastResult(grpc::ServerContext* context,
                                            const v1::RemovePastResultRequest* request,
                                            v1::RemovePastResultResponse*) {
  return Serve(*context, *request, [&] {
    return parts_.past.Remove(request->agency_code(), request->fiscal_year_be());
  });
}

}  // namespace sucharit
