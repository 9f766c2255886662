// SPDX-License-Identifier: Apache-2.0
//
// Columns on a terminal, where Thai vowels and tone marks above and below a letter take no place.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit {

// Columns that UTF-8 `text` takes. Whatever the process's locale is. Control characters take none.
size_t DisplayWidth(absl::string_view text);

// `text` in exactly `width` columns: padded behind, or cut and ended with "…". Never cuts a letter
// from its marks. `width` is at least 1.
std::string FitToWidth(absl::string_view text, size_t width);

// `text` with blanks before it, so that it takes `width` columns; uncut if it takes more.
std::string AlignRight(absl::string_view text, size_t width);

}  // namespace sucharit
