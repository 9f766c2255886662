// SPDX-License-Identifier: Apache-2.0
//
// The folder of keys: apart from the data folder, the database and every backup.
//
//   authority.key, authority.crt     the installation's certificate authority
//   server.key, server.crt           the server's TLS identity
//   served.pem                       what is served instead of these two: the operator's own,
//   checked audit.key                        private Ed25519 key that signs heads of the audit log
//   rounds/ROUND.sealing             private X25519 key of a round, until it is published
//   rounds/ROUND.receipt             private Ed25519 key that signs the round's receipts
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/crypto/certificate.h"
#include "common/crypto/secret.h"

namespace sucharit {

// Thread-safe: holds no state but the path.
class KeyFolder {
 public:
  explicit KeyFolder(std::string path) : path_(std::move(path)) {}

  // Makes the folder with these identities. ALREADY_EXISTS `REASON_ALREADY_INITIALIZED` if it holds
  // an authority.
  absl::Status Create(const crypto::Identity& authority, const crypto::Identity& server,
                      const crypto::Secret& audit_key) const;

  // FAILED_PRECONDITION `REASON_NOT_INITIALIZED` if it isn't there.
  absl::StatusOr<crypto::Identity> Authority() const;
  absl::StatusOr<crypto::Identity> Server() const;
  absl::StatusOr<crypto::Secret> AuditKey() const;

  // Puts a renewed certificate for the server's key in the old one's place, in one step.
  absl::Status ReplaceServerCertificate(absl::string_view certificate_pem) const;

  // Files that a running server looks at again and again: the server's key and certificate, and the
  // authority's certificate.
  std::string ServerKeyFile() const { return File("server.key"); }
  std::string ServerCertificateFile() const { return File("server.crt"); }
  std::string AuthorityCertificateFile() const { return File("authority.crt"); }

  // The operator's own key and certificates, in one file so that they always fit together.
  std::string ServedFile() const { return File("served.pem"); }
  absl::Status ReplaceServed(absl::string_view key_and_certificates_pem) const;

  // The keys of a round. FAILED_PRECONDITION `REASON_ROUND_KEY_MISSING`.
  absl::StatusOr<crypto::Secret> SealingKey(absl::string_view round_id) const;
  absl::StatusOr<crypto::Secret> ReceiptKey(absl::string_view round_id) const;
  absl::Status SaveRoundKeys(absl::string_view round_id, const crypto::Secret& sealing_key,
                             const crypto::Secret& receipt_key) const;

  // Destroys the sealing key: nobody can open the round's boxes with what is left here. OK if it is
  // gone already.
  absl::Status DestroySealingKey(absl::string_view round_id) const;

 private:
  std::string File(absl::string_view name) const;
  std::string RoundFile(absl::string_view round_id, absl::string_view kind) const;
  absl::StatusOr<std::string> Read(const std::string& path) const;
  absl::StatusOr<crypto::Identity> ReadIdentity(absl::string_view name) const;
  absl::StatusOr<crypto::Secret> ReadRoundKey(absl::string_view round_id, absl::string_view kind,
                                              size_t size) const;

  std::string path_;
};

}  // namespace sucharit
