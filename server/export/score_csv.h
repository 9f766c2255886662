// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Columns level, node, exact, score; one row a node, lines ending in LF. The same scores give the
// same bytes.
std::string ScoresToCsv(const v1::Scores& scores);

}  // namespace sucharit
