// SPDX-License-Identifier: Apache-2.0
//
// `sucharit init` that is cut off anywhere: typed again, it makes a whole installation.
#include <gtest/gtest.h>

#include <filesystem>

#include "server/operations/config.h"
#include "server/operations/initialize.h"
#include "server/operations/profile.h"
#include "server/rounds/key_folder.h"
#include "server/store/server_database.h"
#include "server/users/users.h"
#include "tests/crash/strike.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using testing::FakeClock;
using testing::IsOk;
using testing::IsRefused;
using testing::RunWith;
using testing::Strike;
using testing::TemporaryFolder;

constexpr char kPassword[] = "a password for tests";
constexpr int64_t kStep = 5;

Installation In(const TemporaryFolder& folder) {
  Installation installation;
  installation.config.set_data_folder(folder.File("data"));
  installation.config.set_key_folder(folder.File("keys"));
  installation.config.set_listen_address("127.0.0.1:0");
  installation.config_path = folder.File("sucharitd.textproto");
  installation.profile_path = folder.File("profile");
  installation.operator_password = kPassword;
  installation.password_cost = crypto::PasswordCost::kLeast;
  return installation;
}

void ExpectWhole(const TemporaryFolder& folder, const FakeClock& clock) {
  EXPECT_THAT(LoadConfig(folder.File("sucharitd.textproto")), IsOk());
  const KeyFolder keys(folder.File("keys"));
  EXPECT_THAT(keys.AuditKey(), IsOk());
  EXPECT_THAT(keys.Server(), IsOk());
  const auto authority = keys.Authority();
  const auto profile = LoadProfile(folder.File("profile"));
  ASSERT_THAT(authority, IsOk());
  ASSERT_THAT(profile, IsOk());
  EXPECT_EQ(profile->authority(), authority->certificate_pem);
  const auto database = ServerDatabase::Open(folder.File("data"));
  ASSERT_THAT(database, IsOk());
  Users users(**database, clock, {crypto::PasswordCost::kLeast, absl::Hours(1), absl::Hours(1)});
  v1::LogInRequest request;
  request.set_name("operator");
  request.set_password(kPassword);
  EXPECT_THAT(users.LogIn(request, "192.0.2.7"), IsOk());
  EXPECT_FALSE(std::filesystem::exists(folder.File("data/init.unfinished")));
}

class InitializeCrashTest : public ::testing::TestWithParam<Strike> {};

TEST_P(InitializeCrashTest, MakesAWholeInstallationWhenItIsTypedAgain) {
  const FakeClock clock;
  bool done = false;
  for (int64_t at = 1; !done; at += kStep) {
    SCOPED_TRACE(at);
    const TemporaryFolder folder;
    const Installation installation = In(folder);

    const auto struck = RunWith(GetParam(), at, [&] { return Initialize(installation, clock); });

    done = struck.points < at;
    const absl::Status again = Initialize(installation, clock);
    if (std::filesystem::exists(installation.config_path) && !again.ok()) {
      EXPECT_THAT(again,
                  IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED));
    } else {
      EXPECT_THAT(again, IsOk());
    }
    ExpectWhole(folder, clock);
  }
}

INSTANTIATE_TEST_SUITE_P(AllFaults, InitializeCrashTest, ::testing::ValuesIn(testing::kStrikes));

}  // namespace
}  // namespace sucharit
