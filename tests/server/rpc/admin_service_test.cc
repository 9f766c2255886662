// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/admin_service.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::SetDeadline;

// Every call that administrators have, so that a new one is tested before anybody thinks of it.
std::vector<std::string> EveryMethod() {
  const auto* service =
      v1::CreateAgencyRequest::descriptor()->file()->FindServiceByName("AdminService");
  std::vector<std::string> methods;
  for (int i = 0; i < service->method_count(); ++i) {
    methods.push_back("/" + service->full_name() + "/" + service->method(i)->name());
  }
  return methods;
}

// Calls with an empty request.
absl::Status CallBare(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                      const std::string& authorization) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  SetDeadline(context);
  if (!authorization.empty()) context.AddMetadata("authorization", authorization);
  grpc::CompletionQueue queue;
  const grpc::Slice nothing("");
  const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&nothing, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  queue.Shutdown();
  return FromGrpcStatus(status);
}

class AdminServiceTest : public ::testing::Test {
 protected:
  ServerForTests server_;
};

TEST_F(AdminServiceTest, RefusesEveryCallWithoutTheToken) {
  const auto refused = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED);
  const auto channel = server_.Channel();
  const auto methods = EveryMethod();
  ASSERT_GE(methods.size(), 16U);

  for (const std::string& method : methods) {
    EXPECT_THAT(CallBare(channel, method, ""), refused) << method;
    EXPECT_THAT(CallBare(channel, method, "Bearer "), refused) << method;
    EXPECT_THAT(CallBare(channel, method, "Bearer wrong"), refused) << method;
    EXPECT_THAT(CallBare(channel, method, server_.token()), refused) << method;
    EXPECT_THAT(CallBare(channel, method, "Basic " + server_.token()), refused) << method;
    EXPECT_THAT(CallBare(channel, method, "Bearer " + server_.token() + "0"), refused) << method;
  }
}

TEST_F(AdminServiceTest, LetsTheTokenIntoEveryCall) {
  const auto channel = server_.Channel();

  for (const std::string& method : EveryMethod()) {
    const absl::Status status = CallBare(channel, method, "Bearer " + server_.token());

    EXPECT_NE(ReasonOf(status), v1::REASON_NOT_AUTHENTICATED) << method;
    EXPECT_NE(ReasonOf(status), v1::REASON_PERMISSION) << method;
    EXPECT_FALSE(absl::IsUnimplemented(status)) << method;
  }
}

TEST_F(AdminServiceTest, RefusesEveryCallToAUserWithoutARole) {
  const std::string token = server_.AddUser("nobody", v1::ROLE_UNSPECIFIED, "");
  const auto channel = server_.Channel();

  for (const std::string& method : EveryMethod()) {
    EXPECT_THAT(CallBare(channel, method, "Bearer " + token),
                IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION))
        << method;
  }
}

TEST_F(AdminServiceTest, DoesNotTakeATabletsCertificateForAToken) {
  const auto tablet = server_.EnrolBareTablet("Counter 1");
  const auto channel = server_.Channel({tablet.private_key_pem, tablet.certificate_pem});

  for (const std::string& method : EveryMethod()) {
    EXPECT_THAT(CallBare(channel, method, ""),
                IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED))
        << method;
  }
}

TEST_F(AdminServiceTest, CreatesTheSameAgencyOnce) {
  v1::CreateAgencyRequest request;
  request.mutable_agency()->set_code("new-1");
  request.mutable_agency()->mutable_name()->set_th("ใหม่");
  request.mutable_agency()->mutable_name()->set_en("New");
  v1::CreateAgencyResponse response;
  const auto create = &v1::AdminService::Stub::CreateAgency;

  EXPECT_THAT(server_.Call(create, request, &response), IsOk());
  EXPECT_THAT(server_.Call(create, request, &response), IsOk()) << "again";
  request.mutable_agency()->mutable_name()->set_en("Other");
  EXPECT_THAT(server_.Call(create, request, &response),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_AGENCY_EXISTS));

  v1::ListAgenciesResponse agencies;
  ASSERT_THAT(
      server_.Call(&v1::AdminService::Stub::ListAgencies, v1::ListAgenciesRequest(), &agencies),
      IsOk());
  ASSERT_EQ(agencies.agencies_size(), 2);
  EXPECT_EQ(agencies.agencies(1).name().en(), "New");
}

