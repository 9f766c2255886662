// SPDX-License-Identifier: Apache-2.0
//
// Scores, and what is published of a round.
#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"

namespace sucharit {

grpc::Status AdminService::ImportScores(grpc::ServerContext* context,
                                        const v1::ImportScoresRequest* request,
                                        v1::ImportScoresResponse*) {
  return Serve(*context, *request, [&] { return parts_.results.Import(*request); });
}

grpc::Status AdminService::ListImportedScores(grpc::ServerContext* context,
                                              const v1::ListImportedScoresRequest* request,
                                              v1::ListImportedScoresResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.results.Imported(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::GetScores(grpc::ServerContext* context,
                                     const v1::GetScoresRequest* request,
                                     v1::GetScoresResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.results.Scores(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::PublishRound(grpc::ServerContext* context,
                                        const v1::PublishRoundRequest* request,
                                        v1::PublishRoundResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.results.Publish(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::PublishBreakdown(grpc::ServerContext* context,
                                            const v1::PublishBreakdownRequest* request,
                                            v1::PublishBreakdownResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.published.PublishBreakdown(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::GetBundle(grpc::ServerContext* context,
                                     const v1::GetBundleRequest* request,
                                     v1::GetBundleResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_bundle(), parts_.published.Bundle(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::GetAuditBundle(grpc::ServerContext* context,
                                          const v1::GetAuditBundleRequest* request,
                                          v1::GetAuditBundleResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_sealed(), parts_.published.Audit(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::VerifyRound(grpc::ServerContext* context,
                                       const v1::VerifyRoundRequest* request,
                                       v1::VerifyRoundResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.verifier.Verify(request->round_id()));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ExportRows(grpc::ServerContext* context,
                                      const v1::ExportRowsRequest* request,
                                      grpc::ServerWriter<v1::ExportRowsResponse>* writer) {
  return Serve(*context, *request, [&] {
    return parts_.published.ForEachRowBlock(*request, [&](absl::string_view rows) -> absl::Status {
      v1::ExportRowsResponse response;
      response.set_rows(std::string(rows));
      if (writer->Write(response)) return absl::OkStatus();
      return absl::CancelledError("the caller hung up");
    });
  });
}

grpc::Status AdminService::GetReportSource(grpc::ServerContext* context,
                                           const v1::GetReportSourceRequest* request,
                                           v1::GetReportSourceResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response->mutable_source(),
                     parts_.published.ReportSource(request->round_id()));
    return absl::OkStatus();
  });
}

}  // namespace sucharit
