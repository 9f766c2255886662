// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/crypto/bytes.h"
#include "common/crypto/digest.h"
#include "common/crypto/openssl_objects.h"
#include "common/status/status_macros.h"

namespace sucharit::crypto {
namespace {

using Request = std::unique_ptr<X509_REQ, Freer<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

absl::Status Failed(absl::string_view what) {
  return absl::InternalError(absl::StrCat("OpenSSL: ", what, " failed"));
}

Buffer Writer() { return Buffer(BIO_new(BIO_s_mem())); }

absl::StatusOr<std::string> KeyToPem(EVP_PKEY* key) {
  Buffer out = Writer();
  if (PEM_write_bio_PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return Failed("writing a key");
  }
  return Contents(out.get());
}

absl::StatusOr<Key> KeyFromPem(absl::string_view pem) {
  Key key(PEM_read_bio_PrivateKey(Reader(pem).get(), nullptr, nullptr, nullptr));
  if (key == nullptr) return absl::InvalidArgumentError("not a private key in PEM");
  return key;
}

absl::StatusOr<Certificate> ReadPem(absl::string_view pem) {
  Certificate certificate(PEM_read_bio_X509(Reader(pem).get(), nullptr, nullptr, nullptr));
  if (certificate == nullptr) return absl::InvalidArgumentError("not a certificate in PEM");
  return certificate;
}

absl::StatusOr<std::string> ToPem(X509* certificate) {
  Buffer out = Writer();
  if (PEM_write_bio_X509(out.get(), certificate) != 1) return Failed("writing a certificate");
  return Contents(out.get());
}

absl::StatusOr<std::string> ToDer(X509* certificate) {
  Buffer out = Writer();
  if (i2d_X509_bio(out.get(), certificate) != 1) return Failed("writing a certificate");
  return Contents(out.get());
}

// A certificate without extensions and signature.
absl::StatusOr<Certificate> Draft(EVP_PKEY* subject_key, absl::string_view common_name,
                                  absl::Time now, absl::Duration lifetime) {
  Certificate certificate(X509_new());
  unsigned char serial[16];
  if (RAND_bytes(serial, sizeof serial) != 1) return Failed("random serial");
  serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x40);  // Positive, full length.
  BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  X509_set_version(certificate.get(), X509_VERSION_3);
  const time_t begin = absl::ToTimeT(now - absl::Hours(24));
  const time_t end = absl::ToTimeT(now + lifetime);
  ASN1_TIME_set(X509_getm_notBefore(certificate.get()), begin);
  ASN1_TIME_set(X509_getm_notAfter(certificate.get()), end);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             Bytes(common_name), static_cast<int>(common_name.size()), -1, 0);
  if (X509_set_pubkey(certificate.get(), subject_key) != 1) return Failed("setting a key");
  return certificate;
}

absl::Status AddExtension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  if (extension == nullptr || X509_add_ext(certificate, extension.get(), -1) != 1) {
    return Failed(absl::StrCat("adding extension ", value));
  }
  return absl::OkStatus();
}

absl::Status SignCertificate(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  if (X509_sign(certificate, issuer_key, EVP_sha256()) == 0) return Failed("signing");
  return absl::OkStatus();
}

// Everything but an authority: issued by `authority`, for one use.
absl::StatusOr<Certificate> Issue(const Identity& authority, EVP_PKEY* key,
                                  absl::string_view common_name, absl::Time now,
                                  absl::Duration lifetime, const std::string& extended_use,
                                  const std::string& alternative_names) {
  ASSIGN_OR_RETURN(const Certificate issuer, ReadPem(authority.certificate_pem));
  ASSIGN_OR_RETURN(const Key issuer_key, KeyFromPem(authority.private_key_pem));
  ASSIGN_OR_RETURN(Certificate certificate, Draft(key, common_name, now, lifetime));
  X509* raw = certificate.get();
  RETURN_IF_ERROR(AddExtension(raw, issuer.get(), NID_basic_constraints, "critical,CA:FALSE"));
  RETURN_IF_ERROR(AddExtension(raw, issuer.get(), NID_key_usage, "critical,digitalSignature"));
  RETURN_IF_ERROR(AddExtension(raw, issuer.get(), NID_ext_key_usage, extended_use));
  if (!alternative_names.empty()) {
    RETURN_IF_ERROR(AddExtension(raw, issuer.get(), NID_subject_alt_name, alternative_names));
  }
  RETURN_IF_ERROR(SignCertificate(raw, issuer.get(), issuer_key.get()));
  return certificate;
}

