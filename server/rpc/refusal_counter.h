// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <vector>

#include "server/metrics/metrics.h"

namespace sucharit {

// Interceptors that count every call's refusal by its reason, whichever handler made it. `metrics`
// must outlive the gRPC server.
std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> CountRefusals(
    Metrics& metrics);

}  // namespace sucharit
