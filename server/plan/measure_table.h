// SPDX-License-Identifier: Apache-2.0
//
// A plan as agencies keep it: a table in a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Reads a CSV file or a workbook with the columns topic, measure, responsible, steps, begins, ends
// and, if they are there, status and number, in any order. Steps stand on lines of their own or are
// parted by ';'. Dates: plan_dates.h. Without a number the server chooses one.
//
// Errors: those of ReadTable and FindTableColumns; REASON_MEASURE with the cell as subject. Whether
// a measure can be kept is for CheckMeasure.
absl::StatusOr<std::vector<v1::Measure>> ReadMeasures(const std::string& path);

// "planned", "under way", "done", "dropped", or what StatusName says in Thai.
std::optional<v1::MeasureStatus> ParseMeasureStatus(absl::string_view text);
const char* MeasureStatusName(v1::MeasureStatus status, Language language);

// A whole text as steps; lines and parts without text are left out.
std::vector<std::string> SplitSteps(absl::string_view text);

}  // namespace sucharit
