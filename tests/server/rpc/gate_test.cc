// SPDX-License-Identifier: Apache-2.0
//
// What the audit log gets of calls.
#include "server/rpc/gate.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "common/crypto/digest.h"
#include "server/audit/audit_chain.h"
#include "sucharit/v1/admin.pb.h"
#include "sucharit/v1/audit.grpc.pb.h"
#include "tests/server/testing/required.h"
#include "tests/server/testing/server_for_tests.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::kAgency;
using ::sucharit::testing::kOperator;
using ::sucharit::testing::kPassword;
using ::sucharit::testing::Require;
using ::sucharit::testing::ServerForTests;
using ::testing::HasSubstr;
using ::testing::Not;

using AdminStub = v1::AdminService::Stub;
using UserStub = v1::UserService::Stub;
using AuditStub = v1::AuditService::Stub;

class GateTest : public ::testing::Test {
 protected:
  std::vector<v1::AuditLine> Lines(const std::string& token) {
    v1::ListAuditLinesResponse response;
    Require(
        server_.CallAs(token, &AuditStub::ListAuditLines, v1::ListAuditLinesRequest(), &response));
    return {response.lines().begin(), response.lines().end()};
  }

  v1::AuditLine LastLine() { return Lines(server_.token()).back(); }

  ServerForTests server_;
};

TEST_F(GateTest, NotesWhoDidWhatToWhich) {
  const RoundRecord round = server_.OpenRound();
  v1::ExtendRoundRequest request;
  request.set_round_id(round.round_id);
  request.set_last_day(round.last_day + 1);
  v1::ExtendRoundResponse response;
  ASSERT_THAT(server_.Call(&AdminStub::ExtendRound, request, &response), IsOk());

  const v1::AuditLine line = LastLine();

  EXPECT_EQ(line.user_name(), kOperator);
  EXPECT_EQ(line.roles(), "operator");
  EXPECT_EQ(line.verb(), "ExtendRound");
  EXPECT_EQ(line.subject_kind(), "round");
  EXPECT_EQ(line.subject(), crypto::ToHex(round.round_id));
  EXPECT_EQ(line.agency_code(), kAgency);
  EXPECT_EQ(line.outcome(), "OK");
  EXPECT_EQ(line.unix_second(), absl::ToUnixSeconds(server_.clock.Now()));
}

TEST_F(GateTest, TellsAUsersDisablingFromTheEnabling) {
  server_.AddUser("clerk", v1::ROLE_ENUMERATOR, kAgency);
  v1::DisableUserRequest request;
  request.set_user_name("clerk");
  v1::DisableUserResponse response;

  request.set_disabled(true);
  ASSERT_THAT(server_.Call(&UserStub::DisableUser, request, &response), IsOk());
  EXPECT_EQ(LastLine().verb(), "DisableUser");
  request.set_disabled(false);
  ASSERT_THAT(server_.Call(&UserStub::DisableUser, request, &response), IsOk());
  EXPECT_EQ(LastLine().verb(), "EnableUser");
}

TEST_F(GateTest, TellsTheReleaseOfTextsFromTheWithdrawal) {
  v1::ReleaseTextsRequest request;
  request.set_round_id(server_.OpenRound().round_id);
  v1::ReleaseTextsResponse response;

  request.set_release(true);
  server_.Call(&AdminStub::ReleaseTexts, request, &response).IgnoreError();
  EXPECT_EQ(LastLine().verb(), "ReleaseTexts");
  request.set_release(false);
  server_.Call(&AdminStub::ReleaseTexts, request, &response).IgnoreError();
  EXPECT_EQ(LastLine().verb(), "WithdrawTexts");
}

TEST_F(GateTest, NotesWhatWasTriedInVainAndWhatNobodyMayDo) {
  const std::string token = server_.AddUser("clerk", v1::ROLE_ENUMERATOR, kAgency);
  v1::ExtendRoundRequest request;
  request.set_round_id(std::string(16, 'n'));
  v1::ExtendRoundResponse response;

  ASSERT_FALSE(server_.Call(&AdminStub::ExtendRound, request, &response).ok());
  EXPECT_EQ(LastLine().outcome(), "REASON_ROUND_UNKNOWN");
  v1::ListDevicesRequest list;
  list.set_agency_code(kAgency);
  v1::ListDevicesResponse devices;
  ASSERT_THAT(server_.CallAs(token, &AdminStub::ListDevices, list, &devices),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION));

  const v1::AuditLine line = LastLine();
  EXPECT_EQ(line.user_name(), "clerk");
  EXPECT_EQ(line.roles(), "enumerator:bang-tabun");
  EXPECT_EQ(line.verb(), "ListDevices");
  EXPECT_EQ(line.outcome(), "REASON_PERMISSION");
}

