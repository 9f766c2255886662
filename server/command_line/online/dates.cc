// SPDX-License-Identifier: Apache-2.0
#include "server/command_line/online/dates.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr int kBuddhistEra = 543;
constexpr int kFirstBuddhistYear = 2400;

constexpr Say kMonths[] = {{"มกราคม", "January"}, {"กุมภาพันธ์", "February"},  {"มีนาคม", "March"},
                           {"เมษายน", "April"},   {"พฤษภาคม", "May"},       {"มิถุนายน", "June"},
                           {"กรกฎาคม", "July"},   {"สิงหาคม", "August"},     {"กันยายน", "September"},
                           {"ตุลาคม", "October"},  {"พฤศจิกายน", "November"}, {"ธันวาคม", "December"}};

}  // namespace

absl::StatusOr<int32_t> ParseDay(const std::string& text, const std::string& option) {
  const std::vector<std::string> parts = absl::StrSplit(text, '-');
  int year = 0;
  int month = 0;
  int day = 0;
  const bool read = parts.size() == 3 && absl::SimpleAtoi(parts[0], &year) &&
                    absl::SimpleAtoi(parts[1], &month) && absl::SimpleAtoi(parts[2], &day);
  if (year >= kFirstBuddhistYear) year -= kBuddhistEra;
  const absl::CivilDay date(year, month, day);
  if (!read || date.month() != month || date.day() != day || year < 1970 || year > 9999) {
    return Refused(absl::StatusCode::kInvalidArgument, v1::REASON_ARGUMENT,
                   "not a date like 2567-03-01", absl::StrCat(option, " ", text));
  }
  return static_cast<int32_t>(date - absl::CivilDay(1970, 1, 1));
}

std::string FormatDay(int32_t day, Language language) {
  const absl::CivilDay date = absl::CivilDay(1970, 1, 1) + day;
  const std::string month = kMonths[date.month() - 1].In(language);
  const auto buddhist_year = date.year() + kBuddhistEra;
  if (language == Language::kThai) return absl::StrCat(date.day(), " ", month, " ", buddhist_year);
  return absl::StrCat(date.day(), " ", month, " ", date.year(), " (B.E. ", buddhist_year, ")");
}

}  // namespace sucharit
