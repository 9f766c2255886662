// SPDX-License-Identifier: Apache-2.0
//
// What has to be imported before a round can be scored, and how much of it is there.
#pragma once

#include <string>
#include <vector>

#include "common/assessment/assessment.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// One checklist ("OIT"), or one imported part of a survey ("EIT-2").
struct PartCompleteness {
  std::string part;
  int needed = 0;   // Items of a checklist, indicators of a part.
  int present = 0;  // Of these, how many are given, by themselves or above or below.

  // The highest nodes of which nothing is given: "OIT O19", "OIT" if all of it lacks.
  std::vector<std::string> missing;
};

// In the definition's order; what respondents answer isn't there. `imported` is right for the
// definition (CheckImportedScores).
std::vector<PartCompleteness> CompletenessOf(const Assessment& assessment,
                                             const std::vector<v1::ImportedScore>& imported);

}  // namespace sucharit
