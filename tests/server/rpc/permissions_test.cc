// SPDX-License-Identifier: Apache-2.0
//
// Longer than other files because it is a table: a line for each call that the server has.
#include "server/rpc/permissions.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "server/rpc/gate.h"
#include "sucharit/v1/admin.pb.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::ServiceDescriptor;
using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::kAgency;
using ::sucharit::testing::ReadFile;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;

constexpr char kOther[] = "other";
constexpr char kPassword[] = "a password for tests";

// Who may make each call about the agency "bang-tabun": an operator (o), its administrator (a) and
// that of another agency (b), its enumerator (e) and another's (f), its auditor (r), another's (s)
// and the installation's (t), a user without roles (n), nobody (-).
const std::map<std::string, std::string>& Expected() {
  static const auto* const kExpected = new std::map<std::string, std::string>{
      {"AdminService.CancelRound", "oa"},
      {"AdminService.CloseRound", "oa"},
      {"AdminService.CreateAgency", "o"},
      {"AdminService.CreateEnrolmentTickets", "oa"},
      {"AdminService.CreateRound", "oa"},
      {"AdminService.ExportRows", "oa"},
      {"AdminService.ExtendRound", "oa"},
      {"AdminService.GetAuditBundle", "oa"},
      {"AdminService.GetBundle", "oart"},
      {"AdminService.GetCards", "oart"},
      {"AdminService.GetReportSource", "oart"},
      {"AdminService.GetRound", "oaert"},
      {"AdminService.GetScores", "oart"},
      {"AdminService.ImportOutbox", "oa"},
      {"AdminService.ImportScores", "oa"},
      {"AdminService.ListAgencies", "oabefrst"},
      {"AdminService.ListDevices", "oart"},
      {"AdminService.ListImportedScores", "oart"},
      {"AdminService.ListMeasures", "oart"},
      {"AdminService.ListPastResults", "oart"},
      {"AdminService.ListRounds", "oaert"},
      {"AdminService.ListTexts", "oa"},
      {"AdminService.MakeCards", "oa"},
      {"AdminService.OpenRound", "oa"},
      {"AdminService.PublishBreakdown", "oa"},
      {"AdminService.PublishRound", "oa"},
      {"AdminService.PutMeasures", "oa"},
      {"AdminService.PutPastResult", "oa"},
      {"AdminService.ReconcileCards", "oa"},
      {"AdminService.ReleaseTexts", "oa"},
      {"AdminService.RemoveMeasure", "oa"},
      {"AdminService.RemovePastResult", "oa"},
      {"AdminService.RevokeDevice", "oa"},
      {"AdminService.VerifyRound", "oart"},
      {"AdminService.VoidCards", "oa"},
      {"AdminService.WrapRoundKey", "oa"},
      {"AuditService.GetAuditHead", "oabrst"},
      {"AuditService.ListAuditLines", "oabrst"},
      {"BackupService.ConfirmBackup", "o"},
      {"BackupService.GetBackups", "o"},
      {"BackupService.MakeBackup", "o"},
      {"CollectService.CheckReceived", ""},
      {"CollectService.Enrol", ""},
      {"CollectService.ListRounds", ""},
      {"CollectService.PushResponses", ""},
      {"CollectService.ReportConduct", ""},
      {"CollectService.ReportWaiting", ""},
      {"UserService.CreateUser", "oa"},
      {"UserService.DisableUser", "oa"},
      {"UserService.ListUsers", "oab"},
      {"UserService.LogIn", "oabefrstn-"},
      {"UserService.LogOut", "oabefrstn"},
      {"UserService.SetPassword", "oa"},
      {"UserService.SetRoles", "oa"},
  };
  return *kExpected;
}

std::vector<const MethodDescriptor*> EveryMethod() {
  std::vector<const MethodDescriptor*> methods;
  for (const ServiceDescriptor* service : ServedServices()) {
    for (int i = 0; i < service->method_count(); ++i) methods.push_back(service->method(i));
  }
  return methods;
}

std::string NameOf(const MethodDescriptor& method) {
  return absl::StrCat(method.service()->name(), ".", method.name());
}

v1::RoleGrant Grant(v1::Role role, const std::string& agency_code) {
  v1::RoleGrant grant;
  grant.set_role(role);
  grant.set_agency_code(agency_code);
  return grant;
}

