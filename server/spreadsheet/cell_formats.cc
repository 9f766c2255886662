// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/cell_formats.h"

#include <chrono>
#include <cmath>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

namespace sucharit {
namespace {

constexpr int64_t kSecondsADay = 86'400;
constexpr double kLastDay = 2'958'465;  // 9999-12-31.
constexpr double kDaysTo1904 = 1'462;
constexpr double kFirstOfMarch1900 = 61;  // Before it, the year 1900 counts as a leap year.

// The letters of a format code that say what is shown: no quoted texts, escaped characters, colours
// or locales.
std::string LettersOf(absl::string_view code) {
  std::string letters;
  for (size_t at = 0; at < code.size(); ++at) {
    const char character = code[at];
    if (character == '"' || character == '[') {
      const size_t end = code.find(character == '"' ? '"' : ']', at + 1);
      if (end == absl::string_view::npos) break;
      at = end;
    } else if (character == '\\' || character == '_' || character == '*') {
      ++at;
    } else {
      letters += absl::ascii_tolower(static_cast<unsigned char>(character));
    }
  }
  return letters;
}

// Numbers have at most 15 digits that were typed; programs save 17, of which the rest is noise.
std::string ShortNumber(double value) { return absl::StrFormat("%.15g", value); }

bool IsPlainInteger(absl::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  if (text.empty()) return false;
  for (const char character : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(character))) return false;
  }
  return true;
}

std::string TimeText(int64_t seconds) {
  const int64_t hours = seconds / 3600;
  const int64_t minutes = seconds / 60 % 60;
  const std::string text = absl::StrFormat("%02d:%02d", hours, minutes);
  return seconds % 60 == 0 ? text : absl::StrFormat("%s:%02d", text, seconds % 60);
}

std::string DateText(int64_t day) {
  const std::chrono::sys_days base =
      std::chrono::year(1899) / std::chrono::December / std::chrono::day(30);
  const std::chrono::year_month_day date(base + std::chrono::days(day));
  return absl::StrFormat("%04d-%02u-%02u", static_cast<int>(date.year()),
                         static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string DateAndTimeText(double days, NumberKind kind) {
  const auto seconds = static_cast<int64_t>(std::llround(days * static_cast<double>(kSecondsADay)));
  const int64_t time = seconds % kSecondsADay;
  if (kind == NumberKind::kTime && seconds < kSecondsADay) return TimeText(time);
  const std::string date = DateText(seconds / kSecondsADay);
  return time == 0 ? date : absl::StrCat(date, " ", TimeText(time));
}

}  // namespace

NumberKind KindOfFormat(absl::string_view code) {
  const std::string letters = LettersOf(code);
  if (absl::StrContains(letters, "general")) return NumberKind::kNumber;
  const auto has_any = [&](absl::string_view any) {
    return absl::string_view(letters).find_first_of(any) != absl::string_view::npos;
  };
  if (has_any("ydb")) return NumberKind::kDate;  // b: a year of the Buddhist era.
  if (has_any("hs")) return NumberKind::kTime;
  if (has_any("m")) return NumberKind::kDate;
  return has_any("%") ? NumberKind::kPercent : NumberKind::kNumber;
}

NumberKind KindOfBuiltInFormat(int number) {
  struct Range {
    int first;
    int last;
    NumberKind kind;
  };
  constexpr Range kRanges[] = {
      {9, 10, NumberKind::kPercent}, {14, 17, NumberKind::kDate},    {18, 21, NumberKind::kTime},
      {22, 22, NumberKind::kDate},   {27, 36, NumberKind::kDate},    {45, 47, NumberKind::kTime},
      {50, 58, NumberKind::kDate},   {67, 68, NumberKind::kPercent}, {71, 74, NumberKind::kDate},
      {75, 76, NumberKind::kTime},   {77, 77, NumberKind::kDate},    {78, 80, NumberKind::kTime},
      {81, 81, NumberKind::kDate}};
  for (const Range& range : kRanges) {
    if (number >= range.first && number <= range.last) return range.kind;
  }
  return NumberKind::kNumber;
}

NumberKind CellFormats::KindOf(size_t style) const {
  return style < styles.size() ? styles[style] : NumberKind::kNumber;
}

std::string FormatCellNumber(absl::string_view number, NumberKind kind, bool counts_from_1904) {
  double value = 0;
  if (!absl::SimpleAtod(number, &value) || !std::isfinite(value)) return std::string(number);
  if (kind == NumberKind::kPercent) return absl::StrCat(ShortNumber(value * 100), "%");
  if (kind == NumberKind::kDate || kind == NumberKind::kTime) {
    double days = value + (counts_from_1904 ? kDaysTo1904 : 0);
    if (days >= 1 && days < kFirstOfMarch1900) ++days;
    if (days >= 0 && days <= kLastDay) return DateAndTimeText(days, kind);
  }
  return IsPlainInteger(number) ? std::string(number) : ShortNumber(value);
}

}  // namespace sucharit
