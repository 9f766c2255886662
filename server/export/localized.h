// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "common/text/language.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// A definition's text in the reader's language.
inline const std::string& In(Language language, const v1::Text& text) {
  return language == Language::kThai ? text.th() : text.en();
}

}  // namespace sucharit
