// SPDX-License-Identifier: Apache-2.0
#include "server/publish/audit_file.h"

#include <google/protobuf/stubs/logging.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/crypto/deterministic_seal.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/wrapped_key.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr absl::string_view kPublicPrefix = "sucharit-auditor-1 ";
constexpr absl::string_view kKeyLabel = "sucharit auditor";
constexpr absl::string_view kFirstLine =
    "sucharit-audit-1 NOT FOR PUBLICATION / ห้ามเผยแพร่: counts of answers, sealed to one auditor\n";

absl::Status NoKey(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_AUDITOR_KEY, why);
}

absl::Status OtherKey(absl::string_view why) {
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_AUDITOR_KEY, why);
}

absl::Status Malformed(absl::string_view why) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_BUNDLE_MALFORMED, why);
}

}  // namespace

std::string FormatAuditorKey(absl::string_view public_key) {
  return absl::StrCat(kPublicPrefix, absl::WebSafeBase64Escape(public_key), "\n");
}

absl::StatusOr<std::string> ParseAuditorKey(absl::string_view text) {
  std::string key;
  text = absl::StripAsciiWhitespace(text);
  if (!absl::ConsumePrefix(&text, kPublicPrefix) || !absl::WebSafeBase64Unescape(text, &key) ||
      key.size() != crypto::kSealingKeySize) {
    return NoKey("not an auditor's public key");
  }
  return key;
}

absl::StatusOr<std::string> WrapAuditorKey(const crypto::Secret& private_key,
                                           absl::string_view passphrase) {
  return crypto::WrapKey(private_key, kKeyLabel, passphrase);
}

absl::StatusOr<crypto::Secret> UnwrapAuditorKey(absl::string_view wrapped,
                                                absl::string_view passphrase) {
  auto key = crypto::UnwrapKey(wrapped, kKeyLabel, passphrase);
  if (ReasonOf(key.status()) == v1::REASON_ROUND_KEY_COPY_UNREAD) {
    return OtherKey("not an auditor's key, or another passphrase");
  }
  return key;
}

absl::StatusOr<std::string> SealAudit(const v1::AuditBundle& audit, absl::string_view auditor_key,
                                      absl::string_view salt) {
  auto sealed = crypto::SealDeterministically(audit.SerializeAsString(), auditor_key, salt);
  if (absl::IsInvalidArgument(sealed.status())) return NoKey("not an auditor's public key");
  return sealed;
}

std::string AuditFile(absl::string_view sealed) { return absl::StrCat(kFirstLine, sealed); }

absl::StatusOr<v1::AuditBundle> OpenAuditFile(absl::string_view file,
                                              const crypto::Secret& private_key) {
  if (!absl::ConsumePrefix(&file, kFirstLine)) return Malformed("not an audit file");
  const auto public_key = crypto::SealingPublicKey(private_key);
  if (!public_key.ok()) return NoKey("not an auditor's private key");
  const auto opened = crypto::OpenBox(file, *public_key, private_key);
  if (!opened.ok()) return OtherKey("sealed to another key, or changed");
  const google::protobuf::LogSilencer silence;
  v1::AuditBundle audit;
  if (!audit.ParseFromString(*opened) || audit.format() != kAuditFormat) {
    return Malformed("no audit bundle within");
  }
  return audit;
}

}  // namespace sucharit
