// SPDX-License-Identifier: Apache-2.0
//
// Takes out of a respondent's own words what names a person to a machine. A name, a position or a
// story still names somebody to people who read it.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace sucharit {

inline constexpr char kMaskedCitizenNumber[] = "[เลขประจำตัว]";
inline constexpr char kMaskedTelephone[] = "[โทรศัพท์]";
inline constexpr char kMaskedEmail[] = "[อีเมล]";
inline constexpr char kMaskedLink[] = "[ลิงก์]";

// The same text with each of these replaced by one of the words above:
//   - Thai citizen numbers: thirteen digits whose check digit is right, in any grouping;
//   - telephone numbers as Thailand writes them, with or without +66, and other numbers after a
//   '+';
//   - e-mail addresses, web addresses, and names of web sites without http.
// Digits may be Thai; up to three blanks, hyphens, dots, slashes or brackets may stand between two.
// Errs towards masking. `text` is UTF-8, and so is what comes back. Masking twice changes nothing.
std::string MaskIdentifiers(absl::string_view text);

}  // namespace sucharit
