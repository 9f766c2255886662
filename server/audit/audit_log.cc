// SPDX-License-Identifier: Apache-2.0
#include "server/audit/audit_log.h"

#include "common/status/status_macros.h"
#include "server/audit/audit_chain.h"

namespace sucharit {
namespace {

constexpr int64_t kLinesPerHead = 64;
constexpr int64_t kMostLines = 1000;

std::string EndOf(const v1::AuditLine& last) {
  return last.sequence() == 0 ? HashBeforeTheFirstLine() : last.hash();
}

}  // namespace

absl::Status AuditLog::Append(const AuditEntry& entry) {
  return store_.Append([&](const v1::AuditLine& last) { return LineAfter(last, entry); });
}

absl::StatusOr<AuditStore::NewLine> AuditLog::LineAfter(const v1::AuditLine& last,
                                                        const AuditEntry& entry) const {
  AuditStore::NewLine added;
  v1::AuditLine& line = added.line;
  line.set_sequence(last.sequence() + 1);
  line.set_unix_second(absl::ToUnixSeconds(clock_.Now()));
  line.set_user_name(entry.user_name);
  line.set_roles(entry.roles);
  line.set_verb(entry.verb);
  line.set_subject_kind(entry.subject_kind);
  line.set_subject(entry.subject);
  line.set_agency_code(entry.agency_code);
  line.set_outcome(entry.outcome);
  line.set_previous_hash(EndOf(last));
  line.set_hash(HashOfLine(line));
  if (line.sequence() % kLinesPerHead == 0) {
    ASSIGN_OR_RETURN(added.head, SignHead(line.sequence(), line.hash(), line.unix_second(), key_));
  }
  return added;
}

absl::StatusOr<std::vector<v1::AuditLine>> AuditLog::Lines(
    const v1::ListAuditLinesRequest& request) {
  return store_.Lines(request.after_sequence(), request.since_unix_second(), kMostLines);
}

absl::StatusOr<v1::AuditHead> AuditLog::Head() {
  ASSIGN_OR_RETURN(const v1::AuditLine last, store_.Last());
  return SignHead(last.sequence(), EndOf(last), absl::ToUnixSeconds(clock_.Now()), key_);
}

}  // namespace sucharit
