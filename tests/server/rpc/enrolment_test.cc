// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/enrolment.h"

#include <gtest/gtest.h>

#include "common/crypto/certificate.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::ServerForTests;
using ::sucharit::testing::SetDeadline;

std::string NewSigningRequest() {
  return crypto::MakeSigningRequest(crypto::MakePrivateKey().value()).value();
}

class EnrolmentTest : public ::testing::Test {
 protected:
  v1::EnrolRequest Request(const std::string& code) const {
    v1::EnrolRequest request;
    request.set_code(code);
    request.set_device_name("Counter 1");
    request.set_signing_request(NewSigningRequest());
    return request;
  }

  absl::StatusOr<v1::EnrolResponse> Enrol(const v1::EnrolRequest& request) {
    auto stub = v1::CollectService::NewStub(server_.Channel());
    grpc::ClientContext context;
    SetDeadline(context);
    v1::EnrolResponse response;
    const absl::Status status = FromGrpcStatus(stub->Enrol(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  v1::ListDevicesResponse Devices() {
    v1::ListDevicesRequest request;
    request.set_agency_code(testing::kAgency);
    v1::ListDevicesResponse response;
    EXPECT_THAT(server_.Call(&v1::AdminService::Stub::ListDevices, request, &response), IsOk());
    return response;
  }

  absl::Status CreateTickets(const v1::CreateEnrolmentTicketsRequest& request) {
    v1::CreateEnrolmentTicketsResponse response;
    return server_.Call(&v1::AdminService::Stub::CreateEnrolmentTickets, request, &response);
  }

  ServerForTests server_;
};

auto IsUnknownCode() {
  return IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_ENROLMENT_CODE_UNKNOWN);
}

TEST_F(EnrolmentTest, GivesATabletACertificateAndShowsItToTheAdministrator) {
  const auto response = Enrol(Request(server_.Ticket().code()));

  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->device_id().size(), 16U);
  EXPECT_EQ(response->agency_name().en(), "Bang Tabun municipality");
  EXPECT_THAT(crypto::CertificateToPem(response->certificate()), IsOk());
  const auto devices = Devices();
  ASSERT_EQ(devices.devices_size(), 1);
  EXPECT_EQ(devices.devices(0).name(), "Counter 1");
  EXPECT_EQ(devices.devices(0).device_id(), response->device_id());
  EXPECT_EQ(devices.devices(0).enrolled_day(), DayInThailand(server_.clock.Now()));
}

TEST_F(EnrolmentTest, RefusesAWrongCode) {
  server_.Ticket();

  EXPECT_THAT(Enrol(Request("00000000000000000000000000000000")), IsUnknownCode());
  EXPECT_THAT(Enrol(Request("")), IsUnknownCode());
  EXPECT_EQ(Devices().devices_size(), 0);
}

TEST_F(EnrolmentTest, RefusesACodeFromTheMomentItExpires) {
  const auto first = server_.Ticket();
  const auto second = server_.Ticket();

  server_.clock.Advance(absl::Hours(24) - absl::Seconds(1));
  EXPECT_THAT(Enrol(Request(first.code())), IsOk());
  server_.clock.Advance(absl::Seconds(1));
  EXPECT_THAT(Enrol(Request(second.code())), IsUnknownCode());

  EXPECT_EQ(Devices().devices_size(), 1);
}

TEST_F(EnrolmentTest, RefusesAUsedCodeWithAnotherKey) {
  const std::string code = server_.Ticket().code();
  ASSERT_THAT(Enrol(Request(code)), IsOk());

  EXPECT_THAT(Enrol(Request(code)), IsUnknownCode());

  EXPECT_EQ(Devices().devices_size(), 1);
}

TEST_F(EnrolmentTest, AnswersTheSameKeyAlikeAgain) {
  const v1::EnrolRequest request = Request(server_.Ticket().code());
  const auto first = Enrol(request);
  ASSERT_THAT(first, IsOk());

  const auto again = Enrol(request);

  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->certificate(), first->certificate());
  EXPECT_EQ(again->device_id(), first->device_id());
  EXPECT_EQ(Devices().devices_size(), 1);
}