bool IsAddress(const std::string& host) {
  ASN1_OCTET_STRING* address = a2i_IPADDRESS(host.c_str());
  ASN1_OCTET_STRING_free(address);
  return address != nullptr;
}

std::string AlternativeNames(const std::vector<std::string>& hosts) {
  return absl::StrJoin(hosts, ",", [](std::string* out, const std::string& host) {
    absl::StrAppend(out, IsAddress(host) ? "IP:" : "DNS:", host);
  });
}

std::string HostIn(const GENERAL_NAME* name) {
  if (name->type == GEN_DNS) {
    return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                       static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  if (name->type != GEN_IPADD) return "";
  const int family = ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6;
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(family, ASN1_STRING_get0_data(name->d.iPAddress), text, sizeof text);
  return text;
}

// The names and addresses that a certificate is for.
std::vector<std::string> HostsOf(X509* certificate) {
  const std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>> names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> hosts;
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    std::string host = HostIn(sk_GENERAL_NAME_value(names.get(), i));
    if (!host.empty()) hosts.push_back(std::move(host));
  }
  return hosts;
}

// A request whose P-256 key has signed it.
absl::StatusOr<Request> ReadRequest(absl::string_view der) {
  const unsigned char* data = Bytes(der);
  Request request(d2i_X509_REQ(nullptr, &data, static_cast<long>(der.size())));
  if (request == nullptr || data != Bytes(der) + der.size()) {
    return absl::InvalidArgumentError("not a certificate signing request");
  }
  EVP_PKEY* key = X509_REQ_get0_pubkey(request.get());
  if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_EC || EVP_PKEY_get_bits(key) != 256 ||
      X509_REQ_verify(request.get(), key) != 1) {
    return absl::InvalidArgumentError("the request isn't signed by a P-256 key of its own");
  }
  return request;
}

absl::StatusOr<Key> NewKey() {
  Key key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Failed("making a key");
  return key;
}

absl::StatusOr<absl::Time> ToTime(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) {
    return absl::InvalidArgumentError("the certificate lacks a time");
  }
  return absl::FromTM(parts, absl::UTCTimeZone());
}

}  // namespace

