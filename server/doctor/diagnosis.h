// SPDX-License-Identifier: Apache-2.0
//
// What `sucharit doctor` has found, in words that a person without knowledge of servers can act on.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/language.h"

namespace sucharit {

// In order of how bad it is.
enum class Condition {
  kWell,
  kUnknown,    // Couldn't be looked at.
  kAttention,  // Will hurt if nobody does anything.
  kWrong,      // Hurts now.
};

struct Diagnosis {
  const char* id;       // For scripts: "disk-room".
  Condition condition;  // See above.
  Say about;            // What was found.
  std::string subject;  // Which folder, round, day or size; empty if there is nothing to name.
  Say advice;           // What to do; empty texts if nothing.
};

inline constexpr Say kNothingToDo{"", ""};

using Diagnoses = std::vector<Diagnosis>;

// The worst condition of all; kWell if there are none.
inline Condition WorstOf(const Diagnoses& diagnoses) {
  Condition worst = Condition::kWell;
  for (const Diagnosis& finding : diagnoses) worst = std::max(worst, finding.condition);
  return worst;
}

}  // namespace sucharit
