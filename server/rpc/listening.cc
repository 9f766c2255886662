// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/listening.h"

#include <grpcpp/resource_quota.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <string>

namespace sucharit {
namespace {

constexpr unsigned int kSecondsBetweenLooks = 2;

// A definition of 4 MiB or a batch of 1 MiB, and framing.
constexpr int kLargestMessage = 5 << 20;
constexpr int kMostSyncThreads = 16;
constexpr size_t kMostBytesOnTheWay = size_t{256} << 20;
constexpr int kMostStreamsOfAConnection = 16;
constexpr int kHandshakeMilliseconds = 10'000;
constexpr int kIdleMilliseconds = 10 * 60'000;
constexpr int kKeepaliveMilliseconds = 2 * 60'000;
constexpr int kKeepaliveAnswerMilliseconds = 20'000;
constexpr int kLeastMillisecondsBetweenPings = 20'000;

}  // namespace

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const KeyFolder& folder,
                                                           bool operators) {
  using grpc::experimental::FileWatcherCertificateProvider;
  const std::string key = operators ? folder.ServedFile() : folder.ServerKeyFile();
  const std::string certificate = operators ? folder.ServedFile() : folder.ServerCertificateFile();
  grpc::experimental::TlsServerCredentialsOptions options(
      std::make_shared<FileWatcherCertificateProvider>(
          key, certificate, folder.AuthorityCertificateFile(), kSecondsBetweenLooks));
  options.watch_identity_key_cert_pairs();
  options.watch_root_certs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  return grpc::experimental::TlsServerCredentials(options);
}

void LimitCallers(grpc::ServerBuilder& builder) {
  // Without this, Linux would let a second server share the port in silence.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  // gRPC looks at a message's size before it unpacks it: a few megabytes could become gigabytes.
  // Nobody who means well packs anything, since sealed boxes can't be packed.
  for (const auto packing : {GRPC_COMPRESS_DEFLATE, GRPC_COMPRESS_GZIP}) {
    builder.SetCompressionAlgorithmSupportStatus(packing, false);
  }
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  // The size of a message is looked at when all of it is there, so what is on its way has a bound
  // of its own: beyond it gRPC ends streams, and tablets come again.
  builder.SetResourceQuota(
      grpc::ResourceQuota("sucharitd").SetMaxThreads(kMostSyncThreads).Resize(kMostBytesOnTheWay));
  // GRPC_ARG_TSI_MAX_FRAME_SIZE stays as it is, though 2 KiB would save memory: with it gRPC 1.51
  // sometimes sent broken TLS records, which tests/bench/season.sh showed each time.
  // One thread waits for administrators: more would be woken for tablets' calls, in vain.
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 1);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMostStreamsOfAConnection);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMilliseconds);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdleMilliseconds);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMilliseconds);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveAnswerMilliseconds);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kLeastMillisecondsBetweenPings);
}

}  // namespace sucharit
