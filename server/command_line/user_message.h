// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/text/language.h"

namespace sucharit {

// An error as one line for a person, with the reason's name in brackets for scripts:
// "eit.csv: line 3, column E5: this cell fits ... [REASON_CELL_AMBIGUOUS]". Ends without a line
// break. `status` isn't OK.
std::string UserMessage(const absl::Status& status, Language language);

// The same for programs: {"reason": ..., "subject": ..., "message": ...} and a line break.
std::string ErrorJson(const absl::Status& status, Language language);

}  // namespace sucharit
