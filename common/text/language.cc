// SPDX-License-Identifier: Apache-2.0
#include "common/text/language.h"

#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace sucharit {
namespace {

constexpr absl::string_view kOption = "--language";

absl::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? absl::string_view() : absl::string_view(value);
}

}  // namespace

std::optional<Language> ParseLanguage(absl::string_view text) {
  if (text == "th") return Language::kThai;
  if (text == "en") return Language::kEnglish;
  return std::nullopt;
}

Language LanguageFromEnvironment() {
  const std::optional<Language> chosen = ParseLanguage(Environment("SUCHARIT_LANGUAGE"));
  if (chosen.has_value()) return *chosen;
  return absl::StartsWith(Environment("LANG"), "en") ? Language::kEnglish : Language::kThai;
}

Language ChooseLanguage(int argc, const char* const* argv) {
  Language language = LanguageFromEnvironment();
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (!absl::ConsumePrefix(&argument, kOption)) continue;
    if (argument.empty() && i + 1 < argc) argument = argv[i + 1];
    absl::ConsumePrefix(&argument, "=");
    language = ParseLanguage(argument).value_or(language);
  }
  return language;
}

}  // namespace sucharit
