// SPDX-License-Identifier: Apache-2.0
#include "server/operations/config.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <filesystem>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/crypto/digest.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/sql/postgres_place.h"

namespace sucharit {
namespace {

constexpr size_t kBackupKeySize = 32;
constexpr size_t kLargestConfig = size_t{64} * 1024;

absl::Status Malformed(absl::string_view why, absl::string_view where) {
  return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED, why, where);
}

// Keeps the first error, with lines and columns counted from 1.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (status_.ok()) {
      status_ = Malformed(message, absl::StrCat("line ", line + 1, ", column ", column + 1));
    }
  }

  const absl::Status& status() const { return status_; }

 private:
  absl::Status status_;
};

// The folder's real place, as far as it exists, with nothing after its last name.
std::filesystem::path Place(const std::string& folder) {
  std::error_code error;
  auto place = std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error);
  if (error) place = std::filesystem::path(folder).lexically_normal();
  return place.has_filename() ? place : place.parent_path();
}

bool LiesWithin(const std::string& inner, const std::string& outer) {
  const auto relative = Place(inner).lexically_relative(Place(outer));
  return !relative.empty() && *relative.begin() != "..";
}

// All three settings of the operator's own certificate, or none.
absl::Status CheckCertificateSettings(const v1::ServerConfig& config) {
  const std::pair<absl::string_view, bool> settings[] = {
      {"certificate_file", config.certificate_file().empty()},
      {"certificate_key_file", config.certificate_key_file().empty()},
      {"certificate_authority_file", config.certificate_authority_file().empty()}};
  const bool none = settings[0].second && settings[1].second && settings[2].second;
  for (const auto& [name, missing] : settings) {
    if (missing && !none) return Malformed("missing beside its companions", name);
  }
  return absl::OkStatus();
}

absl::Status Check(const v1::ServerConfig& config) {
  if (config.data_folder().empty()) return Malformed("missing", "data_folder");
  if (config.key_folder().empty()) return Malformed("missing", "key_folder");
  if (config.listen_address().empty()) return Malformed("missing", "listen_address");
  if (LiesWithin(config.key_folder(), config.data_folder())) {
    return Malformed("lies within the data folder, so a backup would hold the keys",
                     "key_folder (within data_folder)");
  }
  if (!config.backup_folder().empty() && LiesWithin(config.backup_folder(), config.data_folder())) {
    return Malformed("lies within the data folder", "backup_folder (within data_folder)");
  }
  if (!config.backup_key().empty() &&
      crypto::FromHex(config.backup_key(), kBackupKeySize).empty()) {
    return Malformed("not 64 hexadecimal digits", "backup_key");
  }
  if (!config.database().empty()) RETURN_IF_ERROR(sql::CheckPlace(config.database()));
  return CheckCertificateSettings(config);
}

std::string Setting(absl::string_view comment, absl::string_view name, absl::string_view value) {
  return absl::StrCat("# ", comment, "\n", name, ": \"", absl::Utf8SafeCEscape(value), "\"\n\n");
}

}  // namespace

absl::StatusOr<v1::ServerConfig> ParseConfig(absl::string_view text) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  v1::ServerConfig config;
  if (!parser.ParseFromString(std::string(text), &config)) return error.status();
  RETURN_IF_ERROR(Check(config));
  return config;
}

absl::StatusOr<v1::ServerConfig> LoadConfig(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kLargestConfig));
  auto config = ParseConfig(text);
  if (!config.ok()) return Within(path, config.status());
  return config;
}

std::string FormatConfig(const v1::ServerConfig& config) {
  return absl::StrCat(
      "# Settings of sucharitd.\n\n",
      Setting("Where the database lives. `sucharit backup` makes copies of it.", "data_folder",
              config.data_folder()),
      Setting(
          "If set, the database is there instead: postgresql://USER@HOST/DATABASE?passfile=FILE "
          "(never with a password), on another machine with &sslmode=verify-full&sslrootcert=FILE.",
          "database", config.database()),
      Setting("Where keys live. Keep them out of the backup of the data folder.", "key_folder",
              config.key_folder()),
      Setting("Where to listen; port 0 takes a free one. Loopback unless named here.",
              "listen_address", config.listen_address()),
      Setting("What tablets dial; empty for the address listened on.", "public_address",
              config.public_address()),
      Setting("If set, the address listened on is written there.", "address_file",
              config.address_file()),
      Setting("What backups are encrypted to, from `sucharit backup keygen`; empty for no backups.",
              "backup_key", config.backup_key()),
      Setting("Where the server writes backups. Best on another disk.", "backup_folder",
              config.backup_folder()),
      Setting("If set, monitoring finds /metrics and /health there, on this machine alone: "
              "127.0.0.1:9464.",
              "watch_address", config.watch_address()),
      Setting("An own certificate and what leads to its authority (PEM), instead of one that "
              "Sucharit issues.",
              "certificate_file", config.certificate_file()),
      Setting("Its key. Nobody but its owner and group may read it.", "certificate_key_file",
              config.certificate_key_file()),
      Setting("Who vouches for it: what tablets trust that enrol from now on.",
              "certificate_authority_file", config.certificate_authority_file()));
}

}  // namespace sucharit
