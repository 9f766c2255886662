// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "common/time/clock.h"
#include "server/store/audit_store.h"
#include "sucharit/v1/audit.pb.h"

namespace sucharit {

// What goes into a line. Never a response, a respondent, a secret or an address.
struct AuditEntry {
  std::string user_name;
  std::string roles;
  std::string verb;
  std::string subject_kind;
  std::string subject;
  std::string agency_code;
  std::string outcome;
};

// The audit log of an installation: it only grows, each line holds the hash of the one before, and
// every 64th line comes with a signed head. Thread-safe.
class AuditLog {
 public:
  // `database` and `clock` must outlive the log; `key` is an Ed25519 key that signs nothing else.
  AuditLog(ServerDatabase& database, const Clock& clock, crypto::Secret key)
      : store_(database), clock_(clock), key_(std::move(key)) {}

  // The line is on disk once this returns OK.
  absl::Status Append(const AuditEntry& entry);

  // See v1.AuditService.ListAuditLines; nothing is withheld here.
  absl::StatusOr<std::vector<v1::AuditLine>> Lines(const v1::ListAuditLinesRequest& request);

  // The present end, signed.
  absl::StatusOr<v1::AuditHead> Head();

 private:
  absl::StatusOr<AuditStore::NewLine> LineAfter(const v1::AuditLine& last,
                                                const AuditEntry& entry) const;

  AuditStore store_;
  const Clock& clock_;
  const crypto::Secret key_;
};

}  // namespace sucharit
