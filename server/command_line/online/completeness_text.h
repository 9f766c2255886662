// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/text/language.h"
#include "server/command_line/online/connection.h"
#include "server/command_line/online/round_argument.h"
#include "server/publish/completeness.h"

namespace sucharit {

// "Scores to import: OIT 33/35; EIT-2 3/3" and a line with what is missing, if anything is. Empty
// if the definition needs none.
std::string CompletenessToText(const std::vector<PartCompleteness>& parts, Language language);

// Asks the server what is imported and writes that text.
absl::Status ShowCompleteness(const FetchedRound& fetched, std::ostream& out, Language language,
                              Connection& connection);

}  // namespace sucharit
