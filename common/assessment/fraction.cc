// SPDX-License-Identifier: Apache-2.0
#include "common/assessment/fraction.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr size_t kMostDigits = 18;

bool IsDigits(absl::string_view text) {
  if (text.empty() || text.size() > kMostDigits) return false;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

mpz_class Integer(absl::string_view digits) { return mpz_class(std::string(digits), 10); }

mpz_class PowerOfTen(size_t exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, exponent);
  return power;
}

mpz_class RoundedHundredths(const mpq_class& value) {
  // Half up for what isn't negative: floor(value * 100 + 1/2), in integers.
  const mpz_class numerator = value.get_num() * 200 + value.get_den();
  const mpz_class denominator = value.get_den() * 2;
  return numerator / denominator;
}

}  // namespace

absl::StatusOr<mpq_class> ParseFraction(absl::string_view text) {
  const absl::Status refused =
      absl::InvalidArgumentError("not a number such as 80, 95.01 or 100/3");
  const size_t sign = text.find_first_of("./");
  const absl::string_view front = text.substr(0, sign);
  if (!IsDigits(front)) return refused;
  if (sign == absl::string_view::npos) return mpq_class(Integer(front));

  const absl::string_view back = text.substr(sign + 1);
  if (!IsDigits(back)) return refused;
  const bool is_decimal = text[sign] == '.';
  const mpz_class denominator = is_decimal ? PowerOfTen(back.size()) : Integer(back);
  if (denominator == 0) return refused;
  mpq_class value(is_decimal ? Integer(absl::StrCat(front, back)) : Integer(front), denominator);
  value.canonicalize();
  return value;
}

std::string FormatFraction(const mpq_class& value) {
  return absl::StrCat(value.get_num().get_str(), "/", value.get_den().get_str());
}

std::string RoundToText(const mpq_class& value) {
  std::string digits = RoundedHundredths(value).get_str();
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  return digits.insert(digits.size() - 2, ".");
}

mpq_class Round(const mpq_class& value) {
  mpq_class rounded(RoundedHundredths(value), 100);
  rounded.canonicalize();
  return rounded;
}

}  // namespace sucharit
