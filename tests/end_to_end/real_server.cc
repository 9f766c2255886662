// SPDX-License-Identifier: Apache-2.0
#include "tests/end_to_end/real_server.h"

#include <arpa/inet.h>
#include <grpcpp/grpcpp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "common/crypto/certificate_chain.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/rpc/status_conversion.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"
#include "server/operations/config.h"
#include "server/operations/initialize.h"
#include "sucharit/v1/admin.grpc.pb.h"
#include "sucharit/v1/user.grpc.pb.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"

namespace sucharit::testing {
namespace {

constexpr int kTicketHours = 24;
constexpr char kCode[] = "00112233445566778899aabbccddeeff";

std::string SerialOf(X509* certificate) {
  BIGNUM* number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr);
  char* digits = BN_bn2hex(number);
  std::string serial = digits;
  OPENSSL_free(digits);
  BN_free(number);
  return serial;
}

std::string PemOf(X509* certificate) {
  BIO* out = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(out, certificate);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out, &data);
  std::string pem(data, static_cast<size_t>(size));
  BIO_free(out);
  return pem;
}

}  // namespace

Socket::~Socket() {
  if (descriptor_ >= 0) close(descriptor_);
}

Socket ConnectTo(uint16_t port) {
  Socket opened(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(opened.get(), reinterpret_cast<sockaddr*>(&place), sizeof place) != 0)
    return Socket(-1);
  return opened;
}

RawConnection::RawConnection(uint16_t port, int highest_version)
    : context_(SSL_CTX_new(TLS_client_method())), tls_(nullptr), socket_(ConnectTo(port)) {
  // OpenSSL writes to sockets that the server has closed.
  signal(SIGPIPE, SIG_IGN);
  SSL_CTX_set_max_proto_version(context_, highest_version);
  // Even what this machine's OpenSSL thinks too weak.
  SSL_CTX_set_security_level(context_, 0);
  SSL_CTX_set_cipher_list(context_, "ALL:eNULL");
  tls_ = SSL_new(context_);
  constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_set_alpn_protos(tls_, kHttp2, sizeof kHttp2);
  SSL_set_fd(tls_, socket_.get());
  open_ = SSL_connect(tls_) == 1;
}

RawConnection::~RawConnection() {
  SSL_free(tls_);
  SSL_CTX_free(context_);
}

bool RawConnection::Send(const std::string& bytes) {
  return open_ && SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

std::string RawConnection::ReadToTheEnd() {
  std::string all;
  char some[4096];
  for (int got = 1; got > 0;) {
    got = SSL_read(tls_, some, sizeof some);
    if (got > 0) all.append(some, static_cast<size_t>(got));
  }
  return all;
}

Handshake Shake(uint16_t port, int highest_version) {
  const RawConnection connection(port, highest_version);
  if (!connection.open()) return {};
  X509* const certificate = SSL_get0_peer_certificate(connection.tls());
  return {SSL_get_version(connection.tls()), SerialOf(certificate),
          sk_X509_num(SSL_get_peer_cert_chain(connection.tls())), PemOf(certificate)};
}

RealServer::RealServer() {
  Installation installation;
  installation.config.set_data_folder(folder.File("data"));
  installation.config.set_key_folder(folder.File("keys"));
  installation.config.set_listen_address(address());
  installation.config_path = config_path_ = folder.File("server.config");
  installation.profile_path = folder.File("profile");
  installation.operator_name = kOperator;
  installation.operator_password = kPassword;
  installation.password_cost = crypto::PasswordCost::kLeast;
  // TLS looks at the machine's clock, so the certificates have to be good today.
  Require(Initialize(installation, SystemClock()));
  config_ = installation.config;
  CoreForTests core(config_.data_folder(), config_.key_folder());
  authority_pem_ = Required(core.keys.Authority()).certificate_pem;
  round_ = core.OpenRound();
  EnrolmentCode code;
  code.agency_code = kAgency;
  code.expires_unix = absl::ToUnixSeconds(SystemClock().Now() + absl::Hours(kTicketHours));
  Require(core.devices.AddCode(crypto::Sha256(kCode), code));
}

void RealServer::Start() {
  program_ =
      std::make_unique<ChildProgram>(std::vector<std::string>{SUCHARITD, "--config", config_path_});
  program_->WaitForLine("listening on ");
}

void RealServer::Configure(const std::function<void(v1::ServerConfig&)>& change) {
  change(config_);
  Require(WriteFileAtomically(config_path_, FormatConfig(config_)));
}

std::string RealServer::FailToStart() {
  program_ =
      std::make_unique<ChildProgram>(std::vector<std::string>{SUCHARITD, "--config", config_path_});
  return program_->WaitForLine("error");
}

absl::StatusOr<v1::EnrolmentTicket> RealServer::AskForTicket(
    const std::string& authorities_pem) const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authorities_pem;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto channel =
      grpc::CreateCustomChannel(address(), grpc::SslCredentials(options), arguments);
  grpc::ClientContext log_in_context;
  SetDeadline(log_in_context);
  v1::LogInRequest who;
  who.set_name(kOperator);
  who.set_password(kPassword);
  v1::LogInResponse token;
  RETURN_IF_ERROR(
      FromGrpcStatus(v1::UserService::NewStub(channel)->LogIn(&log_in_context, who, &token)));
  grpc::ClientContext context;
  SetDeadline(context);
  context.AddMetadata("authorization", "Bearer " + token.token());
  v1::CreateEnrolmentTicketsRequest request;
  request.set_agency_code(kAgency);
  request.set_count(1);
  request.set_valid_hours(kTicketHours);
  v1::CreateEnrolmentTicketsResponse response;
  RETURN_IF_ERROR(FromGrpcStatus(
      v1::AdminService::NewStub(channel)->CreateEnrolmentTickets(&context, request, &response)));
  return response.tickets(0);
}

v1::EnrolmentTicket RealServer::Ticket(const std::string& authorities_pem) const {
  v1::EnrolmentTicket ticket;
  ticket.set_address(address());
  ticket.set_authority(Required(crypto::CertificatesToDer(authorities_pem)));
  ticket.set_code(kCode);
  return ticket;
}

}  // namespace sucharit::testing
