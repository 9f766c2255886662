// SPDX-License-Identifier: Apache-2.0
//
// The installation's own certificate authority: X.509 with P-256 keys, by OpenSSL. Tablets trust
// this authority and no other; the authority signs the server's certificate and each tablet's.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace sucharit::crypto {

// A private key and its certificate, both PEM.
struct Identity {
  std::string private_key_pem;
  std::string certificate_pem;
};

// A new authority whose certificate is its own, good for `lifetime` from a day before `now` (clocks
// differ).
absl::StatusOr<Identity> MakeAuthority(absl::string_view common_name, absl::Time now,
                                       absl::Duration lifetime);

// A server certificate for `hosts`: names or addresses that clients dial.
absl::StatusOr<Identity> IssueServerIdentity(const Identity& authority,
                                             const std::vector<std::string>& hosts, absl::Time now,
                                             absl::Duration lifetime);

// A new certificate (PEM) for the key and the hosts of `server`, and for `more_hosts`.
absl::StatusOr<std::string> RenewServerCertificate(const Identity& authority,
                                                   const Identity& server,
                                                   const std::vector<std::string>& more_hosts,
                                                   absl::Time now, absl::Duration lifetime);

// A new P-256 private key, PEM. It never leaves the device that made it.
absl::StatusOr<std::string> MakePrivateKey();

// A PKCS#10 request (DER) for that key. INVALID_ARGUMENT if it isn't one.
absl::StatusOr<std::string> MakeSigningRequest(absl::string_view private_key_pem);

// The SHA-256 of the public key in a request, which names the device's key. INVALID_ARGUMENT unless
// the bytes are a P-256 request that its own key has signed.
absl::StatusOr<std::string> RequestKeyHash(absl::string_view request_der);

// A client certificate (DER) with `common_name` for the key in the request, whatever name the
// request asks for.
absl::StatusOr<std::string> IssueClientCertificate(const Identity& authority,
                                                   absl::string_view request_der,
                                                   absl::string_view common_name, absl::Time now,
                                                   absl::Duration lifetime);

// Between the two forms of a certificate. INVALID_ARGUMENT if the input isn't one.
absl::StatusOr<std::string> CertificateToDer(absl::string_view pem);
absl::StatusOr<std::string> CertificateToPem(absl::string_view der);

// The first instant at which a certificate (PEM) is good. INVALID_ARGUMENT if it isn't one.
absl::StatusOr<absl::Time> CertificateBegins(absl::string_view pem);

// The last instant at which it is good.
absl::StatusOr<absl::Time> CertificateEnds(absl::string_view pem);

}  // namespace sucharit::crypto