class PermissionsTest : public ::testing::Test {
 protected:
  PermissionsTest()
      : users_(core_.database, clock_,
               {crypto::PasswordCost::kLeast, absl::Hours(12), absl::Hours(24)}),
        audit_(core_.database, clock_, crypto::GenerateSigningKeyPair().private_key),
        begun_(core_.data_folder()),
        gate_(core_.database, users_, audit_, begun_) {
    v1::Agency other;
    other.set_code(kOther);
    other.mutable_name()->set_th("อื่น");
    other.mutable_name()->set_en("Other");
    Require(core_.agencies.Create(other));
    round_ = core_.OpenRound();
    device_id_ = core_.AddDevice("Counter 1");
    v1::CreateRoundRequest others = testing::SmallRound('b');
    others.set_agency_code(kOther);
    others_round_ = core_.OpenRound(others);
    Add("clerk", {Grant(v1::ROLE_ENUMERATOR, kAgency)});
    Add("late", {Grant(v1::ROLE_OPERATOR, "")});
    expired_ = LogIn("late");
    clock_.Advance(absl::Hours(12));
    AddEverybody();
  }

  void AddEverybody() {
    tokens_['o'] = Add("operator", {Grant(v1::ROLE_OPERATOR, "")});
    tokens_['a'] = Add("administrator", {Grant(v1::ROLE_ADMINISTRATOR, kAgency)});
    tokens_['b'] = Add("administrator-b", {Grant(v1::ROLE_ADMINISTRATOR, kOther)});
    tokens_['e'] = Add("enumerator", {Grant(v1::ROLE_ENUMERATOR, kAgency)});
    tokens_['f'] = Add("enumerator-b", {Grant(v1::ROLE_ENUMERATOR, kOther)});
    tokens_['r'] = Add("auditor", {Grant(v1::ROLE_AUDITOR, kAgency)});
    tokens_['s'] = Add("auditor-b", {Grant(v1::ROLE_AUDITOR, kOther)});
    tokens_['t'] = Add("auditor-of-all", {Grant(v1::ROLE_AUDITOR, "")});
    tokens_['n'] = Add("nobody", {});
    tokens_['-'] = "";
    disabled_ = Add("disabled", {Grant(v1::ROLE_OPERATOR, "")});
    v1::DisableUserRequest disable;
    disable.set_user_name("disabled");
    disable.set_disabled(true);
    Require(users_.Disable(disable));
  }

  std::string Add(const std::string& name, const std::vector<v1::RoleGrant>& roles) {
    v1::CreateUserRequest request;
    request.mutable_user()->set_name(name);
    *request.mutable_user()->mutable_roles() = {roles.begin(), roles.end()};
    request.set_password(kPassword);
    Require(users_.Create(request));
    return LogIn(name);
  }

  std::string LogIn(const std::string& name) {
    v1::LogInRequest request;
    request.set_name(name);
    request.set_password(kPassword);
    return Required(users_.LogIn(request, "here")).token();
  }

  // A request of the method's type about the agency kAgency: each field that names something is
  // filled.
  std::unique_ptr<Message> RequestOf(const MethodDescriptor& method) const {
    std::unique_ptr<Message> request(
        MessageFactory::generated_factory()->GetPrototype(method.input_type())->New());
    Fill(*request, "agency_code", kAgency);
    Fill(*request, "round_id", round_.round_id);
    Fill(*request, "device_id", device_id_);
    Fill(*request, "user_name", "clerk");
    if (auto* create = dynamic_cast<v1::CreateUserRequest*>(request.get())) {
      *create->mutable_user()->add_roles() = Grant(v1::ROLE_ADMINISTRATOR, kAgency);
    }
    if (auto* roles = dynamic_cast<v1::SetRolesRequest*>(request.get())) {
      *roles->add_roles() = Grant(v1::ROLE_AUDITOR, kAgency);
    }
    return request;
  }

  static void Fill(Message& request, const char* name, const std::string& value) {
    const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) request.GetReflection()->SetString(&request, field, value);
  }

  absl::Status Call(const MethodDescriptor& method, const std::string& token) {
    return Call(method.service()->full_name(), *RequestOf(method), token);
  }

  // OK if the gate lets the call in.
  absl::Status Call(const std::string& service, const Message& request, const std::string& token) {
    bool reached = false;
    const absl::Status status = gate_.Run(service, token, request, [&](const Admitted&) {
      reached = true;
      return absl::OkStatus();
    });
    EXPECT_EQ(reached, status.ok()) << request.GetTypeName();
    return status;
  }

  absl::Status CallUsers(const Message& request, char who) {
    return Call("sucharit.v1.UserService", request, tokens_[who]);
  }
  absl::Status CallAdmin(const Message& request, char who) {
    return Call("sucharit.v1.AdminService", request, tokens_[who]);
  }

  FakeClock clock_;
  CoreForTests core_;
  Users users_;
  AuditLog audit_;
  const BegunCalls begun_;
  Gate gate_;
  RoundRecord round_;
  RoundRecord others_round_;
  std::string device_id_;
  std::map<char, std::string> tokens_;
  std::string expired_;
  std::string disabled_;
};

