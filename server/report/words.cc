// SPDX-License-Identifier: Apache-2.0
#include "server/report/words.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"

namespace sucharit::report {
namespace {

constexpr int kBuddhistEra = 543;

constexpr Say kMonths[] = {{"มกราคม", "January"}, {"กุมภาพันธ์", "February"},  {"มีนาคม", "March"},
                           {"เมษายน", "April"},   {"พฤษภาคม", "May"},       {"มิถุนายน", "June"},
                           {"กรกฎาคม", "July"},   {"สิงหาคม", "August"},     {"กันยายน", "September"},
                           {"ตุลาคม", "October"},  {"พฤศจิกายน", "November"}, {"ธันวาคม", "December"}};

std::string MonthText(int month, Language language) {
  if (month < 1 || month > 12) return "?";
  return kMonths[month - 1].In(language);
}

}  // namespace

std::string DateText(const v1::Date& date, Language language) {
  const std::string month = absl::StrCat(MonthText(date.month(), language), " ", date.year_be());
  return date.day() == 0 ? month : absl::StrCat(date.day(), " ", month);
}

std::string PeriodText(const v1::Date& begins, const v1::Date& ends, Language language) {
  constexpr Say kTo{" ถึง ", " to "};
  const std::string first = DateText(begins, language);
  const std::string last = DateText(ends, language);
  return first == last ? first : absl::StrCat(first, kTo.In(language), last);
}

std::string DayText(absl::string_view day, Language language) {
  absl::CivilDay parsed;
  if (!absl::ParseCivilTime(day, &parsed)) return std::string(day);
  v1::Date date;
  date.set_year_be(static_cast<int>(parsed.year()) + kBuddhistEra);
  date.set_month(parsed.month());
  date.set_day(parsed.day());
  return DateText(date, language);
}

std::string CountText(int64_t count) {
  std::string text = std::to_string(count);
  const size_t sign = count < 0 ? 1 : 0;
  for (size_t place = text.size(); place > sign + 3;) {
    place -= 3;
    text.insert(place, ",");
  }
  return text;
}

std::string PercentText(int64_t count, int64_t whole) {
  if (whole <= 0 || count < 0) return "–";
  mpq_class percent(mpz_class(std::to_string(count)) * 100, mpz_class(std::to_string(whole)));
  percent.canonicalize();
  return RoundToText(percent);
}

std::string ShareText(const mpq_class& share) {
  const std::string text = RoundToText(share * 100);
  return std::string(absl::StripSuffix(text, ".00"));
}

std::string DecimalText(absl::string_view fraction) {
  constexpr size_t kLongest = 200;
  const bool negative = absl::ConsumePrefix(&fraction, "-");
  mpq_class value;
  const bool is_fraction = fraction.size() <= kLongest &&
                           value.set_str(std::string(fraction), 10) == 0 && value.get_den() != 0;
  if (!is_fraction) return absl::StrCat(negative ? "-" : "", fraction);
  value.canonicalize();
  if (value < 0) return std::string(fraction);
  return absl::StrCat(negative && value != 0 ? "−" : "", RoundToText(value));
}

std::string ChangeText(const mpq_class& before, const mpq_class& now) {
  if (now < before) return absl::StrCat("−", RoundToText(before - now));
  return absl::StrCat(now > before ? "+" : "", RoundToText(now - before));
}

std::string Enumerate(const std::vector<std::string>& parts, Language language) {
  constexpr Say kAnd{" และ ", " and "};
  std::string text;
  for (size_t index = 0; index < parts.size(); ++index) {
    if (index > 0) text += index + 1 == parts.size() ? kAnd.In(language) : ", ";
    text += parts[index];
  }
  return text;
}

}  // namespace sucharit::report
