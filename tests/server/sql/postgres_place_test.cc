// SPDX-License-Identifier: Apache-2.0
#include "server/sql/postgres_place.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <string>

#include "tests/testing/status_matchers.h"

namespace sucharit::sql {
namespace {

using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::IsRefusedFor;
using ::testing::HasSubstr;
using ::testing::Not;

// Sets a variable of the environment for as long as it lives.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Environment() { unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* const name_;
};

class PlaceHereTest : public ::testing::TestWithParam<const char*> {};
class PlaceElsewhereTest : public ::testing::TestWithParam<const char*> {};

TEST_P(PlaceHereTest, NeedsNoTls) { EXPECT_THAT(CheckPlace(GetParam()), IsOk()); }

INSTANTIATE_TEST_SUITE_P(
    Places, PlaceHereTest,
    ::testing::Values("postgresql:///sucharit", "postgresql:///s?host=/run/postgresql",
                      "postgresql://localhost/s", "postgresql://LocalHost:5433/s",
                      "postgresql://127.0.0.1/s", "postgresql://127.9.9.9/s",
                      "postgresql://[::1]/s", "postgresql://localhost,127.0.0.1/s",
                      "host=/a,/b dbname=s", "postgresql://db1/s?hostaddr=127.0.0.1"));

TEST_P(PlaceElsewhereTest, IsRefusedWithoutVerifiedTls) {
  EXPECT_THAT(CheckPlace(GetParam()),
              IsRefused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED));
  EXPECT_THAT(CheckPlace(GetParam()),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslmode"));
}

INSTANTIATE_TEST_SUITE_P(
    Places, PlaceElsewhereTest,
    ::testing::Values("postgresql://db1/s", "postgresql://10.0.0.21/s", "postgresql://[fe80::1]/s",
                      "postgresql://127.example.com/s", "postgresql://db1/s?sslmode=disable",
                      "postgresql://db1/s?sslmode=prefer", "postgresql://db1/s?sslmode=require",
                      // One of several is enough, wherever it stands.
                      "postgresql://localhost,db2/s", "postgresql://db1,localhost/s",
                      "postgresql://localhost:5432,db2:5432/s?sslmode=require",
                      "host=/run/postgresql,db2 dbname=s",
                      // It is the address that is connected to.
                      "postgresql://localhost/s?hostaddr=10.0.0.21",
                      "postgresql:///s?hostaddr=127.0.0.1,10.0.0.21",
                      "postgresql://localhost,db2/s?hostaddr=127.0.0.1,"));

TEST(CheckPlaceTest, TakesAnotherMachineWhoseCertificateIsVerified) {
  EXPECT_THAT(CheckPlace("postgresql://db1,db2/s?sslmode=verify-full&sslrootcert=/ca.crt"), IsOk());
  EXPECT_THAT(CheckPlace("host=db1 dbname=s sslmode=verify-ca"), IsOk());
}

TEST(CheckPlaceTest, CountsWhatTheEnvironmentAdds) {
  const Environment host("PGHOST", "db1");

  EXPECT_THAT(CheckPlace("postgresql:///s"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslmode"));
}

TEST(CheckPlaceTest, CountsAnAddressInTheEnvironmentThatGoesBeforeTheName) {
  const Environment address("PGHOSTADDR", "10.0.0.21");

  EXPECT_THAT(CheckPlace("postgresql://localhost/s"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: sslmode"));
}

TEST(CheckPlaceTest, RefusesAServiceThatMayNameAnyMachine) {
  EXPECT_THAT(CheckPlace("service=elsewhere"),
              IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database: service"));
}

TEST(CheckPlaceTest, RefusesAPasswordOfAnyKindWithoutRepeatingIt) {
  for (const char* place : {"postgresql://sucharit:hunter2@localhost/s",
                            "postgresql://localhost/s?sslpassword=hunter2"}) {
    const absl::Status refused = CheckPlace(place);

    EXPECT_THAT(refused, IsRefusedFor(v1::REASON_CONFIG_MALFORMED, "database"));
    EXPECT_THAT(refused.ToString(), Not(HasSubstr("hunter2")));
  }
}

// What libpq says of certificates: see postgres_tls_test.cc, where real servers show them.
TEST(NotConnectedTest, BlamesNoCertificateForAServerThatIsAwayOrRefuses) {
  for (const char* message :
       {"connection to server at \"db1\" (10.0.0.21), port 5432 failed: Connection refused",
        "connection to server at \"db1\", port 5432 failed: SSL error: unexpected eof while "
        "reading",
        "connection to server at \"db1\", port 5432 failed: SSL error: tlsv1 alert internal error",
        "connection to server at \"db1\", port 5432 failed: FATAL:  no pg_hba.conf entry for "
        "host"}) {
    EXPECT_THAT(NotConnected(message),
                IsRefused(absl::StatusCode::kUnavailable, v1::REASON_STORAGE_NOT_WRITABLE))
        << message;
  }
}

TEST(DatabaseAdviceTest, KnowsTheSettingAlsoBehindAConfigurationsName) {
  const auto advice = DatabaseAdvice("/etc/sucharit/server.config: database: sslmode");

  ASSERT_TRUE(advice.has_value());
  EXPECT_THAT(advice->en, HasSubstr("sslmode=verify-full"));
  EXPECT_THAT(advice->th, HasSubstr("sslmode=verify-full"));
}

TEST(DatabaseAdviceTest, KnowsNothingOfOtherSettings) {
  EXPECT_FALSE(DatabaseAdvice("synchronous_commit").has_value());
  EXPECT_FALSE(DatabaseAdvice("").has_value());
}

}  // namespace
}  // namespace sucharit::sql
