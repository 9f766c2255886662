// SPDX-License-Identifier: Apache-2.0
//
// What the command-line programs say, in Thai and English.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"

namespace sucharit {

enum class Language { kThai, kEnglish };

// "th" or "en".
std::optional<Language> ParseLanguage(absl::string_view text);

// SUCHARIT_LANGUAGE if it is "th" or "en"; else English if LANG begins with "en"; else Thai.
Language LanguageFromEnvironment();

// The language that the arguments ask for with `--language th|en`, the environment's otherwise.
// Programs need it before they read their arguments, because help is in that language too.
Language ChooseLanguage(int argc, const char* const* argv);

// One text in both languages, made of literals.
struct Say {
  const char* th;
  const char* en;

  const char* In(Language language) const { return language == Language::kThai ? th : en; }
};

}  // namespace sucharit
