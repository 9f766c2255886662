// SPDX-License-Identifier: Apache-2.0
//
// Exact numbers. Every figure that enters a score is one; floating point is used nowhere.
#pragma once

#include <gmpxx.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sucharit {

// Reads "80", "95.01", "3/10" or "100/3", with at most 18 digits before and behind the sign in
// between. Signs, blanks, exponents and zero denominators are refused with INVALID_ARGUMENT and no
// reason, which the caller adds together with the place.
absl::StatusOr<mpq_class> ParseFraction(absl::string_view text);

// In lowest terms, always with a denominator: "8620/93", "100/1".
std::string FormatFraction(const mpq_class& value);

// Rounded half up to two decimals, as ITA publishes: 92.685 becomes "92.69". `value` isn't
// negative.
std::string RoundToText(const mpq_class& value);

// The same as a number: hundredths are compared with level minima.
mpq_class Round(const mpq_class& value);

}  // namespace sucharit
