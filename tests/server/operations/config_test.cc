// SPDX-License-Identifier: Apache-2.0
#include "server/operations/config.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::TemporaryFolder;
using ::testing::EndsWith;
using ::testing::StartsWith;

std::string Config(absl::string_view data_folder, absl::string_view key_folder) {
  return absl::StrCat("data_folder: \"", data_folder, "\"\nkey_folder: \"", key_folder,
                      "\"\nlisten_address: \"127.0.0.1:0\"\n");
}

TEST(ConfigTest, ReadsEverySettingThatItWrites) {
  v1::ServerConfig config;
  config.set_data_folder("/var/lib/sucharit \"ข้อมูล\"");
  config.set_key_folder("/etc/sucharit/keys");
  config.set_listen_address("0.0.0.0:8443");
  config.set_public_address("ita.example.go.th:8443");
  config.set_address_file("/run/sucharit/address");
  config.set_certificate_file("/etc/sucharit/own.pem");
  config.set_certificate_key_file("/etc/sucharit/own.key");
  config.set_certificate_authority_file("/etc/sucharit/authority.pem");

  const auto read = ParseConfig(FormatConfig(config));

  ASSERT_THAT(read, IsOk());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*read, config));
}

TEST(ConfigTest, SaysLineAndColumnOfAFault) {
  EXPECT_THAT(ParseConfig("data_folder: \"d\"\nno_such_setting: 1\n"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, StartsWith("line 2, column ")));
  EXPECT_THAT(ParseConfig("\n\n  data_folder: 7\n"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "line 3, column 16"));
  EXPECT_THAT(ParseConfig("data_folder: \"never ended\n"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, StartsWith("line 1, column ")));
}

TEST(ConfigTest, NamesASettingThatIsMissing) {
  EXPECT_THAT(ParseConfig(""), IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "data_folder"));
  EXPECT_THAT(ParseConfig("data_folder: \"d\""),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "key_folder"));
  EXPECT_THAT(ParseConfig("data_folder: \"d\" key_folder: \"k\""),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "listen_address"));
}

TEST(ConfigTest, TakesAnOwnCertificateOnlyWithItsKeyAndAuthority) {
  const std::string config = Config("/srv/data", "/srv/keys");

  EXPECT_THAT(ParseConfig(config + "certificate_file: \"c\" certificate_authority_file: \"a\""),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "certificate_key_file"));
  EXPECT_THAT(ParseConfig(config + "certificate_file: \"c\" certificate_key_file: \"k\""),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "certificate_authority_file"));
  EXPECT_THAT(ParseConfig(config + "certificate_key_file: \"k\""),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "certificate_file"));
}

TEST(ConfigTest, TakesADatabaseOnAnotherMachineOnlyIfItsCertificateIsVerified) {
  const auto on = [](absl::string_view place) {
    return ParseConfig(absl::StrCat(Config("/d", "/k"), "database: \"", place, "\""));
  };

  EXPECT_THAT(on("postgresql://sucharit@localhost/sucharit"), IsOk());
  EXPECT_THAT(on("postgresql://sucharit@db1,db2/sucharit?sslmode=verify-full"), IsOk());
  EXPECT_THAT(on("postgresql://sucharit@localhost,db2/sucharit"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslmode"));
}

TEST(ConfigTest, RefusesKeysWithinTheDataFolder) {
  for (const auto* key_folder : {"/srv/data", "/srv/data/", "/srv/data/keys", "/srv/data/a/../b",
                                 "/srv/./data/keys", "/srv/data/..keys"}) {
    EXPECT_THAT(ParseConfig(Config("/srv/data", key_folder)),
                IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "key_folder (within data_folder)"))
        << key_folder;
    EXPECT_THAT(ParseConfig(Config("/srv/data/", key_folder)),
                IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "key_folder (within data_folder)"))
        << key_folder;
  }
}

TEST(ConfigTest, TakesKeysBesideTheDataFolder) {
  for (const auto* key_folder :
       {"/srv/keys", "/srv/data-keys", "/srv/data/../keys", "/srv", "/etc/keys"}) {
    EXPECT_THAT(ParseConfig(Config("/srv/data", key_folder)), IsOk()) << key_folder;
  }
}

TEST(ConfigTest, LooksThroughLinksForKeysWithinTheDataFolder) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.File("data/inner"));
  std::filesystem::create_directory_symlink(folder.File("data/inner"), folder.File("keys"));

  EXPECT_THAT(ParseConfig(Config(folder.File("data"), folder.File("keys"))),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "key_folder (within data_folder)"));
}

TEST(ConfigTest, PutsTheFilesNameBeforeThePlace) {
  const TemporaryFolder folder;
  const std::string path = folder.Write("bad.textproto", "nonsense: 1");

  EXPECT_THAT(LoadConfig(path), IsRefusedFor(v1::REASON_CONFIG_MALFORMED, StartsWith(path)));
}

TEST(ConfigTest, SaysThatAFileIsMissingOrTooLarge) {
  const TemporaryFolder folder;
  const std::string large = folder.Write("large", std::string(70000, '#'));

  EXPECT_THAT(LoadConfig(folder.File("nowhere")),
              IsRefusedFor(v1::REASON_FILE_UNREADABLE, EndsWith("nowhere")));
  EXPECT_THAT(LoadConfig(large),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_FILE_TOO_LARGE));
}

}  // namespace
}  // namespace sucharit
