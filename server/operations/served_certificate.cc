// SPDX-License-Identifier: Apache-2.0
#include "server/operations/served_certificate.h"

#include <sys/stat.h>

#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "common/text/language.h"
#include "server/operations/initialize.h"
#include "server/rounds/key_folder.h"

namespace sucharit {
namespace {

constexpr size_t kLargestFile = size_t{256} * 1024;
// A ticket is shown as a QR code, typed at worst.
constexpr size_t kLargestAuthorities = size_t{5} * 1024;
constexpr char kCertificate[] = "certificate_file";
constexpr char kKey[] = "certificate_key_file";
constexpr char kAuthority[] = "certificate_authority_file";

absl::Status Unfit(const char* setting, const Say& why, const std::string& path) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED, why.en,
                 absl::StrCat(setting, " (", why.th, " / ", why.en, "): ", path));
}

absl::Status CheckWhoMayRead(const std::string& key_file) {
  struct stat about {};
  if (stat(key_file.c_str(), &about) != 0 || (about.st_mode & 0007) == 0) return absl::OkStatus();
  return Unfit(kKey, {"ผู้ใช้อื่นของเครื่องอ่านได้", "other users of the machine can read it"}, key_file);
}

}  // namespace

bool HasOperatorsCertificate(const v1::ServerConfig& config) {
  return !config.certificate_file().empty();
}

absl::StatusOr<crypto::ServerChain> ReadOperatorsCertificate(const v1::ServerConfig& config) {
  RETURN_IF_ERROR(CheckWhoMayRead(config.certificate_key_file()));
  crypto::ServerChain chain;
  ASSIGN_OR_RETURN(chain.certificates_pem, ReadWholeFile(config.certificate_file(), kLargestFile));
  ASSIGN_OR_RETURN(chain.private_key_pem,
                   ReadWholeFile(config.certificate_key_file(), kLargestFile));
  ASSIGN_OR_RETURN(chain.authorities_pem,
                   ReadWholeFile(config.certificate_authority_file(), kLargestFile));
  return chain;
}

absl::Status CheckOperatorsCertificate(const v1::ServerConfig& config,
                                       const crypto::ServerChain& chain, absl::Time now) {
  const std::string host = config.public_address().empty() ? "" : HostOf(config.public_address());
  const std::string& certificate = config.certificate_file();
  if (chain.authorities_pem.size() > kLargestAuthorities) {
    return Unfit(kAuthority,
                 {"ใหญ่เกินกว่าบัตรลงทะเบียนจะใส่ได้ (เกิน 5 KB)",
                  "larger than an enrolment ticket can carry (5 KB)"},
                 config.certificate_authority_file());
  }
  switch (crypto::FaultOf(chain, host, now)) {
    case crypto::ChainFault::kNone:
      return absl::OkStatus();
    case crypto::ChainFault::kCertificatesUnreadable:
      return Unfit(kCertificate, {"ไม่ใช่ใบรับรองแบบ PEM", "not certificates in PEM"}, certificate);
    case crypto::ChainFault::kKeyUnreadable:
      return Unfit(kKey, {"ไม่ใช่กุญแจแบบ PEM ที่ไม่มีรหัสผ่าน", "not a key in PEM without a passphrase"},
                   config.certificate_key_file());
    case crypto::ChainFault::kAuthoritiesUnreadable:
      return Unfit(kAuthority, {"ไม่ใช่ใบรับรองแบบ PEM", "not certificates in PEM"},
                   config.certificate_authority_file());
    case crypto::ChainFault::kOtherKey:
      return Unfit(kKey, {"ไม่ใช่กุญแจของใบรับรองนี้", "not the key of this certificate"},
                   config.certificate_key_file());
    case crypto::ChainFault::kNotGoodNow:
      return Unfit(kCertificate,
                   {"หมดอายุแล้วหรือยังไม่เริ่มใช้", "it has ended or has not begun to be good"},
                   certificate);
    case crypto::ChainFault::kNotVouchedFor:
      return Unfit(kCertificate,
                   {"certificate_authority_file ไม่ได้รับรองใบนี้",
                    "certificate_authority_file doesn't vouch for it"},
                   certificate);
    case crypto::ChainFault::kOtherHost:
      return Unfit(kCertificate,
                   {"ไม่ใช่ของชื่อใน public_address", "it isn't for the name in public_address"},
                   certificate);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> TrustedAuthorities(const v1::ServerConfig& config) {
  if (HasOperatorsCertificate(config)) {
    return ReadWholeFile(config.certificate_authority_file(), kLargestFile);
  }
  return ReadWholeFile(KeyFolder(config.key_folder()).AuthorityCertificateFile(), kLargestFile);
}

absl::StatusOr<std::string> ShownCertificate(const v1::ServerConfig& config) {
  if (HasOperatorsCertificate(config)) {
    return ReadWholeFile(config.certificate_file(), kLargestFile);
  }
  return ReadWholeFile(KeyFolder(config.key_folder()).ServerCertificateFile(), kLargestFile);
}

}  // namespace sucharit
