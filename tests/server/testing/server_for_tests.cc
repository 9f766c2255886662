// SPDX-License-Identifier: Apache-2.0
#include "tests/server/testing/server_for_tests.h"

#include <gtest/gtest.h>

#include <chrono>
#include <utility>

#include "common/response/receipt.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"
#include "tests/server/testing/required.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/round_builder.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::testing {
namespace {

constexpr std::chrono::seconds kCallTime(30);
constexpr int kTicketHours = 24;

}  // namespace

void SetDeadline(grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() + kCallTime);
}

UserRules LastingTokens() {
  constexpr absl::Duration kCentury = absl::Hours(24 * 365 * 100);
  return {crypto::PasswordCost::kLeast, kCentury, kCentury};
}

ServerForTests::ServerForTests(const UserRules& rules, sql::Engine engine) : rules_(rules) {
  Installation installation;
  installation.config.set_data_folder(folder.File("data"));
  installation.config.set_key_folder(folder.File("keys"));
  if (engine == sql::Engine::kPostgres) {
    installation.config.set_database(PostgresServer::Shared().NewDatabase());
  }
  installation.config.set_listen_address(port_.address());
  installation.config.set_watch_address("127.0.0.1:0");
  installation.config.set_watch_address_file(folder.File("watch-address"));
  installation.config_path = folder.File("sucharitd.textproto");
  installation.profile_path = folder.File("profile");
  installation.operator_name = kOperator;
  installation.operator_password = kPassword;
  installation.password_cost = crypto::PasswordCost::kLeast;
  // TLS looks at the machine's clock, so the certificates have to be good today.
  const SystemClock today;
  Require(Initialize(installation, today));
  config_ = installation.config;
  profile_ = Required(LoadProfile(installation.profile_path));
  { const CoreForTests creates_the_agency(config_); }
  Start();
  LogInAgain();
}

void ServerForTests::LogInAgain() {
  token_ = Required(LogIn(kOperator, kPassword)).token();
  // Where `sucharit --profile` looks for it.
  folder.Write("profile.token", token_);
}

void ServerForTests::Start() { server_ = Required(Server::Create(config_, clock, rules_)); }

void ServerForTests::Restart() {
  Stop();
  Start();
}

void ServerForTests::Configure(const std::function<void(v1::ServerConfig&)>& change) {
  Stop();
  change(config_);
  Start();
}

void ServerForTests::WithCore(const std::function<void(CoreForTests&)>& work) {
  Stop();
  {
    CoreForTests core(config_);
    work(core);
  }
  Start();
}

RoundRecord ServerForTests::OpenRound(char letter) {
  RoundRecord round;
  WithCore([&](CoreForTests& core) { round = core.OpenRound(letter); });
  return round;
}

std::shared_ptr<grpc::Channel> ServerForTests::Channel(const crypto::Identity& identity) const {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = authority_pem();
  options.pem_private_key = identity.private_key_pem;
  options.pem_cert_chain = identity.certificate_pem;
  grpc::ChannelArguments arguments;
  // A connection of its own, as another tablet would have.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel(address(), grpc::SslCredentials(options), arguments);
}

std::string ServerForTests::AddUser(const std::string& name, v1::Role role,
                                    const std::string& agency_code) const {
  v1::CreateUserRequest request;
  request.mutable_user()->set_name(name);
  request.set_password(kPassword);
  if (role != v1::ROLE_UNSPECIFIED) {
    v1::RoleGrant* grant = request.mutable_user()->add_roles();
    grant->set_role(role);
    grant->set_agency_code(agency_code);
  }
  v1::CreateUserResponse response;
  Require(Call(&v1::UserService::Stub::CreateUser, request, &response));
  return Required(LogIn(name, kPassword)).token();
}

absl::StatusOr<v1::LogInResponse> ServerForTests::LogIn(const std::string& name,
                                                        const std::string& password) const {
  v1::LogInRequest request;
  request.set_name(name);
  request.set_password(password);
  v1::LogInResponse response;
  const absl::Status status = CallAs("", &v1::UserService::Stub::LogIn, request, &response);
  if (!status.ok()) return status;
  return response;
}

