// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace sucharit::document {

enum class Digits { kArabic, kThai };

// `text` with all its numbers in `digits`, whichever it had: "ได้ 93.93" becomes "ได้ ๙๓.๙๓". A word
// that holds a Latin letter stays as it is, because it is a name: "O10", "ISO-9001",
// "https://…/2567".
std::string InDigits(absl::string_view text, Digits digits);

}  // namespace sucharit::document
