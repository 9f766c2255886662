// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/certificate_chain.h"

#include <gtest/gtest.h>

#include "common/crypto/certificate.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;

constexpr absl::Duration kDay = absl::Hours(24);
constexpr char kHost[] = "ita.example.go.th";

class CertificateChainTest : public ::testing::Test {
 protected:
  CertificateChainTest() {
    const Identity server =
        IssueServerIdentity(authority_, {kHost, "10.0.0.7"}, now_, kDay).value();
    chain_.private_key_pem = server.private_key_pem;
    chain_.certificates_pem = server.certificate_pem + authority_.certificate_pem;
    chain_.authorities_pem = authority_.certificate_pem;
  }

  ChainFault Fault(const std::string& host = kHost) const { return FaultOf(chain_, host, now_); }

  const absl::Time now_ = FakeClock().Now();
  const Identity authority_ = MakeAuthority("Operator", now_, 100 * kDay).value();
  const Identity other_ = MakeAuthority("Somebody else", now_, 100 * kDay).value();
  ServerChain chain_;
};

TEST_F(CertificateChainTest, FindsNothingWrongWithAFittingChain) {
  EXPECT_EQ(Fault(), ChainFault::kNone);
  EXPECT_EQ(Fault("10.0.0.7"), ChainFault::kNone);
  EXPECT_EQ(Fault(""), ChainFault::kNone);
}

TEST_F(CertificateChainTest, FindsAKeyOfAnotherCertificate) {
  chain_.private_key_pem = MakePrivateKey().value();

  EXPECT_EQ(Fault(), ChainFault::kOtherKey);
}

TEST_F(CertificateChainTest, FindsACertificateThatIsNotGoodNow) {
  EXPECT_EQ(FaultOf(chain_, kHost, now_ + 2 * kDay), ChainFault::kNotGoodNow);
  EXPECT_EQ(FaultOf(chain_, kHost, now_ - 2 * kDay), ChainFault::kNotGoodNow);
}

TEST_F(CertificateChainTest, FindsAnAuthorityThatDoesNotVouchForIt) {
  chain_.authorities_pem = other_.certificate_pem;

  EXPECT_EQ(Fault(), ChainFault::kNotVouchedFor);
}

TEST_F(CertificateChainTest, TakesTheCertificateOfAClientForNoServers) {
  const std::string request = MakeSigningRequest(chain_.private_key_pem).value();
  const auto client = IssueClientCertificate(authority_, request, kHost, now_, kDay);
  chain_.certificates_pem = CertificateToPem(client.value()).value();

  EXPECT_EQ(Fault(), ChainFault::kNotVouchedFor);
}

TEST_F(CertificateChainTest, TrustsAnyOfSeveralAuthorities) {
  chain_.authorities_pem = other_.certificate_pem + authority_.certificate_pem;

  EXPECT_EQ(Fault(), ChainFault::kNone);
}

TEST_F(CertificateChainTest, FindsAnotherHost) {
  EXPECT_EQ(Fault("other.example.go.th"), ChainFault::kOtherHost);
  EXPECT_EQ(Fault("10.0.0.8"), ChainFault::kOtherHost);
}

TEST_F(CertificateChainTest, SaysWhichPartCanNotBeRead) {
  const ServerChain good = chain_;

  chain_.certificates_pem = "nonsense";
  EXPECT_EQ(Fault(), ChainFault::kCertificatesUnreadable);
  chain_ = good;
  chain_.private_key_pem = "";
  EXPECT_EQ(Fault(), ChainFault::kKeyUnreadable);
  chain_ = good;
  chain_.authorities_pem = good.private_key_pem;
  EXPECT_EQ(Fault(), ChainFault::kAuthoritiesUnreadable);
}

TEST_F(CertificateChainTest, TakesNoCertificateThatIsCutOff) {
  std::string& pem = chain_.certificates_pem;
  pem.resize(pem.size() - 60);

  EXPECT_EQ(Fault(), ChainFault::kCertificatesUnreadable);
}

TEST_F(CertificateChainTest, KeepsSeveralCertificatesInEitherForm) {
  const std::string two = authority_.certificate_pem + other_.certificate_pem;

  const auto der = CertificatesToDer(two);

  ASSERT_TRUE(der.ok());
  EXPECT_THAT(CertificatesToPem(*der), IsOkAndHolds(two));
}

TEST_F(CertificateChainTest, RefusesWhatHoldsNoCertificateOrMore) {
  const std::string der = CertificatesToDer(authority_.certificate_pem).value();

  for (const std::string& bytes : {std::string(), der + "x", der.substr(1), der.substr(0, 50)}) {
    EXPECT_THAT(CertificatesToPem(bytes), StatusIs(absl::StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(CertificatesToDer(""), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace sucharit::crypto