TEST_F(EnrolmentTest, DoesNotBringARevokedTabletBack) {
  const v1::EnrolRequest request = Request(server_.Ticket().code());
  server_.Revoke(Enrol(request).value().device_id());

  EXPECT_THAT(Enrol(request),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));
}

TEST_F(EnrolmentTest, KeepsTheCodeUnusedWhenTheRequestIsMalformed) {
  const std::string code = server_.Ticket().code();
  v1::EnrolRequest garbage = Request(code);
  garbage.set_signing_request("no signing request");
  v1::EnrolRequest changed = Request(code);
  changed.mutable_signing_request()->back() ^= 1;
  v1::EnrolRequest nameless = Request(code);
  nameless.clear_device_name();
  v1::EnrolRequest long_name = Request(code);
  long_name.set_device_name(std::string(257, 'x'));

  EXPECT_THAT(Enrol(garbage), IsRefusedFor(v1::REASON_ARGUMENT, "signing_request"));
  EXPECT_THAT(Enrol(changed), IsRefusedFor(v1::REASON_ARGUMENT, "signing_request"));
  EXPECT_THAT(Enrol(nameless), IsRefusedFor(v1::REASON_ARGUMENT, "device_name"));
  EXPECT_THAT(Enrol(long_name), IsRefusedFor(v1::REASON_ARGUMENT, "device_name"));

  EXPECT_THAT(Enrol(Request(code)), IsOk());
}

TEST_F(EnrolmentTest, KeepsNoCodeOnTheServer) {
  const std::string code = server_.Ticket().code();

  EXPECT_FALSE(testing::FolderHolds(server_.folder.path(), code));
}

TEST_F(EnrolmentTest, PutsWhatTabletsNeedIntoATicket) {
  const v1::EnrolmentTicket ticket = server_.Ticket();

  EXPECT_EQ(ticket.address(), server_.address());
  EXPECT_EQ(ticket.authority(), crypto::CertificateToDer(server_.authority_pem()).value());
  EXPECT_EQ(ticket.expires_unix(), absl::ToUnixSeconds(server_.clock.Now()) + 24 * 3600);
}

TEST_F(EnrolmentTest, RefusesTicketsForNobodyForeverOrWithoutNumber) {
  v1::CreateEnrolmentTicketsRequest good;
  good.set_agency_code(testing::kAgency);
  good.set_count(100);
  good.set_valid_hours(720);
  v1::CreateEnrolmentTicketsRequest nowhere = good;
  nowhere.set_agency_code("nowhere");
  v1::CreateEnrolmentTicketsRequest none = good;
  none.set_count(0);
  v1::CreateEnrolmentTicketsRequest too_many = good;
  too_many.set_count(101);
  v1::CreateEnrolmentTicketsRequest forever = good;
  forever.set_valid_hours(721);
  v1::CreateEnrolmentTicketsRequest never = good;
  never.set_valid_hours(0);

  EXPECT_THAT(CreateTickets(good), IsOk());
  EXPECT_THAT(CreateTickets(nowhere),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN));
  EXPECT_THAT(CreateTickets(none), IsRefusedFor(v1::REASON_ARGUMENT, "count"));
  EXPECT_THAT(CreateTickets(too_many), IsRefusedFor(v1::REASON_ARGUMENT, "count"));
  EXPECT_THAT(CreateTickets(forever), IsRefusedFor(v1::REASON_ARGUMENT, "valid_hours"));
  EXPECT_THAT(CreateTickets(never), IsRefusedFor(v1::REASON_ARGUMENT, "valid_hours"));
}

TEST(DeviceNameTest, ReadsTheIdBackFromTheCommonNameOfATabletAlone) {
  const std::string id = "0123456789abcdef";

  EXPECT_EQ(Enrolment::DeviceIdIn(Enrolment::CommonName(id)), id);
  EXPECT_EQ(Enrolment::DeviceIdIn("localhost"), "");
  EXPECT_EQ(Enrolment::DeviceIdIn("device:"), "");
  EXPECT_EQ(Enrolment::DeviceIdIn("device:00"), "");
  EXPECT_EQ(Enrolment::DeviceIdIn(Enrolment::CommonName(id) + "0"), "");
}

}  // namespace
}  // namespace sucharit
