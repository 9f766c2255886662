// SPDX-License-Identifier: Apache-2.0
#include "client/core/sync_channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/core/captive_portal.h"
#include "client/core/sync.h"
#include "common/crypto/certificate.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

std::shared_ptr<grpc::Channel> Open(const std::string& address,
                                    const grpc::SslCredentialsOptions& options) {
  grpc::ChannelArguments arguments;
  // Each run connects anew, so that an earlier run's waiting time for a lost server doesn't hold.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 30'000);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
}

// gRPC tells these apart from a missing network by its message alone: a certificate of somebody
// else's, no TLS at all, TLS without HTTP/2, and HTTP that isn't gRPC.
bool SomebodyElseAnswered(absl::string_view message) {
  return absl::StrContains(message, "handshake failed") || absl::StrContains(message, "ALPN") ||
         absl::StrContains(message, "http2 header with status");
}

absl::Status ClockWrong(absl::Duration ahead) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CLOCK_WRONG,
                 "the tablet's clock and the server's differ",
                 absl::StrCat(absl::ToInt64Seconds(ahead)));
}

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(const Identity& identity) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = identity.authority_pem;
  options.pem_private_key = identity.private_key_pem;
  options.pem_cert_chain = identity.certificate_pem;
  return Open(identity.address, options);
}

std::shared_ptr<grpc::Channel> OpenAnonymousChannel(const std::string& address,
                                                    const std::string& authority_pem) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authority_pem;
  return Open(address, options);
}

absl::Status ExplainFailure(const absl::Status& status, const Identity& identity,
                            const Clock* clock) {
  if (!absl::IsUnavailable(status)) return status;
  absl::Status portal = TellCaptivePortal(status, identity.address);
  if (IsCaptivePortal(portal) || !SomebodyElseAnswered(status.message())) return portal;
  const auto begins = crypto::CertificateBegins(identity.certificate_pem);
  if (clock != nullptr && begins.ok() && clock->Now() < *begins) {
    return ClockWrong(clock->Now() - *begins);
  }
  return Refused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER, status.message());
}

absl::Status CompareClocks(absl::Time tablet, int64_t server_unix) {
  if (server_unix == 0) return absl::OkStatus();
  const absl::Duration ahead = tablet - absl::FromUnixSeconds(server_unix);
  if (absl::AbsDuration(ahead) <= kLargestClockError) return absl::OkStatus();
  return ClockWrong(ahead);
}

}  // namespace sucharit
