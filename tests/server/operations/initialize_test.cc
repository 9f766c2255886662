// SPDX-License-Identifier: Apache-2.0
#include "server/operations/initialize.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "server/operations/config.h"
#include "server/operations/profile.h"
#include "server/rounds/key_folder.h"
#include "server/store/server_database.h"
#include "server/users/users.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;

constexpr char kPassword[] = "a password for tests";

class InitializeTest : public ::testing::Test {
 protected:
  InitializeTest() {
    installation_.config.set_data_folder(folder_.File("data"));
    installation_.config.set_key_folder(folder_.File("keys"));
    installation_.config.set_listen_address("127.0.0.1:0");
    installation_.config_path = folder_.File("sucharitd.textproto");
    installation_.profile_path = folder_.File("profile");
    installation_.operator_password = kPassword;
    installation_.password_cost = crypto::PasswordCost::kLeast;
  }

  TemporaryFolder folder_;
  FakeClock clock_;
  Installation installation_;
};

TEST_F(InitializeTest, MakesWhatAServerNeeds) {
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());

  EXPECT_THAT(LoadConfig(installation_.config_path), IsOk());
  EXPECT_THAT(ServerDatabase::Open(folder_.File("data")), IsOk());
  const KeyFolder keys(folder_.File("keys"));
  EXPECT_THAT(keys.Authority(), IsOk());
  EXPECT_THAT(keys.Server(), IsOk());
  const v1::AdminProfile profile = LoadProfile(installation_.profile_path).value();
  EXPECT_EQ(profile.authority(), keys.Authority()->certificate_pem);
  EXPECT_THAT(keys.AuditKey(), IsOk());
}

TEST_F(InitializeTest, MakesTheFirstUserAnOperator) {
  installation_.operator_name = "somchai";
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());
  auto database = ServerDatabase::Open(folder_.File("data")).value();
  Users users(*database, clock_, {crypto::PasswordCost::kLeast, absl::Hours(1), absl::Hours(1)});
  v1::LogInRequest request;
  request.set_name("somchai");
  request.set_password(kPassword);

  const auto response = users.LogIn(request, "192.0.2.7");

  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(RolesText(response->user()), "operator");
}

TEST_F(InitializeTest, MakesNothingWithAWeakPasswordOrABadName) {
  Installation weak = installation_;
  weak.operator_password = "short";
  Installation bad = installation_;
  bad.operator_name = "Not a name";

  EXPECT_THAT(Initialize(weak, clock_),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_PASSWORD_WEAK));
  EXPECT_THAT(Initialize(bad, clock_),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_USER_NAME));

  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(InitializeTest, KeepsSecretsForTheirOwnerAlone) {
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());

  const auto owner_alone = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  for (const auto* file : {"keys/authority.key", "keys/server.key", "keys/audit.key", "profile"}) {
    EXPECT_EQ(std::filesystem::status(folder_.File(file)).permissions(), owner_alone) << file;
  }
  EXPECT_EQ(std::filesystem::status(folder_.File("keys")).permissions(),
            std::filesystem::perms::owner_all);
}

TEST_F(InitializeTest, GivesEachInstallationItsOwnKeys) {
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());
  Installation other = installation_;
  other.config.set_data_folder(folder_.File("data2"));
  other.config.set_key_folder(folder_.File("keys2"));
  other.config_path = folder_.File("config2");
  other.profile_path = folder_.File("profile2");
  ASSERT_THAT(Initialize(other, clock_), IsOk());

  EXPECT_NE(KeyFolder(folder_.File("keys")).AuditKey()->view(),
            KeyFolder(folder_.File("keys2")).AuditKey()->view());
  EXPECT_NE(KeyFolder(folder_.File("keys")).Authority()->private_key_pem,
            KeyFolder(folder_.File("keys2")).Authority()->private_key_pem);
}

TEST_F(InitializeTest, OverwritesNothing) {
  for (const auto* existing :
       {"sucharitd.textproto", "profile", "data/sucharit.db", "keys/authority.key"}) {
    const std::string path = folder_.File(existing);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    folder_.Write(existing, "precious");

    EXPECT_THAT(Initialize(installation_, clock_),
                IsRefused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED));
    EXPECT_THAT(Initialize(installation_, clock_),
                IsRefusedFor(v1::REASON_ALREADY_INITIALIZED, path));

    EXPECT_EQ(testing::ReadFile(path), "precious");
    std::filesystem::remove(path);
    EXPECT_FALSE(std::filesystem::exists(installation_.config_path)) << existing;
  }
}

TEST_F(InitializeTest, MakesNothingWithKeysWithinTheDataFolder) {
  installation_.config.set_key_folder(folder_.File("data/keys"));

  EXPECT_THAT(Initialize(installation_, clock_),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "key_folder (within data_folder)"));

  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(InitializeTest, MakesNothingWithADatabaseElsewhereWhoseCertificateIsNotVerified) {
  installation_.config.set_database("postgresql://sucharit@db1.example.go.th/sucharit");

  EXPECT_THAT(Initialize(installation_, clock_),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslmode"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(InitializeTest, SaysThatTheDataFolderCannotBeMade) {
  folder_.Write("data", "a file");

  EXPECT_THAT(Initialize(installation_, clock_),
              IsRefused(absl::StatusCode::kPermissionDenied, v1::REASON_STORAGE_NOT_WRITABLE));

  EXPECT_FALSE(std::filesystem::exists(installation_.config_path));
}

TEST_F(InitializeTest, WritesThePasswordIntoNoFile) {
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());

  for (const auto& file : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (!file.is_regular_file()) continue;
    EXPECT_EQ(testing::ReadFile(file.path().string()).find(kPassword), std::string::npos)
        << file.path();
  }
}

TEST(ProfileTest, SaysThatThereIsNone) {
  const TemporaryFolder folder;

  EXPECT_THAT(LoadProfile(folder.File("profile")),
              IsRefused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED));
}

TEST(ProfileTest, RefusesWhatIsNoProfile) {
  const TemporaryFolder folder;

  EXPECT_THAT(LoadProfile(folder.Write("profile", "nonsense: 1")),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED));
}

TEST(HostOfTest, TakesThePortAndTheBracketsAway) {
  EXPECT_EQ(HostOf("ita.example.go.th:8443"), "ita.example.go.th");
  EXPECT_EQ(HostOf("127.0.0.1:0"), "127.0.0.1");
  EXPECT_EQ(HostOf("[::1]:8443"), "::1");
}

TEST_F(InitializeTest, GivesTheProfileAnAddressThatCanBeDialled) {
  installation_.config.set_listen_address("0.0.0.0:8443");
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());

  EXPECT_EQ(LoadProfile(installation_.profile_path)->address(), "127.0.0.1:8443");
}

TEST_F(InitializeTest, GivesTheProfileTheAddressThatTabletsDial) {
  installation_.config.set_listen_address("0.0.0.0:8443");
  installation_.config.set_public_address("ita.example.go.th:8443");
  ASSERT_THAT(Initialize(installation_, clock_), IsOk());

  EXPECT_EQ(LoadProfile(installation_.profile_path)->address(), "ita.example.go.th:8443");
}

}  // namespace
}  // namespace sucharit
