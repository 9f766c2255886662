// SPDX-License-Identifier: Apache-2.0
#include "server/operations/profile.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <cstdlib>
#include <filesystem>

#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"

namespace sucharit {
namespace {

constexpr size_t kLargestProfile = size_t{64} * 1024;

// Says nothing on stderr.
class Silence : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int, google::protobuf::io::ColumnNumber, const std::string&) override {}
};

// What the variable names, else `below` in the home folder.
std::string HomeFolder(const char* variable, const char* below) {
  const char* named = std::getenv(variable);
  if (named != nullptr && *named != '\0') return named;
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "." : home) + below;
}

}  // namespace

absl::StatusOr<v1::AdminProfile> LoadProfile(const std::string& path) {
  auto text = ReadWholeFile(path, kLargestProfile);
  if (absl::IsNotFound(text.status())) {
    return Refused(absl::StatusCode::kFailedPrecondition, v1::REASON_NOT_INITIALIZED,
                   "there is no profile", path);
  }
  RETURN_IF_ERROR(text.status());
  Silence silence;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&silence);
  v1::AdminProfile profile;
  if (!parser.ParseFromString(*text, &profile)) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_CONFIG_MALFORMED, "not a profile",
                   path);
  }
  return profile;
}

absl::Status SaveProfile(const std::string& path, const v1::AdminProfile& profile) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  std::error_code ignored;
  if (!folder.empty() && !std::filesystem::exists(folder, ignored)) {
    RETURN_IF_ERROR(MakePrivateFolder(folder));
  }
  std::string text;
  google::protobuf::TextFormat::PrintToString(profile, &text);
  return WriteFileAtomically(path, text, 0600);
}

std::string DefaultProfilePath() {
  return HomeFolder("XDG_CONFIG_HOME", "/.config") + "/sucharit/profile";
}

std::string DefaultTokenPath() {
  return HomeFolder("XDG_STATE_HOME", "/.local/state") + "/sucharit/token";
}

}  // namespace sucharit
