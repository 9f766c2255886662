// SPDX-License-Identifier: Apache-2.0
//
// The baseline of a round trip: the same service over the same TLS, which answers a batch at once
// with as many bytes as a receipt has. It keeps, checks and signs nothing.
//   echo_server KEY_FOLDER ADDRESS_FILE
// Listens on a free port of 127.0.0.1 and writes HOST:PORT to the file.
#include <grpcpp/grpcpp.h>
#include <grpcpp/security/server_credentials.h>
#include <signal.h>

#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/crypto/signature.h"
#include "common/files/files.h"
#include "common/process/plain_locks.h"
#include "server/rounds/key_folder.h"
#include "sucharit/v1/collect.grpc.pb.h"

namespace sucharit {
namespace {

class EchoReactor final
    : public grpc::ServerBidiReactor<v1::PushResponsesRequest, v1::PushResponsesResponse> {
 public:
  EchoReactor() { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    answer_.set_outcomes(std::string(static_cast<size_t>(request_.boxes_size()), '\1'));
    answer_.set_signature(std::string(crypto::kSignatureSize, 'x'));
    StartWrite(&answer_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    request_.Clear();
    StartRead(&request_);
  }

  void OnDone() override { delete this; }

 private:
  v1::PushResponsesRequest request_;
  v1::PushResponsesResponse answer_;
};

class EchoService final : public v1::CollectService::CallbackService {
 public:
  grpc::ServerBidiReactor<v1::PushResponsesRequest, v1::PushResponsesResponse>* PushResponses(
      grpc::CallbackServerContext*) override {
    return new EchoReactor;
  }
};

int Serve(const std::string& key_folder, const std::string& address_file) {
  const KeyFolder keys(key_folder);
  const auto authority = keys.Authority();
  const auto own = keys.Server();
  if (!authority.ok() || !own.ok()) return 1;
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = authority->certificate_pem;
  options.pem_key_cert_pairs.push_back({own->private_key_pem, own->certificate_pem});
  EchoService service;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (server == nullptr || port == 0) return 1;
  if (!WriteFileAtomically(address_file, absl::StrCat("127.0.0.1:", port)).ok()) return 1;
  server->Wait();
  return 0;
}

}  // namespace
}  // namespace sucharit

int main(int argc, char** argv) {
  sucharit::UsePlainLocks();
  if (argc == 3) return sucharit::Serve(argv[1], argv[2]);
  std::cerr << "usage: echo_server KEY_FOLDER ADDRESS_FILE\n";
  return 2;
}
