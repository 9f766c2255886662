// SPDX-License-Identifier: Apache-2.0
#include "server/plan/plan_dates.h"

#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/reason.h"

namespace sucharit {
namespace {

constexpr int kBuddhistEra = 543;
constexpr int kFirstBuddhistYear = 2400;
constexpr int kMonthsOfYear = 12;

struct Month {
  Say name;
  const char* short_th;
  const char* short_en;
};

constexpr Month kMonths[kMonthsOfYear] = {
    {{"มกราคม", "January"}, "ม.ค.", "Jan"},    {{"กุมภาพันธ์", "February"}, "ก.พ.", "Feb"},
    {{"มีนาคม", "March"}, "มี.ค.", "Mar"},       {{"เมษายน", "April"}, "เม.ย.", "Apr"},
    {{"พฤษภาคม", "May"}, "พ.ค.", "May"},       {{"มิถุนายน", "June"}, "มิ.ย.", "Jun"},
    {{"กรกฎาคม", "July"}, "ก.ค.", "Jul"},      {{"สิงหาคม", "August"}, "ส.ค.", "Aug"},
    {{"กันยายน", "September"}, "ก.ย.", "Sep"},  {{"ตุลาคม", "October"}, "ต.ค.", "Oct"},
    {{"พฤศจิกายน", "November"}, "พ.ย.", "Nov"}, {{"ธันวาคม", "December"}, "ธ.ค.", "Dec"}};

// ๐ to ๙ are E0 B9 90 to E0 B9 99.
std::string InArabicDigits(absl::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (absl::StartsWith(text.substr(i), "\xE0\xB9") && i + 2 < text.size() &&
        static_cast<unsigned char>(text[i + 2]) >= 0x90 &&
        static_cast<unsigned char>(text[i + 2]) <= 0x99) {
      result.push_back(static_cast<char>('0' + (static_cast<unsigned char>(text[i + 2]) - 0x90)));
      i += 2;
    } else {
      result.push_back(text[i]);
    }
  }
  return result;
}

std::optional<int> NumberOf(absl::string_view text) {
  int number = 0;
  if (text.empty() || text.size() > 4 || !absl::SimpleAtoi(text, &number) ||
      !absl::ascii_isdigit(static_cast<unsigned char>(text.front()))) {
    return std::nullopt;
  }
  return number;
}

std::optional<int> MonthOf(absl::string_view name) {
  for (int month = 0; month < kMonthsOfYear; ++month) {
    const Month& each = kMonths[month];
    if (name == each.name.th || name == each.short_th ||
        absl::EqualsIgnoreCase(name, each.name.en) || absl::EqualsIgnoreCase(name, each.short_en)) {
      return month + 1;
    }
  }
  return std::nullopt;
}

// What stands for year, month and day; the day may be empty.
struct Written {
  std::string year;
  std::string month;
  std::string day;
};

std::optional<Written> Take(const std::vector<std::string>& parts, bool year_first) {
  if (parts.size() == 2) {
    return year_first ? Written{parts[0], parts[1], ""} : Written{parts[1], parts[0], ""};
  }
  if (parts.size() != 3) return std::nullopt;
  return year_first ? Written{parts[0], parts[1], parts[2]} : Written{parts[2], parts[1], parts[0]};
}

std::optional<Written> PartsOf(const std::string& text) {
  if (absl::StrContains(text, '-')) return Take(absl::StrSplit(text, '-'), true);
  if (absl::StrContains(text, '/')) return Take(absl::StrSplit(text, '/'), false);
  std::vector<std::string> words;
  for (absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (word != "พ.ศ.") words.emplace_back(word);
  }
  return Take(words, false);
}

}  // namespace

absl::StatusOr<v1::Date> ParsePlanDate(absl::string_view text) {
  const auto refused =
      Refused(absl::StatusCode::kInvalidArgument, v1::REASON_MEASURE, "not a month or a day", text);
  const std::string plain = InArabicDigits(absl::StripAsciiWhitespace(text));
  const std::optional<Written> written = PartsOf(plain);
  if (!written || written->year.size() != 4) return refused;
  const std::optional<int> year = NumberOf(written->year);
  std::optional<int> month = NumberOf(written->month);
  if (!month) month = MonthOf(written->month);
  const std::optional<int> day = written->day.empty() ? 0 : NumberOf(written->day);
  if (!year || !month || !day) return refused;
  if (*month < 1 || *month > kMonthsOfYear || (*day == 0 && !written->day.empty())) return refused;
  v1::Date date;
  date.set_year_be(*year < kFirstBuddhistYear ? *year + kBuddhistEra : *year);
  date.set_month(*month);
  date.set_day(*day);
  return date;
}

std::string FormatPlanDate(const v1::Date& date, Language language) {
  if (date.month() < 1 || date.month() > kMonthsOfYear) return "";
  const std::string month =
      absl::StrCat(kMonths[date.month() - 1].name.In(language), " ", date.year_be());
  return date.day() == 0 ? month : absl::StrCat(date.day(), " ", month);
}

}  // namespace sucharit
