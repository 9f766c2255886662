// SPDX-License-Identifier: Apache-2.0
//
// Which certificate the server shows: one of the installation's own authority, or the operator's.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/crypto/certificate_chain.h"
#include "sucharit/v1/config.pb.h"

namespace sucharit {

// Whether the configuration names the operator's own certificate.
bool HasOperatorsCertificate(const v1::ServerConfig& config);

// Reads the three files that the configuration names. INVALID_ARGUMENT `REASON_CONFIG_MALFORMED` if
// others than the key's owner and group can read it; the errors of ReadWholeFile.
absl::StatusOr<crypto::ServerChain> ReadOperatorsCertificate(const v1::ServerConfig& config);

// INVALID_ARGUMENT `REASON_CONFIG_MALFORMED` if clients that dial the public address at `now` would
// refuse it, or the key is another one's. The subject names the setting, what is wrong in Thai and
// in English, and the file.
absl::Status CheckOperatorsCertificate(const v1::ServerConfig& config,
                                       const crypto::ServerChain& chain, absl::Time now);

// Who vouches for the server's certificate, PEM: what tablets and `sucharit` trust.
absl::StatusOr<std::string> TrustedAuthorities(const v1::ServerConfig& config);

// The certificate that clients are shown, PEM, whether it is good or not.
absl::StatusOr<std::string> ShownCertificate(const v1::ServerConfig& config);

}  // namespace sucharit