absl::StatusOr<Identity> MakeAuthority(absl::string_view common_name, absl::Time now,
                                       absl::Duration lifetime) {
  ASSIGN_OR_RETURN(const Key key, NewKey());
  ASSIGN_OR_RETURN(const Certificate certificate, Draft(key.get(), common_name, now, lifetime));
  X509* raw = certificate.get();
  RETURN_IF_ERROR(AddExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0"));
  RETURN_IF_ERROR(AddExtension(raw, raw, NID_key_usage, "critical,keyCertSign"));
  RETURN_IF_ERROR(SignCertificate(raw, raw, key.get()));
  Identity authority;
  ASSIGN_OR_RETURN(authority.private_key_pem, KeyToPem(key.get()));
  ASSIGN_OR_RETURN(authority.certificate_pem, ToPem(raw));
  return authority;
}

absl::StatusOr<Identity> IssueServerIdentity(const Identity& authority,
                                             const std::vector<std::string>& hosts, absl::Time now,
                                             absl::Duration lifetime) {
  ASSIGN_OR_RETURN(const Key key, NewKey());
  ASSIGN_OR_RETURN(const Certificate certificate,
                   Issue(authority, key.get(), "Sucharit server", now, lifetime, "serverAuth",
                         AlternativeNames(hosts)));
  Identity identity;
  ASSIGN_OR_RETURN(identity.private_key_pem, KeyToPem(key.get()));
  ASSIGN_OR_RETURN(identity.certificate_pem, ToPem(certificate.get()));
  return identity;
}

absl::StatusOr<std::string> RenewServerCertificate(const Identity& authority,
                                                   const Identity& server,
                                                   const std::vector<std::string>& more_hosts,
                                                   absl::Time now, absl::Duration lifetime) {
  ASSIGN_OR_RETURN(const Key key, KeyFromPem(server.private_key_pem));
  ASSIGN_OR_RETURN(const Certificate old, ReadPem(server.certificate_pem));
  std::vector<std::string> hosts = HostsOf(old.get());
  for (const std::string& host : more_hosts) {
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(host);
  }
  ASSIGN_OR_RETURN(const Certificate renewed,
                   Issue(authority, key.get(), "Sucharit server", now, lifetime, "serverAuth",
                         AlternativeNames(hosts)));
  return ToPem(renewed.get());
}

absl::StatusOr<std::string> MakePrivateKey() {
  ASSIGN_OR_RETURN(const Key key, NewKey());
  return KeyToPem(key.get());
}

absl::StatusOr<std::string> MakeSigningRequest(absl::string_view private_key_pem) {
  ASSIGN_OR_RETURN(const Key key, KeyFromPem(private_key_pem));
  Request request(X509_REQ_new());
  Buffer out = Writer();
  if (X509_REQ_set_pubkey(request.get(), key.get()) != 1 ||
      X509_REQ_sign(request.get(), key.get(), EVP_sha256()) == 0 ||
      i2d_X509_REQ_bio(out.get(), request.get()) != 1) {
    return Failed("making a signing request");
  }
  return Contents(out.get());
}

absl::StatusOr<std::string> RequestKeyHash(absl::string_view request_der) {
  ASSIGN_OR_RETURN(const Request request, ReadRequest(request_der));
  Buffer out = Writer();
  if (i2d_PUBKEY_bio(out.get(), X509_REQ_get0_pubkey(request.get())) != 1) {
    return Failed("writing a public key");
  }
  return Sha256(Contents(out.get()));
}

absl::StatusOr<std::string> IssueClientCertificate(const Identity& authority,
                                                   absl::string_view request_der,
                                                   absl::string_view common_name, absl::Time now,
                                                   absl::Duration lifetime) {
  ASSIGN_OR_RETURN(const Request request, ReadRequest(request_der));
  ASSIGN_OR_RETURN(const Certificate certificate,
                   Issue(authority, X509_REQ_get0_pubkey(request.get()), common_name, now, lifetime,
                         "clientAuth", ""));
  return ToDer(certificate.get());
}

absl::StatusOr<std::string> CertificateToDer(absl::string_view pem) {
  ASSIGN_OR_RETURN(const Certificate certificate, ReadPem(pem));
  return ToDer(certificate.get());
}

absl::StatusOr<std::string> CertificateToPem(absl::string_view der) {
  const unsigned char* data = Bytes(der);
  const Certificate certificate(d2i_X509(nullptr, &data, static_cast<long>(der.size())));
  if (certificate == nullptr) return absl::InvalidArgumentError("not a certificate in DER");
  return ToPem(certificate.get());
}

absl::StatusOr<absl::Time> CertificateBegins(absl::string_view pem) {
  ASSIGN_OR_RETURN(const Certificate certificate, ReadPem(pem));
  return ToTime(X509_get0_notBefore(certificate.get()));
}

absl::StatusOr<absl::Time> CertificateEnds(absl::string_view pem) {
  ASSIGN_OR_RETURN(const Certificate certificate, ReadPem(pem));
  return ToTime(X509_get0_notAfter(certificate.get()));
}

}  // namespace sucharit::crypto
