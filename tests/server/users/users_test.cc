// SPDX-License-Identifier: Apache-2.0
#include "server/users/users.h"

#include <gmock/gmock.h>

#include <string>

#include "common/crypto/digest.h"
#include "tests/server/testing/core_for_tests.h"
#include "tests/server/testing/required.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::CoreForTests;
using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::kAgency;
using ::sucharit::testing::Require;
using ::sucharit::testing::Required;
using ::testing::ElementsAre;

constexpr char kPassword[] = "a password for tests";
constexpr char kNewPassword[] = "another one for tests";

class UsersTest : public ::testing::Test {
 protected:
  UsersTest()
      : users_(core_.database, clock_,
               {crypto::PasswordCost::kLeast, absl::Hours(12), absl::Hours(1)}) {
    Add("somchai", v1::ROLE_OPERATOR, "");
  }

  absl::Status TryToAdd(const std::string& name, v1::Role role, const std::string& agency_code) {
    v1::CreateUserRequest request;
    request.mutable_user()->set_name(name);
    request.mutable_user()->add_roles()->set_role(role);
    request.mutable_user()->mutable_roles(0)->set_agency_code(agency_code);
    request.set_password(kPassword);
    return users_.Create(request);
  }

  void Add(const std::string& name, v1::Role role, const std::string& agency_code) {
    Require(TryToAdd(name, role, agency_code));
  }

  absl::StatusOr<v1::LogInResponse> LogIn(const std::string& name, const std::string& password,
                                          const std::string& network = "here") {
    v1::LogInRequest request;
    request.set_name(name);
    request.set_password(password);
    return users_.LogIn(request, network);
  }

  std::string Token(const std::string& name = "somchai") {
    return Required(LogIn(name, kPassword)).token();
  }

  absl::Status SetPassword(const std::string& token, const std::string& user,
                           const std::string& present, const std::string& password) {
    v1::SetPasswordRequest request;
    request.set_user_name(user);
    request.set_present_password(present);
    request.set_password(password);
    return users_.SetPassword(Required(users_.Identify(token)), request);
  }

  absl::Status Disable(const std::string& name, bool disabled) {
    v1::DisableUserRequest request;
    request.set_user_name(name);
    request.set_disabled(disabled);
    return users_.Disable(request);
  }

  FakeClock clock_;
  CoreForTests core_;
  Users users_;
};

const auto kWrong = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_PASSWORD_WRONG);
const auto kNobody = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_NOT_AUTHENTICATED);
const auto kExpired = IsRefused(absl::StatusCode::kUnauthenticated, v1::REASON_TOKEN_EXPIRED);

TEST_F(UsersTest, KnowWhoHasAToken) {
  const std::string token = Token();

  const auto caller = users_.Identify(token);

  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ(caller->user.name(), "somchai");
  EXPECT_EQ(RolesText(caller->user), "operator");
  EXPECT_EQ(token.size(), 64U);
  EXPECT_NE(Token(), token);
}

TEST_F(UsersTest, TakeANameInAnyCaseOfLetters) { EXPECT_THAT(LogIn("SomChai", kPassword), IsOk()); }

TEST_F(UsersTest, DoNotTellWhetherTheNameOrThePasswordIsWrong) {
  Add("malee", v1::ROLE_OPERATOR, "");
  Require(Disable("malee", true));

  const auto wrong = LogIn("somchai", "wrong");

  EXPECT_THAT(wrong, kWrong);
  EXPECT_EQ(LogIn("nobody", kPassword).status(), wrong.status());
  EXPECT_EQ(LogIn("Not a name", kPassword).status(), wrong.status());
  EXPECT_EQ(LogIn("malee", kPassword).status(), wrong.status()) << "a disabled user";
  EXPECT_EQ(LogIn("somchai", std::string(1025, 'x')).status(), wrong.status());
}

