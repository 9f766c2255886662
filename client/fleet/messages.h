// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/text/language.h"

namespace sucharit {

// What went wrong with `tablet` (may be empty), as one line for the person at the keyboard: a
// sentence, the reason's name and what it is about. Never an answer.
std::string FailureLine(absl::string_view tablet, const absl::Status& status, Language language);

}  // namespace sucharit
