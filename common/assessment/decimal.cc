// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/decimal.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr size_t kMostDigits = 14;

bool AreDigits(absl::string_view text, size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

int64_t ValueOf(absl::string_view digits) {
  int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

}  // namespace

int64_t PowerOfTen(int exponent) {
  int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::optional<int64_t> ParseTenThousandths(absl::string_view text) {
  const bool negative = absl::StartsWith(text, "-");
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  if (!AreDigits(whole, kMostDigits)) return std::nullopt;
  int64_t value = ValueOf(whole) * PowerOfTen(kMostDecimals);
  if (point != absl::string_view::npos) {
    const absl::string_view rest = text.substr(point + 1);
    if (!AreDigits(rest, kMostDecimals)) return std::nullopt;
    value += ValueOf(rest) * PowerOfTen(kMostDecimals - static_cast<int>(rest.size()));
  }
  return negative ? -value : value;
}

std::optional<int64_t> ParseDecimal(absl::string_view text, int decimals) {
  const std::optional<int64_t> value = ParseTenThousandths(text);
  const int64_t step = PowerOfTen(kMostDecimals - decimals);
  if (!value || *value % step != 0) return std::nullopt;
  return *value / step;
}

std::string FormatDecimal(int64_t scaled, int decimals) {
  const std::string sign = scaled < 0 ? "-" : "";
  std::string digits = absl::StrCat(scaled);
  digits.erase(0, sign.size());
  if (decimals == 0) return sign + digits;
  const auto behind = static_cast<size_t>(decimals);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind, ".");
  return sign + digits;
}

}  // namespace sucharit