TEST_F(UsersTest, LetGuessersWaitUnderAnyName) {
  for (const std::string name : {"somchai", "nobody"}) {
    for (int i = 0; i < 3; ++i) ASSERT_THAT(LogIn(name, "wrong"), kWrong);

    EXPECT_THAT(LogIn(name, kPassword), IsRefusedFor(v1::REASON_LOGIN_WAIT, "1")) << name;
  }
  clock_.Advance(absl::Seconds(1));

  EXPECT_THAT(LogIn("somchai", kPassword), IsOk());
  EXPECT_THAT(LogIn("nobody", kPassword), kWrong);
}

TEST_F(UsersTest, AreNotKeptOutByStrangersWhoGuess) {
  ASSERT_THAT(LogIn("somchai", kPassword, "office"), IsOk());
  for (int i = 0; i < 3; ++i) ASSERT_THAT(LogIn("somchai", "wrong", "elsewhere"), kWrong);

  EXPECT_THAT(LogIn("somchai", kPassword, "elsewhere"), IsRefusedFor(v1::REASON_LOGIN_WAIT, "1"));
  EXPECT_THAT(LogIn("somchai", kPassword, "office"), IsOk());
}

TEST_F(UsersTest, EndATokenTwelveHoursAfterItWasGiven) {
  const std::string token = Token();
  for (int i = 0; i < 23; ++i) {
    clock_.Advance(absl::Minutes(30));
    ASSERT_THAT(users_.Identify(token), IsOk()) << i;
  }

  clock_.Advance(absl::Minutes(30));

  EXPECT_THAT(users_.Identify(token), kExpired);
}

TEST_F(UsersTest, EndATokenThatIsNotUsedForAnHour) {
  const std::string token = Token();

  clock_.Advance(absl::Minutes(59));
  EXPECT_THAT(users_.Identify(token), IsOk());
  clock_.Advance(absl::Minutes(59));
  EXPECT_THAT(users_.Identify(token), IsOk());
  clock_.Advance(absl::Minutes(60));
  EXPECT_THAT(users_.Identify(token), kExpired);
  clock_.Advance(absl::Minutes(-60));
  clock_.Advance(absl::Hours(-24));
  EXPECT_THAT(users_.Identify(token), kExpired) << "a clock that was set back";
}

TEST_F(UsersTest, ForgetATokenAfterAWeekOrAtLogOut) {
  const std::string old = Token();
  clock_.Advance(absl::Hours(24 * 8));
  const std::string token = Token();

  EXPECT_THAT(users_.Identify(old), kNobody);
  ASSERT_THAT(users_.LogOut(Required(users_.Identify(token))), IsOk());
  EXPECT_THAT(users_.Identify(token), kNobody);
  EXPECT_THAT(users_.Identify(""), kNobody);
}

TEST_F(UsersTest, KeepNeitherPasswordNorTokenInAnyFile) {
  const std::string token = Token();

  EXPECT_FALSE(testing::FolderHolds(core_.data_folder(), kPassword));
  EXPECT_FALSE(testing::FolderHolds(core_.data_folder(), token));
  EXPECT_FALSE(testing::FolderHolds(core_.data_folder(), crypto::FromHex(token, 32)));
}

TEST_F(UsersTest, EndTheOtherTokensWhenAPasswordIsSet) {
  const std::string here = Token();
  const std::string elsewhere = Token();

  ASSERT_THAT(SetPassword(here, "", kPassword, kNewPassword), IsOk());

  EXPECT_THAT(users_.Identify(here), IsOk());
  EXPECT_THAT(users_.Identify(elsewhere), kNobody);
  EXPECT_THAT(LogIn("somchai", kPassword), kWrong);
  EXPECT_THAT(LogIn("somchai", kNewPassword), IsOk());
}

TEST_F(UsersTest, AskForThePresentPasswordBeforeTheOwnIsChanged) {
  const std::string token = Token();

  EXPECT_THAT(SetPassword(token, "", "wrong", kNewPassword), kWrong);
  EXPECT_THAT(SetPassword(token, "somchai", "", kNewPassword), kWrong);
  EXPECT_THAT(SetPassword(token, "", kPassword, "short"),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_PASSWORD_WEAK));

  EXPECT_THAT(LogIn("somchai", kPassword), IsOk());
}

