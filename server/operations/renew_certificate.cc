// SPDX-License-Identifier: Apache-2.0
#include "server/operations/renew_certificate.h"

#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/operations/served_certificate.h"
#include "server/rounds/key_folder.h"

namespace sucharit {

absl::Status RenewServerCertificate(const v1::ServerConfig& config,
                                    const std::vector<std::string>& more_hosts,
                                    const Clock& clock) {
  if (HasOperatorsCertificate(config)) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_CONFIG_MALFORMED,
                   "the server shows the operator's own certificate", "certificate_file");
  }
  const KeyFolder folder(config.key_folder());
  ASSIGN_OR_RETURN(const crypto::Identity authority, folder.Authority());
  ASSIGN_OR_RETURN(const crypto::Identity server, folder.Server());
  ASSIGN_OR_RETURN(const std::string renewed,
                   crypto::RenewServerCertificate(authority, server, more_hosts, clock.Now(),
                                                  kServerCertificateLifetime));
  return folder.ReplaceServerCertificate(renewed);
}

}  // namespace sucharit