TEST_F(GateTest, NotesLogInsWithoutNamesThatThereAreNot) {
  ASSERT_FALSE(server_.LogIn("my secret, typed wrong", "x").ok());
  EXPECT_EQ(LastLine().verb(), "LogIn");
  EXPECT_EQ(LastLine().outcome(), "REASON_PASSWORD_WRONG");
  EXPECT_EQ(LastLine().subject(), "");
  ASSERT_FALSE(server_.LogIn(kOperator, "wrong").ok());
  EXPECT_EQ(LastLine().subject(), kOperator);
  ASSERT_FALSE(server_.LogIn(kOperator, "wrong").ok());
  ASSERT_FALSE(server_.LogIn(kOperator, "wrong").ok());
  const int64_t lines = LastLine().sequence();

  EXPECT_THAT(server_.LogIn(kOperator, kPassword),
              IsRefused(absl::StatusCode::kResourceExhausted, v1::REASON_LOGIN_WAIT));

  EXPECT_EQ(LastLine().sequence(), lines) << "who comes too often doesn't fill the log";
}

TEST_F(GateTest, NotesNeitherReadsNorCallersWithoutATokenNorTablets) {
  const RoundRecord round = server_.OpenRound();
  const auto tablet = server_.EnrolBareTablet("Counter 1");
  const int64_t before = LastLine().sequence();
  v1::ListAgenciesResponse agencies;

  ASSERT_THAT(server_.Call(&AdminStub::ListAgencies, v1::ListAgenciesRequest(), &agencies), IsOk());
  ASSERT_FALSE(
      server_.CallAs("", &AdminStub::ListAgencies, v1::ListAgenciesRequest(), &agencies).ok());
  const std::string box = testing::SealResponse(round, {}, testing::ReceiptNumber(1));
  ASSERT_THAT(testing::Push(*tablet.stub, testing::Batch(round, {box})), IsOk());

  EXPECT_EQ(LastLine().sequence(), before);
}

TEST_F(GateTest, NotesNoPasswordTokenOrCode) {
  v1::SetPasswordRequest request;
  request.set_present_password(kPassword);
  request.set_password("the new password of somchai");
  v1::SetPasswordResponse response;
  ASSERT_THAT(server_.Call(&UserStub::SetPassword, request, &response), IsOk());
  const std::string code = server_.Ticket().code();

  for (const v1::AuditLine& line : Lines(server_.token())) {
    EXPECT_THAT(line.SerializeAsString(), Not(HasSubstr(kPassword)));
    EXPECT_THAT(line.SerializeAsString(), Not(HasSubstr("the new password")));
    EXPECT_THAT(line.SerializeAsString(), Not(HasSubstr(server_.token())));
    EXPECT_THAT(line.SerializeAsString(), Not(HasSubstr(code)));
  }
}

TEST_F(GateTest, ShowsALineAboutAnotherAgencyAsAPlaceInTheChainAlone) {
  const std::string auditor = server_.AddUser("auditor", v1::ROLE_AUDITOR, kAgency);
  const std::string of_all = server_.AddUser("auditor-of-all", v1::ROLE_AUDITOR, "");
  (void)server_.Ticket();
  ChainCheck check(std::nullopt);

  const auto own = Lines(auditor);

  EXPECT_EQ(own.back().verb(), "CreateEnrolmentTickets");
  EXPECT_FALSE(own.back().withheld());
  EXPECT_TRUE(own.front().withheld()) << "the operator's log-in";
  EXPECT_EQ(own.front().verb(), "");
  for (const v1::AuditLine& line : own) EXPECT_THAT(check.Add(line), IsOk());
  for (const v1::AuditLine& line : Lines(of_all)) EXPECT_FALSE(line.withheld());
  v1::GetAuditHeadResponse head;
  ASSERT_THAT(server_.CallAs(auditor, &AuditStub::GetAuditHead, v1::GetAuditHeadRequest(), &head),
              IsOk());
  EXPECT_THAT(check.Finish(head.head()), IsOk());
}

