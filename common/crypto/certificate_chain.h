// SPDX-License-Identifier: Apache-2.0
//
// Certificates that somebody else has issued: a server's with those that lead to its authority.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace sucharit::crypto {

// One or more certificates, one after the other, between the two forms. INVALID_ARGUMENT if there
// is none or something else stands among them.
absl::StatusOr<std::string> CertificatesToDer(absl::string_view pem);
absl::StatusOr<std::string> CertificatesToPem(absl::string_view der);

// What a server shows, and who vouches for it; all PEM.
struct ServerChain {
  std::string private_key_pem;
  std::string certificates_pem;  // The server's own first.
  std::string authorities_pem;
};

enum class ChainFault {
  kNone,
  kCertificatesUnreadable,
  kKeyUnreadable,
  kAuthoritiesUnreadable,
  kOtherKey,    // The key isn't the first certificate's.
  kNotGoodNow,  // Ended, or not begun.
  kNotVouchedFor,
  kOtherHost,
};

// What would keep clients that trust `authorities_pem` from accepting the server as `host` at
// `now`, as far as the server can tell. An empty host isn't compared.
ChainFault FaultOf(const ServerChain& chain, const std::string& host, absl::Time now);

}  // namespace sucharit::crypto