const auto kDenied = IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_PERMISSION);
const auto kUnknown = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED);

TEST_F(PermissionsTest, AreExactlyTheExpectedOnesForEveryCallAndRole) {
  for (const MethodDescriptor* method : EveryMethod()) {
    const std::string& may = Expected().at(NameOf(*method));
    for (const auto& [who, token] : tokens_) {
      const absl::Status status = Call(*method, token);

      SCOPED_TRACE(absl::StrCat(NameOf(*method), " by ", std::string(1, who)));
      if (may.find(who) != std::string::npos) {
        EXPECT_THAT(status, IsOk());
      } else if (who == '-' && method->service()->name() != "CollectService") {
        EXPECT_THAT(status, kUnknown);
      } else {
        EXPECT_THAT(status, kDenied);
      }
    }
  }
}

TEST_F(PermissionsTest, AreNobodysWithATokenThatHasEndedOrOfADisabledUser) {
  for (const MethodDescriptor* method : EveryMethod()) {
    const std::string name = NameOf(*method);
    if (name == "UserService.LogIn" || method->service()->name() == "CollectService") continue;

    EXPECT_THAT(Call(*method, expired_),
                IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_TOKEN_EXPIRED))
        << name;
    EXPECT_THAT(Call(*method, disabled_), kUnknown) << name;
    EXPECT_THAT(Call(*method, tokens_['o'] + "0"), kUnknown) << name;
  }
}

TEST_F(PermissionsTest, AreExpectedOfEveryCallThatThereIs) {
  std::set<std::string> methods;
  for (const MethodDescriptor* method : EveryMethod()) methods.insert(NameOf(*method));
  std::set<std::string> expected;
  for (const auto& [name, may] : Expected()) expected.insert(name);
  std::set<std::string> rows;
  for (const Permission& row : PermissionTable()) {
    EXPECT_TRUE(rows.insert(absl::StrCat(row.service, ".", row.method)).second) << row.method;
  }

  EXPECT_EQ(methods, expected);
  EXPECT_EQ(methods, rows);
}

TEST_F(PermissionsTest, CoverEveryServiceOfTheWire) {
  std::set<std::string> written;
  for (const auto& file : std::filesystem::directory_iterator(SUCHARIT_PROTO_FOLDER)) {
    const std::string text = ReadFile(file.path().string());
    const std::regex service("(^|\n)service (\\w+)");
    for (std::sregex_iterator found(text.begin(), text.end(), service), end; found != end;
         ++found) {
      written.insert((*found)[2]);
    }
  }
  std::set<std::string> served;
  for (const ServiceDescriptor* service : ServedServices()) served.insert(service->name());

  EXPECT_EQ(written, served);
  EXPECT_THAT(CheckPermissionTable(ServedServices()), IsOk());
}

TEST(CheckPermissionTableTest, RefusesAServiceWithACallThatHasNoRow) {
  google::protobuf::FileDescriptorProto file;
  v1::CreateAgencyRequest::descriptor()->file()->CopyTo(&file);
  google::protobuf::DescriptorPool pool(google::protobuf::DescriptorPool::generated_pool());
  google::protobuf::FileDescriptorProto more;
  more.set_name("more.proto");
  more.set_package("more");
  more.add_dependency(file.name());
  auto* service = more.add_service();
  service->set_name("AdminService");
  auto* method = service->add_method();
  method->set_name("ReadEverything");
  method->set_input_type(".sucharit.v1.CreateAgencyRequest");
  method->set_output_type(".sucharit.v1.CreateAgencyResponse");
  const ServiceDescriptor* const services[] = {pool.BuildFile(more)->service(0)};

  EXPECT_THAT(CheckPermissionTable(services),
              IsRefused(absl::StatusCode::kInternal, v1::REASON_UNSPECIFIED));
}

TEST_F(PermissionsTest, AreNobodysForARequestThatNoCallHas) {
  EXPECT_THAT(Call("sucharit.v1.AdminService", v1::Agency(), tokens_['o']), kDenied);
  EXPECT_THAT(Call("sucharit.v1.NoService", v1::ListAgenciesRequest(), tokens_['o']), kDenied);
}

