// SPDX-License-Identifier: Apache-2.0
#include "server/rounds/key_folder.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/crypto/sealed_box.h"
#include "common/crypto/signature.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr mode_t kOwnerOnly = 0600;

}  // namespace

std::string KeyFolder::File(absl::string_view name) const { return absl::StrCat(path_, "/", name); }

std::string KeyFolder::RoundFile(absl::string_view round_id, absl::string_view kind) const {
  return absl::StrCat(path_, "/rounds/", crypto::ToHex(round_id), ".", kind);
}

absl::Status KeyFolder::Create(const crypto::Identity& authority, const crypto::Identity& server,
                               const crypto::Secret& audit_key) const {
  std::error_code ignored;
  if (std::filesystem::exists(File("authority.key"), ignored)) {
    return Refused(absl::StatusCode::kAlreadyExists, v1::REASON_ALREADY_INITIALIZED,
                   "the key folder holds an authority already", path_);
  }
  RETURN_IF_ERROR(MakePrivateFolder(path_));
  RETURN_IF_ERROR(MakePrivateFolder(File("rounds")));
  RETURN_IF_ERROR(WriteFileAtomically(File("server.key"), server.private_key_pem, kOwnerOnly));
  RETURN_IF_ERROR(WriteFileAtomically(File("server.crt"), server.certificate_pem));
  RETURN_IF_ERROR(WriteFileAtomically(File("audit.key"), audit_key.view(), kOwnerOnly));
  RETURN_IF_ERROR(WriteFileAtomically(File("authority.crt"), authority.certificate_pem));
  // Last: with it the folder counts as made.
  return WriteFileAtomically(File("authority.key"), authority.private_key_pem, kOwnerOnly);
}

absl::StatusOr<std::string> KeyFolder::Read(const std::string& path) const {
  auto bytes = ReadWholeFile(path);
  if (absl::IsNotFound(bytes.status())) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                   "the key folder lacks a file", path);
  }
  return bytes;
}

absl::StatusOr<crypto::Identity> KeyFolder::ReadIdentity(absl::string_view name) const {
  crypto::Identity identity;
  ASSIGN_OR_RETURN(identity.private_key_pem, Read(File(absl::StrCat(name, ".key"))));
  ASSIGN_OR_RETURN(identity.certificate_pem, Read(File(absl::StrCat(name, ".crt"))));
  return identity;
}

absl::StatusOr<crypto::Identity> KeyFolder::Authority() const { return ReadIdentity("authority"); }

absl::StatusOr<crypto::Identity> KeyFolder::Server() const { return ReadIdentity("server"); }

absl::StatusOr<crypto::Secret> KeyFolder::AuditKey() const {
  ASSIGN_OR_RETURN(std::string bytes, Read(File("audit.key")));
  if (bytes.size() == crypto::kSigningKeySize) return crypto::Secret::Take(bytes);
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                 "the audit log's key is damaged", File("audit.key"));
}

absl::Status KeyFolder::ReplaceServerCertificate(absl::string_view certificate_pem) const {
  return WriteFileAtomically(ServerCertificateFile(), certificate_pem);
}

absl::Status KeyFolder::ReplaceServed(absl::string_view key_and_certificates_pem) const {
  return WriteFileAtomically(ServedFile(), key_and_certificates_pem, kOwnerOnly);
}

absl::StatusOr<crypto::Secret> KeyFolder::ReadRoundKey(absl::string_view round_id,
                                                       absl::string_view kind, size_t size) const {
  auto bytes = ReadWholeFile(RoundFile(round_id, kind));
  if (bytes.ok() && bytes->size() == size) return crypto::Secret::Take(*bytes);
  return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_ROUND_KEY_MISSING,
                 "the round's key isn't in the key folder", crypto::ToHex(round_id));
}

absl::StatusOr<crypto::Secret> KeyFolder::SealingKey(absl::string_view round_id) const {
  return ReadRoundKey(round_id, "sealing", crypto::kSealingKeySize);
}

absl::StatusOr<crypto::Secret> KeyFolder::ReceiptKey(absl::string_view round_id) const {
  return ReadRoundKey(round_id, "receipt", crypto::kSigningKeySize);
}

absl::Status KeyFolder::SaveRoundKeys(absl::string_view round_id, const crypto::Secret& sealing_key,
                                      const crypto::Secret& receipt_key) const {
  RETURN_IF_ERROR(
      WriteFileAtomically(RoundFile(round_id, "receipt"), receipt_key.view(), kOwnerOnly));
  return WriteFileAtomically(RoundFile(round_id, "sealing"), sealing_key.view(), kOwnerOnly);
}

absl::Status KeyFolder::DestroySealingKey(absl::string_view round_id) const {
  return DestroyFile(RoundFile(round_id, "sealing"));
}

}  // namespace sucharit
