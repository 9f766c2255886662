// SPDX-License-Identifier: Apache-2.0
//
// Dates, numbers and lists as Thai official documents write them, and in English. Digits are Arabic
// here; the document's writers turn them into Thai ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/assessment/fraction.h"
#include "common/text/language.h"
#include "sucharit/v1/result.pb.h"

namespace sucharit::report {

// "เมษายน 2568", "1 เมษายน 2568"; "April 2568", "1 April 2568". A month outside of 1 to 12 is "?".
std::string DateText(const v1::Date& date, Language language);

// "เมษายน 2568 ถึง กันยายน 2568"; once if both are the same.
std::string PeriodText(const v1::Date& begins, const v1::Date& ends, Language language);

// A day of the Common Era, "2024-10-01", in the Buddhist era: "1 ตุลาคม 2567". As it is if it is no
// day.
std::string DayText(absl::string_view day, Language language);

// "1,234".
std::string CountText(int64_t count);

// "38.71" for 12 of 31; "–" of nothing.
std::string PercentText(int64_t count, int64_t whole);

// A share as a percentage without needless zeros: 3/10 is "30", 1/3 is "33.33".
std::string ShareText(const mpq_class& share);

// A fraction that may be negative, "-7/2", rounded half away from 0 to two decimals: "−3.50". As it
// is if it is no fraction.
std::string DecimalText(absl::string_view fraction);

// "+2.58", "−0.32": the exact difference, rounded once.
std::string ChangeText(const mpq_class& before, const mpq_class& now);

// "ก, ข และ ค"; "a, b and c".
std::string Enumerate(const std::vector<std::string>& parts, Language language);

}  // namespace sucharit::report
