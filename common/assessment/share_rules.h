// SPDX-License-Identifier: Apache-2.0
//
// How weights are shared out among instruments, indicators, sub-indicators and items. Only for this
// folder.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/assessment/assessment.h"

namespace sucharit {

// The parts of an assessment whose weights are to be filled in.
struct ScoreTreeParts {
  std::vector<Instrument>& instruments;
  std::vector<Indicator>& indicators;
  std::vector<SubIndicator>& sub_indicators;
  std::vector<Item>& items;
};

// The reasons of SharesOf and GivenSharesOf.
absl::Status ShareOut(const v1::Definition& definition, ScoreTreeParts parts);

}  // namespace sucharit
