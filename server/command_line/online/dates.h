// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/text/language.h"

namespace sucharit {

// Reads "2567-03-01" (Buddhist era) or "2024-03-01" as days since 1970-01-01: years from 2400 on
// are of the Buddhist era. INVALID_ARGUMENT `REASON_ARGUMENT` naming `option`.
absl::StatusOr<int32_t> ParseDay(const std::string& text, const std::string& option);

// "1 มีนาคม 2567" or "1 March 2024 (B.E. 2567)".
std::string FormatDay(int32_t day, Language language);

}  // namespace sucharit
