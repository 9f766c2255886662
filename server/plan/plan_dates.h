// SPDX-License-Identifier: Apache-2.0
//
// Dates as people write them in plans.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit {

// Reads a month or a day: "2568-04", "2568-04-01", "เมษายน 2568", "เม.ย. 68" is not one (a year has
// four digits), "เม.ย. 2568", "1 เมษายน 2568", "1/4/2568", "04/2568"; with Arabic or Thai digits. A
// year before 2400 is of the Common Era ("2025-04-01", as spreadsheet programs save dates).
// INVALID_ARGUMENT `REASON_MEASURE` with the text as subject. Whether the month has such a day is
// for CheckMeasure.
absl::StatusOr<v1::Date> ParsePlanDate(absl::string_view text);

// "เมษายน 2568", "1 เมษายน 2568"; "April 2568", "1 April 2568". With Arabic digits.
std::string FormatPlanDate(const v1::Date& date, Language language);

}  // namespace sucharit
