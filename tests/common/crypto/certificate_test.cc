// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

#include "common/crypto/bytes.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace sucharit::crypto {
namespace {

using ::sucharit::testing::FakeClock;
using ::sucharit::testing::IsOkAndHolds;
using ::sucharit::testing::StatusIs;

struct FreeX509 {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, FreeX509>;

Certificate Parse(const std::string& pem) {
  BIO* reader = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  Certificate certificate(PEM_read_bio_X509(reader, nullptr, nullptr, nullptr));
  BIO_free(reader);
  EXPECT_NE(certificate, nullptr);
  return certificate;
}

// Verifies as a TLS peer that trusts `authority` alone would at `now`.
bool Verifies(const std::string& pem, const std::string& authority, int purpose, absl::Time now) {
  const Certificate certificate = Parse(pem);
  const Certificate trusted = Parse(authority);
  X509_STORE* store = X509_STORE_new();
  X509_STORE_add_cert(store, trusted.get());
  X509_STORE_CTX* context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, certificate.get(), nullptr);
  X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), absl::ToTimeT(now));
  X509_STORE_CTX_set_purpose(context, purpose);
  const bool verified = X509_verify_cert(context) == 1;
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  return verified;
}

class CertificateTest : public ::testing::Test {
 protected:
  Identity Server(const std::vector<std::string>& hosts) const {
    return IssueServerIdentity(authority_, hosts, now_, absl::Hours(48)).value();
  }

  std::string Request() const { return MakeSigningRequest(MakePrivateKey().value()).value(); }

  std::string Client(const std::string& request) const {
    return CertificateToPem(
               IssueClientCertificate(authority_, request, "tablet 1", now_, absl::Hours(48))
                   .value())
        .value();
  }

  const absl::Time now_ = FakeClock().Now();
  const Identity authority_ = MakeAuthority("Test authority", now_, absl::Hours(24 * 365)).value();
};

TEST_F(CertificateTest, MakesServersThatItsAuthorityVouchesFor) {
  const std::string pem = Server({"ita.example.go.th", "127.0.0.1"}).certificate_pem;

  EXPECT_TRUE(Verifies(pem, authority_.certificate_pem, X509_PURPOSE_SSL_SERVER, now_));
  EXPECT_FALSE(Verifies(pem, authority_.certificate_pem, X509_PURPOSE_SSL_CLIENT, now_));
}

TEST_F(CertificateTest, NamesTheHostsThatClientsDial) {
  const Certificate certificate = Parse(Server({"ita.example.go.th", "127.0.0.1"}).certificate_pem);

  EXPECT_EQ(X509_check_host(certificate.get(), "ita.example.go.th", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_host(certificate.get(), "other.example.go.th", 0, 0, nullptr), 0);
}

TEST_F(CertificateTest, RenewsAServersCertificateForItsKeyItsHostsAndMore) {
  const Identity old = Server({"ita.example", "192.0.2.7", "2001:db8::7"});
  const absl::Time later = now_ + absl::Hours(40);

  const std::string renewed =
      RenewServerCertificate(authority_, old, {"new.example", "ita.example"}, later,
                             absl::Hours(48))
          .value();

  EXPECT_TRUE(Verifies(renewed, authority_.certificate_pem, X509_PURPOSE_SSL_SERVER,
                       now_ + absl::Hours(80)));
  const Certificate certificate = Parse(renewed);
  for (const char* host : {"ita.example", "new.example"}) {
    EXPECT_EQ(X509_check_host(certificate.get(), host, 0, 0, nullptr), 1) << host;
  }
  for (const char* address : {"192.0.2.7", "2001:db8::7"}) {
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), address, 0), 1) << address;
  }
  EXPECT_EQ(EVP_PKEY_eq(X509_get0_pubkey(certificate.get()),
                        X509_get0_pubkey(Parse(old.certificate_pem).get())),
            1);
  EXPECT_EQ(CertificateEnds(renewed).value(), later + absl::Hours(48));
}

TEST_F(CertificateTest, MakesClientsThatItsAuthorityVouchesFor) {
  const std::string pem = Client(Request());

  EXPECT_TRUE(Verifies(pem, authority_.certificate_pem, X509_PURPOSE_SSL_CLIENT, now_));
  EXPECT_FALSE(Verifies(pem, authority_.certificate_pem, X509_PURPOSE_SSL_SERVER, now_));
}

TEST_F(CertificateTest, IsNothingToAnotherAuthority) {
  const Identity other = MakeAuthority("Test authority", now_, absl::Hours(24)).value();

  EXPECT_FALSE(Verifies(Client(Request()), other.certificate_pem, X509_PURPOSE_SSL_CLIENT, now_));
}

TEST_F(CertificateTest, HoldsFromADayBeforeToTheEndOfItsLife) {
  const std::string pem = Client(Request());
  const auto verifies_at = [&](absl::Time time) {
    return Verifies(pem, authority_.certificate_pem, X509_PURPOSE_SSL_CLIENT, time);
  };

  EXPECT_TRUE(verifies_at(now_ - absl::Hours(23)));
  EXPECT_FALSE(verifies_at(now_ - absl::Hours(25)));
  EXPECT_TRUE(verifies_at(now_ + absl::Hours(47)));
  EXPECT_FALSE(verifies_at(now_ + absl::Hours(49)));
}

TEST_F(CertificateTest, GivesAClientTheNameThatTheIssuerChose) {
  const Certificate certificate = Parse(Client(Request()));
  char name[64] = {};

  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name,
                            sizeof name);

  EXPECT_STREQ(name, "tablet 1");
}

TEST_F(CertificateTest, RefusesARequestWithAnyByteOfItsSignatureChanged) {
  const std::string request = Request();

  for (size_t i = request.size() - 8; i < request.size(); ++i) {
    std::string broken = request;
    broken[i] = static_cast<char>(broken[i] ^ 1);
    EXPECT_THAT(IssueClientCertificate(authority_, broken, "tablet 1", now_, absl::Hours(1)),
                StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(RequestKeyHash(broken), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST_F(CertificateTest, RefusesWhatIsNoRequest) {
  EXPECT_THAT(RequestKeyHash(""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(RequestKeyHash("not DER"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(RequestKeyHash(Request() + "x"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(MakeSigningRequest("not PEM"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(CertificateTest, KnowsAKeyAgainByItsHash) {
  const std::string key = MakePrivateKey().value();
  const auto hash = RequestKeyHash(MakeSigningRequest(key).value());

  EXPECT_THAT(RequestKeyHash(MakeSigningRequest(key).value()), IsOkAndHolds(*hash));
  EXPECT_NE(*RequestKeyHash(Request()), *hash);
}

TEST_F(CertificateTest, ConvertsBetweenItsTwoForms) {
  const auto der = CertificateToDer(authority_.certificate_pem);

  ASSERT_TRUE(der.ok());
  EXPECT_THAT(CertificateToPem(*der), IsOkAndHolds(authority_.certificate_pem));
  EXPECT_THAT(CertificateToPem("not DER"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(CertificateToDer("not PEM"), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace sucharit::crypto
