// SPDX-License-Identifier: Apache-2.0
//
// Decimal numbers that respondents give and definitions name: exact, with at most four decimals and
// 14 digits before the point, so that ten-thousandths of each fit into 64 bits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace sucharit {

constexpr int kMostDecimals = 4;

// 0 to 18.
int64_t PowerOfTen(int exponent);

// Reads "42", "-1.5" or "0.0001" as ten-thousandths. Nothing if it isn't such a number: blanks,
// exponents, '+', a missing digit on either side of the point.
std::optional<int64_t> ParseTenThousandths(absl::string_view text);

// Reads a number as its value times ten to the power of `decimals`; nothing if it isn't one or has
// more decimals. "1.50" has one.
std::optional<int64_t> ParseDecimal(absl::string_view text, int decimals);

// ParseDecimal's inverse, with as many digits behind the point as `decimals` says: "-1.50".
std::string FormatDecimal(int64_t scaled, int decimals);

}  // namespace sucharit
