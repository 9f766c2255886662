// SPDX-License-Identifier: Apache-2.0
//
// Requests for certificates come from tablets that nobody knows yet, certificates from tickets and
// from the operator's files: any bytes are read or refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/crypto/certificate.h"
#include "common/crypto/certificate_chain.h"

namespace sucharit::crypto {
namespace {

constexpr absl::Duration kYear = absl::Hours(24 * 365);

absl::Time Now() { return absl::FromUnixSeconds(1'700'000'000); }

const Identity& Authority() {
  static const Identity* const authority = new Identity(MakeAuthority("a", Now(), kYear).value());
  return *authority;
}

// Whatever passes for a request gets a certificate for a name of ours.
void Request(absl::string_view der) {
  if (!RequestKeyHash(der).ok()) return;
  if (!IssueClientCertificate(Authority(), der, "tablet", Now(), kYear).ok()) abort();
}

void Ticket(absl::string_view der) {
  const auto pem = CertificatesToPem(der);
  if (!pem.ok()) return;
  const auto again = CertificatesToDer(*pem);
  if (!again.ok() || CertificatesToPem(*again).value() != *pem) abort();
}

void Files(const std::string& pem) {
  FaultOf({pem, pem, pem}, "ita.example.go.th", Now());
  FaultOf({Authority().private_key_pem, pem, Authority().certificate_pem}, "10.0.0.7", Now());
  CertificateBegins(pem).IgnoreError();
  CertificateEnds(pem).IgnoreError();
}

}  // namespace
}  // namespace sucharit::crypto

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  sucharit::crypto::Request(input);
  sucharit::crypto::Ticket(input);
  sucharit::crypto::Files(input);
  return 0;
}
