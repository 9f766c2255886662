// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/certificate_chain.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>
#include <utility>

#include "common/crypto/bytes.h"
#include "common/crypto/openssl_objects.h"
#include "common/status/status_macros.h"

namespace sucharit::crypto {
namespace {

void FreeAll(STACK_OF(X509) * certificates) { sk_X509_pop_free(certificates, X509_free); }

using Certificates = std::unique_ptr<STACK_OF(X509), Freer<FreeAll>>;
using Store = std::unique_ptr<X509_STORE, Freer<X509_STORE_free>>;
using Verification = std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX_free>>;

absl::Status NotCertificates() {
  return absl::InvalidArgumentError("not one or more certificates and nothing else");
}

// Whether reading stopped because there was no further block, not at a broken one.
bool StoppedAtTheEnd() {
  const unsigned long error = ERR_peek_last_error();
  ERR_clear_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

absl::StatusOr<Certificates> ReadPem(absl::string_view pem) {
  Certificates certificates(sk_X509_new_null());
  const Buffer reader = Reader(pem);
  ERR_clear_error();
  while (X509* next = PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr)) {
    sk_X509_push(certificates.get(), next);
  }
  if (!StoppedAtTheEnd() || sk_X509_num(certificates.get()) == 0) return NotCertificates();
  return certificates;
}

absl::StatusOr<Certificates> ReadDer(absl::string_view der) {
  Certificates certificates(sk_X509_new_null());
  const unsigned char* data = Bytes(der);
  const unsigned char* const end = data + der.size();
  while (data != end) {
    X509* next = d2i_X509(nullptr, &data, static_cast<long>(end - data));
    if (next == nullptr) break;
    sk_X509_push(certificates.get(), next);
  }
  ERR_clear_error();
  if (data != end || sk_X509_num(certificates.get()) == 0) return NotCertificates();
  return certificates;
}

absl::StatusOr<std::string> Write(const Certificates& certificates, int write(BIO*, X509*)) {
  const Buffer out(BIO_new(BIO_s_mem()));
  for (int i = 0; i < sk_X509_num(certificates.get()); ++i) {
    if (write(out.get(), sk_X509_value(certificates.get(), i)) != 1) {
      return absl::InternalError("OpenSSL: writing a certificate failed");
    }
  }
  return Contents(out.get());
}

int WritePem(BIO* out, X509* certificate) { return PEM_write_bio_X509(out, certificate); }
int WriteDer(BIO* out, X509* certificate) { return i2d_X509_bio(out, certificate); }

// A key behind a passphrase counts as unreadable: nobody is asked for one.
int NoPassphrase(char*, int, int, void*) { return -1; }

Key ReadKey(absl::string_view pem) {
  Key key(PEM_read_bio_PrivateKey(Reader(pem).get(), nullptr, NoPassphrase, nullptr));
  ERR_clear_error();
  return key;
}

ChainFault Explain(int error) {
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return ChainFault::kNotGoodNow;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return ChainFault::kOtherHost;
    default:
      return ChainFault::kNotVouchedFor;
  }
}

// As gRPC's clients verify: an intermediate authority may be the one that is trusted.
ChainFault Verify(const Certificates& shown, const Certificates& trusted, const std::string& host,
                  absl::Time now) {
  const Store store(X509_STORE_new());
  for (int i = 0; i < sk_X509_num(trusted.get()); ++i) {
    X509_STORE_add_cert(store.get(), sk_X509_value(trusted.get(), i));
  }
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST);
  const Verification verification(X509_STORE_CTX_new());
  if (X509_STORE_CTX_init(verification.get(), store.get(), sk_X509_value(shown.get(), 0),
                          shown.get()) != 1) {
    return ChainFault::kNotVouchedFor;
  }
  X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(verification.get());
  X509_VERIFY_PARAM_set_time(rules, absl::ToTimeT(now));
  X509_STORE_CTX_set_purpose(verification.get(), X509_PURPOSE_SSL_SERVER);
  if (!host.empty() && X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) != 1) {
    X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size());
  }
  const bool good = X509_verify_cert(verification.get()) == 1;
  ERR_clear_error();
  return good ? ChainFault::kNone : Explain(X509_STORE_CTX_get_error(verification.get()));
}

}  // namespace

absl::StatusOr<std::string> CertificatesToDer(absl::string_view pem) {
  ASSIGN_OR_RETURN(const Certificates certificates, ReadPem(pem));
  return Write(certificates, WriteDer);
}

absl::StatusOr<std::string> CertificatesToPem(absl::string_view der) {
  ASSIGN_OR_RETURN(const Certificates certificates, ReadDer(der));
  return Write(certificates, WritePem);
}

ChainFault FaultOf(const ServerChain& chain, const std::string& host, absl::Time now) {
  const auto shown = ReadPem(chain.certificates_pem);
  if (!shown.ok()) return ChainFault::kCertificatesUnreadable;
  const auto trusted = ReadPem(chain.authorities_pem);
  if (!trusted.ok()) return ChainFault::kAuthoritiesUnreadable;
  const Key key = ReadKey(chain.private_key_pem);
  if (key == nullptr) return ChainFault::kKeyUnreadable;
  const bool fits = X509_check_private_key(sk_X509_value(shown->get(), 0), key.get()) == 1;
  ERR_clear_error();
  return fits ? Verify(*shown, *trusted, host, now) : ChainFault::kOtherKey;
}

}  // namespace sucharit::crypto
