// SPDX-License-Identifier: Apache-2.0
//
// From untrusted bytes to a definition message, in bounded time and memory. What it says is checked
// by AssessmentBuilder. Only for this folder.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

inline constexpr size_t kLargestDefinition = size_t{4} * 1024 * 1024;

// INVALID_ARGUMENT: REASON_DEFINITION_TOO_LARGE; REASON_DEFINITION_MALFORMED with "line 12, column
// 5".
absl::StatusOr<v1::Definition> ParseDefinitionText(absl::string_view text);

// INVALID_ARGUMENT: REASON_DEFINITION_TOO_LARGE; REASON_DEFINITION_MALFORMED, also for an unknown
// field, because an older program must not count by a rule it doesn't know.
absl::StatusOr<v1::Definition> ParseDefinitionBytes(absl::string_view bytes);

}  // namespace sucharit