TEST_F(AdminServiceTest, RefusesAnAgencyWithoutCodeOrName) {
  v1::CreateAgencyRequest good;
  good.mutable_agency()->set_code("new");
  good.mutable_agency()->mutable_name()->set_th("ใหม่");
  good.mutable_agency()->mutable_name()->set_en("New");
  v1::CreateAgencyRequest bad_code = good;
  bad_code.mutable_agency()->set_code("no blanks");
  v1::CreateAgencyRequest long_code = good;
  long_code.mutable_agency()->set_code(std::string(33, 'x'));
  v1::CreateAgencyRequest nameless = good;
  nameless.mutable_agency()->mutable_name()->clear_th();
  v1::CreateAgencyResponse response;
  const auto create = &v1::AdminService::Stub::CreateAgency;

  EXPECT_THAT(server_.Call(create, bad_code, &response), IsRefusedFor(v1::REASON_ARGUMENT, "code"));
  EXPECT_THAT(server_.Call(create, long_code, &response),
              IsRefusedFor(v1::REASON_ARGUMENT, "code"));
  EXPECT_THAT(server_.Call(create, nameless, &response),
              IsRefusedFor(v1::REASON_ARGUMENT, "name (Thai)"));
}

TEST_F(AdminServiceTest, SaysThatATabletToRevokeIsUnknown) {
  v1::RevokeDeviceRequest request;
  request.set_device_id("0123456789abcdef");
  v1::RevokeDeviceResponse response;

  EXPECT_THAT(server_.Call(&v1::AdminService::Stub::RevokeDevice, request, &response),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_DEVICE_UNKNOWN));
}

TEST_F(AdminServiceTest, LeadsARoundFromDraftToOpen) {
  constexpr char kPassphrase[] = "a passphrase long enough";
  const v1::CreateRoundRequest create = testing::SmallRound();
  v1::CreateRoundResponse created;
  v1::WrapRoundKeyRequest wrap;
  wrap.set_round_id(create.round_id());
  wrap.set_passphrase(kPassphrase);
  v1::WrapRoundKeyResponse wrapped;
  v1::OpenRoundRequest open;
  open.set_round_id(create.round_id());
  open.add_copies()->set_passphrase(kPassphrase);
  v1::OpenRoundResponse opened;

  ASSERT_THAT(server_.Call(&v1::AdminService::Stub::CreateRound, create, &created), IsOk());
  ASSERT_THAT(server_.Call(&v1::AdminService::Stub::WrapRoundKey, wrap, &wrapped), IsOk());
  open.mutable_copies(0)->set_wrapped_key(wrapped.wrapped_key());
  ASSERT_THAT(server_.Call(&v1::AdminService::Stub::OpenRound, open, &opened), IsOk());

  EXPECT_EQ(created.unverified_size(), 1);
  v1::GetRoundRequest get;
  get.set_round_id(create.round_id());
  v1::GetRoundResponse got;
  ASSERT_THAT(server_.Call(&v1::AdminService::Stub::GetRound, get, &got), IsOk());
  EXPECT_EQ(got.round().state(), v1::ROUND_STATE_OPEN);
  v1::AdminListRoundsResponse listed;
  ASSERT_THAT(
      server_.Call(&v1::AdminService::Stub::ListRounds, v1::AdminListRoundsRequest(), &listed),
      IsOk());
  EXPECT_EQ(listed.rounds_size(), 1);
}

}  // namespace
}  // namespace sucharit
