// SPDX-License-Identifier: Apache-2.0
#include "server/audit/audit_chain.h"

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/signature.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr int kByte = 8;
constexpr int kNumberBits = 64;

void AddNumber(uint64_t number, std::string& bytes) {
  for (int shift = kNumberBits - kByte; shift >= 0; shift -= kByte) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xff));
  }
}

void AddNumber(int64_t number, std::string& bytes) {
  AddNumber(static_cast<uint64_t>(number), bytes);
}

void AddText(const std::string& text, std::string& bytes) {
  AddNumber(static_cast<uint64_t>(text.size()), bytes);
  bytes += text;
}

std::string SignedBytes(const v1::AuditHead& head) {
  std::string bytes = "sucharit-audit-head-1";
  AddNumber(head.sequence(), bytes);
  AddText(head.hash(), bytes);
  AddNumber(head.unix_second(), bytes);
  AddText(head.public_key(), bytes);
  return bytes;
}

absl::Status Broken(absl::string_view why, absl::string_view where) {
  return Refused(absl::StatusCode::kDataLoss, v1::REASON_AUDIT_LOG_BROKEN, why, where);
}

absl::Status BrokenLine(absl::string_view why, int64_t sequence) {
  return Broken(why, absl::StrCat("line ", sequence));
}

}  // namespace

std::string HashBeforeTheFirstLine() { return std::string(crypto::kSha256Size, '\0'); }

std::string HashOfLine(const v1::AuditLine& line) {
  std::string bytes = "sucharit-audit-line-1";
  AddNumber(line.sequence(), bytes);
  AddNumber(line.unix_second(), bytes);
  AddText(line.user_name(), bytes);
  AddText(line.roles(), bytes);
  AddText(line.verb(), bytes);
  AddText(line.subject_kind(), bytes);
  AddText(line.subject(), bytes);
  AddText(line.agency_code(), bytes);
  AddText(line.outcome(), bytes);
  AddText(line.previous_hash(), bytes);
  return crypto::Sha256(bytes);
}

absl::StatusOr<v1::AuditHead> SignHead(int64_t sequence, const std::string& hash,
                                       int64_t unix_second, const crypto::Secret& key) {
  v1::AuditHead head;
  head.set_sequence(sequence);
  head.set_hash(hash);
  head.set_unix_second(unix_second);
  ASSIGN_OR_RETURN(*head.mutable_public_key(), crypto::SigningPublicKey(key));
  ASSIGN_OR_RETURN(*head.mutable_signature(), crypto::Sign(SignedBytes(head), key));
  return head;
}

bool IsSigned(const v1::AuditHead& head) {
  return crypto::VerifySignature(SignedBytes(head), head.signature(), head.public_key());
}

absl::Status ChainCheck::Add(const v1::AuditLine& line) {
  if (line.sequence() != sequence_ + 1) return BrokenLine("missing", sequence_ + 1);
  if (line.previous_hash() != hash_) return BrokenLine("doesn't follow", line.sequence());
  if (line.withheld()) {
    ++withheld_;
  } else if (line.hash() != HashOfLine(line)) {
    return BrokenLine("changed", line.sequence());
  }
  sequence_ = line.sequence();
  hash_ = line.hash();
  if (saved_.has_value() && saved_->sequence() == sequence_ && saved_->hash() != hash_) {
    return BrokenLine("isn't the one that the saved head signs", sequence_);
  }
  return absl::OkStatus();
}

absl::Status ChainCheck::Finish(const v1::AuditHead& head) const {
  if (!IsSigned(head)) return Broken("not signed", "head");
  if (head.sequence() != sequence_) return BrokenLine("cut off", sequence_ + 1);
  if (head.hash() != hash_) return BrokenLine("isn't the signed one", sequence_);
  return saved_.has_value() ? CheckSaved(head) : absl::OkStatus();
}

absl::Status ChainCheck::CheckSaved(const v1::AuditHead& head) const {
  if (!IsSigned(*saved_)) return Broken("the saved head isn't signed", "head");
  if (saved_->public_key() != head.public_key()) return Broken("another key signs now", "head");
  if (saved_->sequence() > sequence_) return BrokenLine("cut off", sequence_ + 1);
  return absl::OkStatus();
}

}  // namespace sucharit
