// SPDX-License-Identifier: Apache-2.0
//
// What people read comes in Thai and in English, always both: a text can't be written without the
// other.
#pragma once

#include <string>

#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

enum class Language { kThai, kEnglish };

// A text of the program in both languages.
struct Say {
  const char* th;
  const char* en;

  const char* In(Language language) const { return language == Language::kThai ? th : en; }
};

// A text of a definition.
inline const std::string& In(Language language, const v1::Text& text) {
  return language == Language::kThai ? text.th() : text.en();
}

}  // namespace sucharit
