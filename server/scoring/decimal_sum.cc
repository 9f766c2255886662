// SPDX-License-Identifier: Apache-2.0
#include "server/scoring/decimal_sum.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace sucharit {

std::string FormatDecimalSum(const mpz_class& scaled, int decimals) {
  const mpz_class absolute = abs(scaled);
  std::string digits = absolute.get_str();
  const auto behind = static_cast<size_t>(decimals);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  if (behind > 0) digits.insert(digits.size() - behind, ".");
  return (scaled < 0 ? "-" : "") + digits;
}

std::optional<mpq_class> ParseDecimalSum(absl::string_view text) {
  const bool negative = absl::ConsumePrefix(&text, "-");
  const size_t point = std::min(text.find('.'), text.size());
  const absl::string_view behind = text.substr(std::min(point + 1, text.size()));
  const std::string digits = absl::StrCat(text.substr(0, point), behind);
  const bool is_number =
      point > 0 && std::all_of(digits.begin(), digits.end(),
                               [](unsigned char c) { return absl::ascii_isdigit(c); });
  if (!is_number || (point < text.size() && behind.empty())) return std::nullopt;
  mpz_class denominator;
  mpz_ui_pow_ui(denominator.get_mpz_t(), 10, behind.size());
  mpq_class value(mpz_class(digits, 10), denominator);
  value.canonicalize();
  return negative ? mpq_class(-value) : value;
}

}  // namespace sucharit