TEST_F(PermissionsTest, LetNoAdministratorTakeAnotherAgencysRoundByItsId) {
  v1::CreateRoundRequest request;
  request.set_agency_code(kAgency);
  request.set_round_id(others_round_.round_id);

  EXPECT_THAT(CallAdmin(request, 'a'), kDenied);

  request.set_round_id(std::string(16, 'n'));
  EXPECT_THAT(CallAdmin(request, 'a'), IsOk()) << "a new one";
}

TEST_F(PermissionsTest, LetEverybodyListWhatIsTheirOwn) {
  v1::AdminListRoundsRequest request;

  EXPECT_THAT(CallAdmin(request, 'b'), IsOk());
  EXPECT_THAT(CallAdmin(request, 'n'), kDenied);
  request.set_agency_code(kOther);
  EXPECT_THAT(CallAdmin(request, 'b'), IsOk());
  EXPECT_THAT(CallAdmin(request, 'a'), kDenied);
}

TEST_F(PermissionsTest, LetAnAdministratorGiveRolesInTheOwnAgencyAlone) {
  const auto may_create = [this](const v1::RoleGrant& grant) {
    v1::CreateUserRequest request;
    *request.mutable_user()->add_roles() = Grant(v1::ROLE_ENUMERATOR, kAgency);
    *request.mutable_user()->add_roles() = grant;
    return CallUsers(request, 'a');
  };
  const auto may_set = [this](const v1::RoleGrant& grant) {
    v1::SetRolesRequest request;
    request.set_user_name("clerk");
    *request.add_roles() = grant;
    return CallUsers(request, 'a');
  };

  for (const v1::RoleGrant& grant :
       {Grant(v1::ROLE_OPERATOR, ""), Grant(v1::ROLE_AUDITOR, ""),
        Grant(v1::ROLE_ADMINISTRATOR, kOther), Grant(v1::ROLE_ADMINISTRATOR, "no-such")}) {
    EXPECT_THAT(may_create(grant), kDenied) << RoleName(grant.role());
    EXPECT_THAT(may_set(grant), kDenied) << RoleName(grant.role());
  }
  EXPECT_THAT(may_create(Grant(v1::ROLE_ADMINISTRATOR, kAgency)), IsOk());
  EXPECT_THAT(CallUsers(v1::CreateUserRequest(), 'a'), kDenied) << "without a role";
}

TEST_F(PermissionsTest, KeepAnAdministratorFromUsersWhoAreMoreThanTheOwnAgencys) {
  Add("both", {Grant(v1::ROLE_ENUMERATOR, kAgency), Grant(v1::ROLE_ENUMERATOR, kOther)});

  for (const std::string name :
       {"operator", "both", "administrator-b", "auditor-of-all", "nobody"}) {
    v1::SetPasswordRequest password;
    password.set_user_name(name);
    v1::SetRolesRequest roles;
    roles.set_user_name(name);
    v1::DisableUserRequest disable;
    disable.set_user_name(name);

    EXPECT_THAT(CallUsers(password, 'a'), kDenied) << name;
    EXPECT_THAT(CallUsers(roles, 'a'), kDenied) << name;
    EXPECT_THAT(CallUsers(disable, 'a'), kDenied) << name;
    EXPECT_THAT(CallUsers(disable, 'o'), IsOk()) << name;
  }
}

TEST_F(PermissionsTest, LetEverybodySetTheirOwnPassword) {
  v1::SetPasswordRequest unnamed;
  v1::SetPasswordRequest named;
  named.set_user_name("nobody");

  EXPECT_THAT(CallUsers(unnamed, 'n'), IsOk());
  EXPECT_THAT(CallUsers(named, 'n'), IsOk());
  EXPECT_THAT(CallUsers(named, 'e'), kDenied);
}

TEST_F(PermissionsTest, SayThatARoundIsUnknownToThoseWhoCouldReadIt) {
  v1::GetScoresRequest request;
  request.set_round_id(std::string(16, 'n'));

  EXPECT_THAT(CallAdmin(request, 'a'),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_ROUND_UNKNOWN));
  EXPECT_THAT(CallAdmin(request, 'e'), kDenied);
}

TEST_F(PermissionsTest, ChangeWithTheNextCallWhenRolesDo) {
  v1::GetScoresRequest request;
  request.set_round_id(round_.round_id);
  ASSERT_THAT(CallAdmin(request, 'r'), IsOk());
  v1::SetRolesRequest roles;
  roles.set_user_name("auditor");
  *roles.add_roles() = Grant(v1::ROLE_AUDITOR, kOther);

  ASSERT_THAT(users_.SetRoles(roles), IsOk());

  EXPECT_THAT(CallAdmin(request, 'r'), kDenied);
}

}  // namespace
}  // namespace sucharit
