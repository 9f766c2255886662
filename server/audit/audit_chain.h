// SPDX-License-Identifier: Apache-2.0
//
// What makes the lines of the audit log a chain. Needs no server: whoever has the lines and a head
// can check them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/crypto/secret.h"
#include "sucharit/v1/audit.pb.h"

namespace sucharit {

// What stands as `previous_hash` in the first line, and as hash in the head of an empty log.
std::string HashBeforeTheFirstLine();

// SHA-256 of all of a line but its hash. See README.md for the form.
std::string HashOfLine(const v1::AuditLine& line);

// The end of a log, signed with the installation's key of the audit log.
absl::StatusOr<v1::AuditHead> SignHead(int64_t sequence, const std::string& hash,
                                       int64_t unix_second, const crypto::Secret& key);

// Whether the key that stands in it signed it.
bool IsSigned(const v1::AuditHead& head);

// Checks lines, one after the other from the first. Each error is DATA_LOSS
// `REASON_AUDIT_LOG_BROKEN`, its subject the first line that isn't right.
class ChainCheck {
 public:
  // `saved` is a head that somebody kept from earlier.
  explicit ChainCheck(std::optional<v1::AuditHead> saved) : saved_(std::move(saved)) {}

  absl::Status Add(const v1::AuditLine& line);

  // `head` is of now: the lines must end where it says, and a saved head must be of the same key
  // and not lie behind it.
  absl::Status Finish(const v1::AuditHead& head) const;

  int64_t lines() const { return sequence_; }

  // How many of them the caller may not read, so that only their place was checked.
  int64_t withheld() const { return withheld_; }

 private:
  absl::Status CheckSaved(const v1::AuditHead& head) const;

  std::optional<v1::AuditHead> saved_;
  int64_t sequence_ = 0;
  int64_t withheld_ = 0;
  std::string hash_ = HashBeforeTheFirstLine();
};

}  // namespace sucharit
