// SPDX-License-Identifier: Apache-2.0
//
// What respondents wrote in their own words.
#include "common/status/status_macros.h"
#include "server/rpc/admin_service.h"

namespace sucharit {

grpc::Status AdminService::ListTexts(grpc::ServerContext* context,
                                     const v1::ListTextsRequest* request,
                                     v1::ListTextsResponse* response) {
  return Serve(*context, *request, [&]() -> absl::Status {
    ASSIGN_OR_RETURN(*response, parts_.texts.List(*request));
    return absl::OkStatus();
  });
}

grpc::Status AdminService::ReleaseTexts(grpc::ServerContext* context,
                                        const v1::ReleaseTextsRequest* request,
                                        v1::ReleaseTextsResponse*) {
  return Serve(*context, *request, [&] { return parts_.texts.Release(*request); });
}

}  // namespace sucharit
