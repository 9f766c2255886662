// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/admin_service.h"

#include "absl/strings/strip.h"
#include "common/crypto/digest.h"
#include "common/status/reason.h"

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

}  // namespace sucharit
