// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"

namespace sucharit {

// The position of the first byte that is NUL or not part of well-formed UTF-8; text.size() if there
// is none. Overlong forms, surrogates and what lies beyond U+10FFFF aren't well-formed.
size_t FindBrokenText(absl::string_view text);

}  // namespace sucharit
