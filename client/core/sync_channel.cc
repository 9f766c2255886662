// SPDX-License-Identifier: Apache-2.0
#include "client/core/sync_channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

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

}  // namespace sucharit
