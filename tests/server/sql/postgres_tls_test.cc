// SPDX-License-Identifier: Apache-2.0
//
// A real PostgreSQL with TLS, as if it were on another machine.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/crypto/certificate.h"
#include "common/time/clock.h"
#include "server/doctor/examine_database.h"
#include "server/sql/postgres_database.h"
#include "server/sql/postgres_place.h"
#include "server/sql/statement.h"
#include "server/store/server_database.h"
#include "tests/testing/postgres_server.h"
#include "tests/testing/reserved_port.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_folder.h"

namespace sucharit::sql {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::sucharit::testing::PostgresServer;
using ::sucharit::testing::ReservedPort;
using ::sucharit::testing::TemporaryFolder;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHost[] = "db1.example.go.th";
constexpr char kPassword[] = "hunter2";

// libpq looks at the machine's clock, so the certificates have to be good today.
crypto::Identity NewAuthority(const std::string& name) {
  return crypto::MakeAuthority(name, SystemClock().Now(), absl::Hours(1)).value();
}

crypto::Identity ServerOf(const crypto::Identity& authority) {
  return crypto::IssueServerIdentity(authority, {kHost}, SystemClock().Now(), absl::Hours(1))
      .value();
}

class PostgresTlsTest : public ::testing::Test {
 protected:
  PostgresTlsTest() {
    passwords_ = folder_.Write("passwords", absl::StrCat("*:*:*:sucharit:", kPassword, "\n"));
    EXPECT_EQ(chmod(passwords_.c_str(), S_IRUSR), 0);  // libpq passes over one that others read.
    trusted_ = folder_.Write("trusted.crt", authority_.certificate_pem);
    other_ = folder_.Write("other.crt", NewAuthority("elsewhere").certificate_pem);
    namesake_ = folder_.Write("namesake.crt", NewAuthority("databases").certificate_pem);
  }

  // Both are started once for all tests.
  static PostgresServer& WithTls() {
    static const auto server = PostgresServer::OnLoopback(ServerOf(authority_), kPassword);
    return *server;
  }
  static PostgresServer& WithoutTls() {
    static const auto server = PostgresServer::OnLoopback(std::nullopt, kPassword);
    return *server;
  }

  std::string Verified(const std::string& place, const std::string& authority) const {
    return absl::StrCat(place, "&sslmode=verify-full&sslrootcert=", authority,
                        "&passfile=", passwords_);
  }

  static inline const crypto::Identity authority_ = NewAuthority("databases");
  const TemporaryFolder folder_;
  std::string passwords_;
  std::string trusted_;
  std::string other_;
  std::string namesake_;
};

TEST_F(PostgresTlsTest, ConnectsToTheRightServerAndSpeaksTlsWithIt) {
  const auto database =
      PostgresDatabase::Connect(Verified(WithTls().PlaceAs(kHost, "postgres"), trusted_));

  ASSERT_THAT(database, IsOk());
  Statement query(**database,
                  "SELECT CAST(ssl AS INT), version FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
  ASSERT_TRUE(query.Step()) << query.status();
  EXPECT_EQ(query.Int(0), 1);
  EXPECT_EQ(query.Text(1), "TLSv1.3");
}

TEST_F(PostgresTlsTest, CarriesAWholeInstallationsDatabase) {
  const std::string place = Verified(WithTls().PlaceAs(kHost, "sucharit"), trusted_);
  WithTls().MakeDatabase("sucharit");

  ASSERT_THAT(ServerDatabase::CreatePostgres(place), IsOk());
  EXPECT_THAT(ServerDatabase::OpenPostgres(place), IsOk());
}

TEST_F(PostgresTlsTest, GoesOnToTheNextHostWhereOneIsOff) {
  const ReservedPort nobody_listens;
  const std::string place =
      absl::StrCat("postgresql://sucharit@db0.example.go.th:", nobody_listens.number(), ",", kHost,
                   ":", WithTls().port(), "/postgres?hostaddr=127.0.0.1,127.0.0.1");

  EXPECT_THAT(PostgresDatabase::Connect(Verified(place, trusted_)), IsOk());
}

TEST_F(PostgresTlsTest, RefusesACertificateOfAnotherAuthority) {
  for (const std::string& authority : {other_, namesake_}) {
    const auto database =
        PostgresDatabase::Connect(Verified(WithTls().PlaceAs(kHost, "postgres"), authority));

    EXPECT_THAT(database, IsRefused(absl::StatusCode::kUnavailable, v1::REASON_CONFIG_MALFORMED));
    EXPECT_THAT(database, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslrootcert"));
    EXPECT_THAT(database.status().ToString(), Not(HasSubstr(kPassword)));
  }
}

TEST_F(PostgresTlsTest, RefusesACertificateForAnotherName) {
  const auto database = PostgresDatabase::Connect(
      Verified(WithTls().PlaceAs("db2.example.go.th", "postgres"), trusted_));

  EXPECT_THAT(database, IsRefused(absl::StatusCode::kUnavailable, v1::REASON_CONFIG_MALFORMED));
  EXPECT_THAT(database, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: host"));
}

TEST_F(PostgresTlsTest, RefusesToGoWithoutTheAuthoritysFile) {
  const auto database = PostgresDatabase::Connect(
      Verified(WithTls().PlaceAs(kHost, "postgres"), folder_.File("missing.crt")));

  EXPECT_THAT(database, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslrootcert"));
}

TEST_F(PostgresTlsTest, RefusesAServerWithoutTls) {
  const auto database =
      PostgresDatabase::Connect(Verified(WithoutTls().PlaceAs(kHost, "postgres"), trusted_));

  EXPECT_THAT(database, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "ssl"));
}

TEST_F(PostgresTlsTest, TheDoctorNamesTheSettingAndSaysWhatToDo) {
  v1::ServerConfig config;
  config.set_database(Verified(WithTls().PlaceAs(kHost, "postgres"), other_));

  const auto found = ExamineDatabase(config);

  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->condition, Condition::kWrong);
  EXPECT_EQ(found->subject, "database: sslrootcert");
  EXPECT_THAT(found->advice.en, HasSubstr("put the right authority's certificate there"));
}

}  // namespace
}  // namespace sucharit::sql
