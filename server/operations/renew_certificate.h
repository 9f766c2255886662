// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/time/clock.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// A server's certificate is good for ten years: it proves the installation's identity to tablets
// that nobody visits.
inline constexpr absl::Duration kServerCertificateLifetime = absl::Hours(24 * 365 * 10);

// Issues the server a new certificate from now on, for the hosts that the old one names and
// `more_hosts`. A running server takes it within seconds; tablets know the authority and notice
// nothing. Errors: the key folder's; FAILED_PRECONDITION `REASON_CONFIG_MALFORMED` if the
// configuration names the operator's own certificate, which its issuer renews.
absl::Status RenewServerCertificate(const v1::ServerConfig& config,
                                    const std::vector<std::string>& more_hosts, const Clock& clock);

}  // namespace sucharit
