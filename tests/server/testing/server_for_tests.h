// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/certificate.h"
#include "common/rpc/status_conversion.h"
#include "server/rpc/server.h"
#include "sucharit/v1/admin.grpc.pb.h"
#include "sucharit/v1/collect.grpc.pb.h"
#include "sucharit/v1/config.pb.h"
#include "sucharit/v1/user.grpc.pb.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/reserved_port.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::testing {

// Gives a call half a minute, so that a test that hangs fails.
void SetDeadline(grpc::ClientContext& context);

// The first user of a server for tests, and the password of everybody there.
inline constexpr char kOperator[] = "operator";
inline constexpr char kPassword[] = "a password for tests";

// Cheap passwords; tokens that outlast every test.
UserRules LastingTokens();

// A tablet made of an identity alone, for what real tablet code would never send.
struct BareTablet {
  std::string device_id;
  std::string private_key_pem;
  std::string certificate_pem;
  std::unique_ptr<v1::CollectService::Stub> stub;
};

// A real server on a free loopback port, with TLS, in a folder of its own.
class ServerForTests {
 public:
  // Initialized, with the agency kAgency, and running; the operator is logged in, also for
  // `sucharit` with the profile in the folder.
  explicit ServerForTests(const UserRules& rules = LastingTokens(),
                          sql::Engine engine = sql::Engine::kSqlite);

  void Stop() { server_.reset(); }

  // On the port that it had before.
  void Start();
  void Restart();

  // Stops the server, changes its configuration, and starts it again.
  void Configure(const std::function<void(v1::ServerConfig&)>& change);

  // Stops the server, lets `work` at what is behind the services, and starts it again.
  void WithCore(const std::function<void(CoreForTests&)>& work);

  // An open round of the small definition.
  RoundRecord OpenRound(char letter = 'a');

  std::string address() const { return port_.address(); }
  const v1::ServerConfig& config() const { return config_; }
  const std::string& authority_pem() const { return profile_.authority(); }
  const std::string& token() const { return token_; }

  // Takes a new token for the operator.
  void LogInAgain();

  // A channel that trusts the installation's authority. Without `identity` it shows no certificate.
  std::shared_ptr<grpc::Channel> Channel(const crypto::Identity& identity = {}) const;

  // One call of the operator's: `method` is of any service's stub.
  template <typename Stub, typename Request, typename Response>
  absl::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) const {
    return CallAs(token(), method, request, response);
  }

  // The same with a token; without one if it is empty.
  template <typename Stub, typename Request, typename Response>
  absl::Status CallAs(const std::string& token,
                      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request, Response* response) const {
    Stub stub(Channel());
    grpc::ClientContext context;
    SetDeadline(context);
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    return FromGrpcStatus((stub.*method)(&context, request, response));
  }

  // Adds a user with kPassword and this role (none if unspecified); their token.
  std::string AddUser(const std::string& name, v1::Role role, const std::string& agency_code) const;

  absl::StatusOr<v1::LogInResponse> LogIn(const std::string& name,
                                          const std::string& password) const;

  // A one-time ticket.
  v1::EnrolmentTicket Ticket() const;

  // Enrols; must succeed.
  BareTablet EnrolBareTablet(const std::string& name) const;

  void Revoke(const std::string& device_id) const;

  // Closes or publishes over the wire.
  absl::StatusOr<v1::CloseRoundResponse> Close(const std::string& round_id,
                                               const std::vector<std::string>& given_up = {}) const;
  absl::StatusOr<v1::PublishRoundResponse> Publish(const std::string& round_id) const;

  FakeClock clock;
  TemporaryFolder folder;

 private:
  v1::ServerConfig config_;
  v1::AdminProfile profile_;
  const UserRules rules_;
  const ReservedPort port_;  // So that a server that starts again is where it was.
  std::string token_;
  std::unique_ptr<Server> server_;
};

// A batch for a round's questionnaire "S".
v1::PushResponsesRequest Batch(const RoundRecord& round, const std::vector<std::string>& boxes);

// Sends one batch on a stream of its own.
absl::StatusOr<v1::PushResponsesResponse> Push(v1::CollectService::Stub& stub,
                                               const v1::PushResponsesRequest& batch);

// The outcomes in a receipt whose signature is the round's; fails the test otherwise.
std::vector<v1::Outcome> Verified(const RoundRecord& round, const v1::PushResponsesRequest& batch,
                                  const absl::StatusOr<v1::PushResponsesResponse>& receipt);

}  // namespace sucharit::testing
