// SPDX-License-Identifier: Apache-2.0
//
// Scores as a table to be read on a terminal.
#pragma once

#include <string>

#include "common/assessment/assessment.h"
#include "common/text/language.h"
#include "server/scoring/comparison.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Grouped by instrument and indicator, items with their texts, the overall score and level at the
// end. With `beside`, what the report printed stands in a second column, marked where it isn't the
// score, and a last sentence counts what is equal. `scores` are those of `assessment`.
std::string ScoresToText(const Assessment& assessment, const v1::Scores& scores, Language language,
                         const Comparison* beside = nullptr);

// What people call a node: "I13", "indicator 1", "indicator 6 part 1".
std::string NodeLabel(const ScoreKey& node, Language language);

}  // namespace sucharit
