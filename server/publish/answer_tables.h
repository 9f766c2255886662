// SPDX-License-Identifier: Apache-2.0
//
// What may be shown of how often each choice was taken. README.md says by which rules.
#pragma once

#include <vector>

#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// One for each item of the counted questionnaires that takes choices or a number, in the order of
// the definition. `tallies` are of this definition, at most one a questionnaire. The same tallies
// give the same tables.
std::vector<v1::AnswerTable> MakeAnswerTables(const Assessment& assessment,
                                              const std::vector<v1::Tally>& tallies);

}  // namespace sucharit