TEST_F(UsersTest, SetSomebodyElsesPasswordWithoutThePresentOne) {
  Add("malee", v1::ROLE_ADMINISTRATOR, kAgency);
  const std::string malees = Token("malee");

  ASSERT_THAT(SetPassword(Token(), "malee", "", kNewPassword), IsOk());

  EXPECT_THAT(users_.Identify(malees), kNobody);
  EXPECT_THAT(LogIn("malee", kNewPassword), IsOk());
  EXPECT_THAT(SetPassword(Token(), "nobody", "", kNewPassword),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_USER_UNKNOWN));
}

TEST_F(UsersTest, EndTheTokensOfADisabledUserForGood) {
  Add("malee", v1::ROLE_ADMINISTRATOR, kAgency);
  const std::string token = Token("malee");

  ASSERT_THAT(Disable("malee", true), IsOk());
  EXPECT_THAT(users_.Identify(token), kNobody);
  ASSERT_THAT(Disable("malee", false), IsOk());

  EXPECT_THAT(users_.Identify(token), kNobody);
  EXPECT_THAT(LogIn("malee", kPassword), IsOk());
}

TEST_F(UsersTest, KeepTheLastOperator) {
  v1::SetRolesRequest none;
  none.set_user_name("somchai");
  const auto kLast = IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_USER_NAME);

  EXPECT_THAT(users_.SetRoles(none), kLast);
  EXPECT_THAT(Disable("somchai", true), kLast);
  EXPECT_EQ(RolesText(Required(users_.Find("somchai"))), "operator");
  Add("malee", v1::ROLE_OPERATOR, "");
  EXPECT_THAT(users_.SetRoles(none), IsOk());
  EXPECT_THAT(Disable("malee", true), kLast);
}

TEST_F(UsersTest, HaveEachNameOnce) {
  EXPECT_THAT(TryToAdd("somchai", v1::ROLE_AUDITOR, ""),
              IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_USER_NAME));
  EXPECT_EQ(RolesText(Required(users_.Find("somchai"))), "operator");
}

TEST_F(UsersTest, RefuseRolesThatCannotBe) {
  EXPECT_THAT(TryToAdd("a", v1::ROLE_OPERATOR, kAgency),
              IsRefusedFor(v1::REASON_ARGUMENT, "roles"));
  EXPECT_THAT(TryToAdd("a", v1::ROLE_ADMINISTRATOR, ""),
              IsRefusedFor(v1::REASON_ARGUMENT, "roles"));
  EXPECT_THAT(TryToAdd("a", v1::ROLE_ENUMERATOR, ""), IsRefusedFor(v1::REASON_ARGUMENT, "roles"));
  EXPECT_THAT(TryToAdd("a", v1::ROLE_UNSPECIFIED, ""), IsRefusedFor(v1::REASON_ARGUMENT, "roles"));
  EXPECT_THAT(TryToAdd("a", static_cast<v1::Role>(9), ""),
              IsRefusedFor(v1::REASON_ARGUMENT, "roles"));
  EXPECT_THAT(TryToAdd("a", v1::ROLE_AUDITOR, "no-such"),
              IsRefused(absl::StatusCode::kNotFound, v1::REASON_AGENCY_UNKNOWN));
  EXPECT_THAT(TryToAdd("a", v1::ROLE_AUDITOR, ""), IsOk());
}

TEST_F(UsersTest, AreListedByNameWithTheirRoles) {
  Add("malee", v1::ROLE_ENUMERATOR, kAgency);

  const auto users = Required(users_.List());

  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].name(), "malee");
  EXPECT_EQ(RolesText(users[0]), "enumerator:bang-tabun");
  EXPECT_EQ(users[1].name(), "somchai");
}

}  // namespace
}  // namespace sucharit