TEST_F(GateTest, ShowsRoundsAgenciesAndUsersToTheirOwnAlone) {
  v1::CreateAgencyRequest other;
  other.mutable_agency()->set_code("other");
  other.mutable_agency()->mutable_name()->set_th("อื่น");
  other.mutable_agency()->mutable_name()->set_en("Other");
  v1::CreateAgencyResponse created;
  ASSERT_THAT(server_.Call(&AdminStub::CreateAgency, other, &created), IsOk());
  server_.OpenRound();
  const std::string own = server_.AddUser("a", v1::ROLE_ADMINISTRATOR, kAgency);
  const std::string others = server_.AddUser("b", v1::ROLE_ADMINISTRATOR, "other");
  v1::ListAgenciesResponse agencies;
  v1::AdminListRoundsResponse rounds;
  v1::ListUsersResponse users;

  ASSERT_THAT(server_.CallAs(own, &AdminStub::ListAgencies, v1::ListAgenciesRequest(), &agencies),
              IsOk());
  ASSERT_THAT(server_.CallAs(own, &UserStub::ListUsers, v1::ListUsersRequest(), &users), IsOk());
  EXPECT_EQ(agencies.agencies_size(), 1);
  EXPECT_EQ(agencies.agencies(0).code(), kAgency);
  ASSERT_EQ(users.users_size(), 1);
  EXPECT_EQ(users.users(0).name(), "a");
  ASSERT_THAT(server_.CallAs(own, &AdminStub::ListRounds, v1::AdminListRoundsRequest(), &rounds),
              IsOk());
  EXPECT_EQ(rounds.rounds_size(), 1);
  ASSERT_THAT(server_.CallAs(others, &AdminStub::ListRounds, v1::AdminListRoundsRequest(), &rounds),
              IsOk());
  EXPECT_EQ(rounds.rounds_size(), 0);
}

TEST_F(GateTest, LetsAnAdministratorBringInWhatARevokedTabletStillHolds) {
  const RoundRecord round = server_.OpenRound();
  const auto tablet = server_.EnrolBareTablet("Counter 1");
  const std::string administrator = server_.AddUser("a", v1::ROLE_ADMINISTRATOR, kAgency);
  const std::string clerk = server_.AddUser("clerk", v1::ROLE_ENUMERATOR, kAgency);
  const std::string box = testing::SealResponse(round, {}, testing::ReceiptNumber(1));
  const v1::PushResponsesRequest batch = testing::Batch(round, {box});
  v1::RevokeDeviceRequest revoke;
  revoke.set_device_id(tablet.device_id);
  v1::RevokeDeviceResponse revoked;
  v1::PushResponsesResponse receipt;

  ASSERT_THAT(server_.CallAs(administrator, &AdminStub::RevokeDevice, revoke, &revoked), IsOk());

  EXPECT_THAT(testing::Push(*tablet.stub, batch),
              IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_DEVICE_REVOKED));
  EXPECT_THAT(server_.CallAs(clerk, &AdminStub::ImportOutbox, batch, &receipt),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION));
  ASSERT_THAT(server_.CallAs(administrator, &AdminStub::ImportOutbox, batch, &receipt), IsOk());
  EXPECT_THAT(testing::Verified(round, batch, receipt), ::testing::ElementsAre(v1::OUTCOME_STORED));
}

TEST_F(GateTest, RefusesEveryCallOverTheWireToAUserWithoutRoles) {
  const std::string token = server_.AddUser("nobody", v1::ROLE_UNSPECIFIED, "");
  const auto denied = IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION);
  v1::ListAgenciesResponse agencies;
  v1::ListUsersResponse users;
  v1::GetAuditHeadResponse head;

  EXPECT_THAT(server_.CallAs(token, &AdminStub::ListAgencies, v1::ListAgenciesRequest(), &agencies),
              denied);
  EXPECT_THAT(server_.CallAs(token, &UserStub::ListUsers, v1::ListUsersRequest(), &users), denied);
  EXPECT_THAT(server_.CallAs(token, &AuditStub::GetAuditHead, v1::GetAuditHeadRequest(), &head),
              denied);
}

}  // namespace
}  // namespace sucharit