v1::EnrolmentTicket ServerForTests::Ticket() const {
  v1::CreateEnrolmentTicketsRequest request;
  request.set_agency_code(kAgency);
  request.set_count(1);
  request.set_valid_hours(kTicketHours);
  v1::CreateEnrolmentTicketsResponse response;
  Require(Call(&v1::AdminService::Stub::CreateEnrolmentTickets, request, &response));
  return response.tickets(0);
}

BareTablet ServerForTests::EnrolBareTablet(const std::string& name) const {
  BareTablet tablet;
  tablet.private_key_pem = Required(crypto::MakePrivateKey());
  v1::EnrolRequest request;
  request.set_code(Ticket().code());
  request.set_device_name(name);
  request.set_signing_request(Required(crypto::MakeSigningRequest(tablet.private_key_pem)));
  grpc::ClientContext context;
  SetDeadline(context);
  v1::EnrolResponse response;
  const grpc::Status status =
      v1::CollectService::NewStub(Channel())->Enrol(&context, request, &response);
  Require(FromGrpcStatus(status));
  tablet.device_id = response.device_id();
  tablet.certificate_pem = Required(crypto::CertificateToPem(response.certificate()));
  tablet.stub =
      v1::CollectService::NewStub(Channel({tablet.private_key_pem, tablet.certificate_pem}));
  return tablet;
}

void ServerForTests::Revoke(const std::string& device_id) const {
  v1::RevokeDeviceRequest request;
  request.set_device_id(device_id);
  v1::RevokeDeviceResponse response;
  Require(Call(&v1::AdminService::Stub::RevokeDevice, request, &response));
}

absl::StatusOr<v1::CloseRoundResponse> ServerForTests::Close(
    const std::string& round_id, const std::vector<std::string>& given_up) const {
  v1::CloseRoundRequest request;
  request.set_round_id(round_id);
  *request.mutable_given_up_devices() = {given_up.begin(), given_up.end()};
  v1::CloseRoundResponse response;
  const absl::Status status = Call(&v1::AdminService::Stub::CloseRound, request, &response);
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::PublishRoundResponse> ServerForTests::Publish(
    const std::string& round_id) const {
  v1::PublishRoundRequest request;
  request.set_round_id(round_id);
  v1::PublishRoundResponse response;
  const absl::Status status = Call(&v1::AdminService::Stub::PublishRound, request, &response);
  if (!status.ok()) return status;
  return response;
}

v1::PushResponsesRequest Batch(const RoundRecord& round, const std::vector<std::string>& boxes) {
  v1::PushResponsesRequest batch;
  batch.set_round_id(round.round_id);
  batch.set_questionnaire("S");
  batch.set_key_id(crypto::KeyId(round.sealing_key));
  batch.set_counting_digest(SmallAssessment().counting_id());
  for (const std::string& box : boxes) batch.add_boxes(box);
  return batch;
}

absl::StatusOr<v1::PushResponsesResponse> Push(v1::CollectService::Stub& stub,
                                               const v1::PushResponsesRequest& batch) {
  grpc::ClientContext context;
  SetDeadline(context);
  auto stream = stub.PushResponses(&context);
  stream->Write(batch);
  v1::PushResponsesResponse receipt;
  const bool answered = stream->Read(&receipt);
  stream->WritesDone();
  const absl::Status status = FromGrpcStatus(stream->Finish());
  if (!status.ok()) return status;
  if (!answered) return absl::UnknownError("the server ended the call without a receipt");
  return receipt;
}

std::vector<v1::Outcome> Verified(const RoundRecord& round, const v1::PushResponsesRequest& batch,
                                  const absl::StatusOr<v1::PushResponsesResponse>& receipt) {
  EXPECT_THAT(receipt, IsOk());
  if (!receipt.ok()) return {};
  std::vector<std::string> ids;
  for (const std::string& box : batch.boxes()) ids.push_back(BoxId(box));
  const auto outcomes = VerifyReceipt(round.round_id, ids, *receipt, round.receipt_key);
  EXPECT_THAT(outcomes, IsOk());
  return outcomes.ok() ? *outcomes : std::vector<v1::Outcome>();
}

}  // namespace sucharit::testing
