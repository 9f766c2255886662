// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace sucharit {

// Puts the code, a message of at most 1,000 bytes, and the reason with its subject on the wire.
grpc::Status ToGrpcStatus(const absl::Status& status);

// Takes them off the wire again.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace sucharit
