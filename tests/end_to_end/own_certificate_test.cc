// SPDX-License-Identifier: Apache-2.0
//
// A real `sucharitd` that shows a certificate which the operator had from elsewhere.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>

#include "client/core/enrol.h"
#include "common/crypto/certificate.h"
#include "common/enrolment/ticket.h"
#include "common/files/files.h"
#include "common/time/clock.h"
#include "tests/end_to_end/enrolled_tablet.h"
#include "tests/end_to_end/real_server.h"
#include "tests/testing/status_matchers.h"

namespace sucharit {
namespace {

using ::sucharit::testing::Handshake;
using ::sucharit::testing::IsOk;
using ::sucharit::testing::IsRefused;
using ::sucharit::testing::RealServer;
using ::sucharit::testing::Require;
using ::sucharit::testing::Shake;
using ::sucharit::testing::Tablet;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr absl::Duration kDay = absl::Hours(24);
constexpr int kResponses = 3;

class OwnCertificateTest : public ::testing::Test {
 protected:
  OwnCertificateTest() {
    Write(Issue());
    WriteFile("authority.pem", authority_.certificate_pem, 0644);
    server_.Configure([this](v1::ServerConfig& config) {
      config.set_public_address("127.0.0.1:8443");
      config.set_certificate_file(server_.folder.File("own.pem"));
      config.set_certificate_key_file(server_.folder.File("own.key"));
      config.set_certificate_authority_file(server_.folder.File("authority.pem"));
    });
  }

  crypto::Identity Issue(const std::string& host = "127.0.0.1",
                         absl::Duration lifetime = 30 * kDay) const {
    return crypto::IssueServerIdentity(authority_, {host}, now_, lifetime).value();
  }

  // With the authority's after it, as most issuers do.
  void Write(const crypto::Identity& identity) {
    WriteFile("own.key", identity.private_key_pem, 0640);
    WriteFile("own.pem", identity.certificate_pem + authority_.certificate_pem, 0644);
  }

  void WriteFile(const std::string& name, const std::string& contents, mode_t mode) {
    Require(WriteFileAtomically(server_.folder.File(name), contents, mode));
  }

  // The certificate that is served once another is than `before`; gRPC and the server look at files
  // every two seconds, each of these takes some milliseconds.
  std::string ServedAfter(const std::string& before) const {
    std::string after = before;
    for (int tries = 0; tries < 40'000 && after == before; ++tries) {
      after = Shake(server_.port(), TLS1_3_VERSION).certificate_pem;
    }
    return after;
  }

  v1::EnrolmentTicket Ticket() const { return server_.Ticket(authority_.certificate_pem); }

  const absl::Time now_ = SystemClock().Now();
  const crypto::Identity authority_ =
      crypto::MakeAuthority("Provincial authority", now_, 1000 * kDay).value();
  RealServer server_;
};

TEST_F(OwnCertificateTest, IsServedWithWhatLeadsToItsAuthority) {
  const crypto::Identity own = Issue();
  Write(own);
  server_.Start();

  const Handshake seen = Shake(server_.port(), TLS1_3_VERSION);

  EXPECT_EQ(seen.certificate_pem, own.certificate_pem);
  EXPECT_EQ(seen.certificates, 2);
}

TEST_F(OwnCertificateTest, LetsTabletsEnrolAndSendWithATicketThatCarriesItsAuthority) {
  server_.Start();
  v1::EnrolmentTicket ticket = server_.AskForTicket(authority_.certificate_pem).value();
  // It names the public address, but the port is a free one here.
  EXPECT_EQ(ticket.address(), "127.0.0.1:8443");
  ticket.set_address(server_.address());
  Tablet tablet(ticket, "Counter 1");
  tablet.Finish(server_.round(), kResponses);

  EXPECT_THAT(tablet.Sync(), IsOk());

  EXPECT_EQ(tablet.Waiting(), 0);
}

TEST_F(OwnCertificateTest, IsRefusedByATabletThatTrustsAnotherAuthority) {
  server_.Start();
  Tablet tablet(Ticket(), "Counter 1");
  tablet.Finish(server_.round(), kResponses);
  tablet.BelongsTo(server_.address(), server_.authority_pem());
  tablet.Finish(server_.round(), kResponses);

  EXPECT_THAT(tablet.Sync(), IsRefused(absl::StatusCode::kUnavailable, v1::REASON_NOT_OUR_SERVER));

  EXPECT_EQ(tablet.Waiting(), kResponses);
}

TEST_F(OwnCertificateTest, IsTakenWithoutARestartWhenItIsRenewedWithAnotherKey) {
  server_.Start();
  Tablet tablet(Ticket(), "Counter 1");
  const std::string before = Shake(server_.port(), TLS1_3_VERSION).certificate_pem;
  const crypto::Identity renewed = Issue();

  Write(renewed);

  EXPECT_EQ(ServedAfter(before), renewed.certificate_pem);
  tablet.Finish(server_.round(), kResponses);
  EXPECT_THAT(tablet.Sync(), IsOk());
  EXPECT_EQ(tablet.Waiting(), 0);
}

TEST_F(OwnCertificateTest, StaysServedWhenItsFilesAreReplacedByWhatDoesNotFit) {
  server_.Start();
  const std::string before = Shake(server_.port(), TLS1_3_VERSION).certificate_pem;

  WriteFile("own.key", Issue().private_key_pem, 0640);

  EXPECT_THAT(server_.WaitForLine("changed certificate isn't served"),
              HasSubstr("not the key of this certificate"));
  EXPECT_EQ(Shake(server_.port(), TLS1_3_VERSION).certificate_pem, before);
}

TEST_F(OwnCertificateTest, KeepsTheServerFromStartingWithAKeyThatOthersCanRead) {
  ASSERT_EQ(chmod(server_.folder.File("own.key").c_str(), 0644), 0);

  const std::string said = server_.FailToStart();

  EXPECT_THAT(said, HasSubstr("certificate_key_file"));
  EXPECT_THAT(said, HasSubstr("ผู้ใช้อื่นของเครื่องอ่านได้ / other users of the machine can read it"));
}

TEST_F(OwnCertificateTest, KeepsTheServerFromStartingWithAnEndedCertificate) {
  Write(Issue("127.0.0.1", -absl::Hours(1)));

  EXPECT_THAT(server_.FailToStart(), HasSubstr("หมดอายุแล้วหรือยังไม่เริ่มใช้"));
}

TEST_F(OwnCertificateTest, KeepsTheServerFromStartingWithACertificateForAnotherName) {
  Write(Issue("ita.example.go.th"));

  EXPECT_THAT(server_.FailToStart(), HasSubstr("it isn't for the name in public_address"));
}

TEST_F(OwnCertificateTest, KeepsTheServerFromStartingWithAnotherKey) {
  WriteFile("own.key", Issue().private_key_pem, 0640);

  EXPECT_THAT(server_.FailToStart(), HasSubstr("not the key of this certificate"));
}

}  // namespace
}  // namespace sucharit
