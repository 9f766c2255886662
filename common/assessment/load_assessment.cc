// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/assessment/assessment.h"
#include "common/assessment/built_in_definitions.h"
#include "common/assessment/definition_parser.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

bool LooksLikePath(const std::string& name) {
  std::error_code ignored;
  return absl::StrContains(name, "/") || absl::EndsWith(name, ".textproto") ||
         std::filesystem::is_regular_file(name, ignored);
}

absl::Status Unknown(absl::string_view name) {
  return Refused(absl::StatusCode::kNotFound, v1::REASON_DEFINITION_UNKNOWN,
                 "no built-in definition and no readable file of that name", name);
}

// At most one byte more than the parser takes, so that a huge file is refused without being read.
std::optional<std::string> ReadStart(const std::string& path) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string contents(kLargestDefinition + 1, '\0');
  file.read(contents.data(), static_cast<std::streamsize>(contents.size()));
  if (file.bad()) return std::nullopt;
  contents.resize(static_cast<size_t>(file.gcount()));
  return contents;
}

}  // namespace

absl::StatusOr<Assessment> LoadAssessment(const std::string& name_or_path) {
  for (const BuiltInDefinition& built_in : BuiltInDefinitionTexts()) {
    if (built_in.name == name_or_path) return Assessment::FromText(built_in.text);
  }
  if (!LooksLikePath(name_or_path)) return Unknown(name_or_path);
  const std::optional<std::string> text = ReadStart(name_or_path);
  if (!text) return Unknown(name_or_path);
  absl::StatusOr<Assessment> assessment = Assessment::FromText(*text);
  if (!assessment.ok()) return Within(name_or_path, assessment.status());
  return assessment;
}

std::vector<std::string> BuiltInDefinitions() {
  std::vector<std::string> names;
  for (const BuiltInDefinition& built_in : BuiltInDefinitionTexts()) {
    names.emplace_back(built_in.name);
  }
  return names;
}

}  // namespace sucharit
