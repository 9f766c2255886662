// SPDX-License-Identifier: Apache-2.0
//
// Sums of decimal numbers, exact and of any size, as they stand in tallies.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/assessment/fraction.h"

namespace sucharit {

// `scaled` divided by ten to the power of `decimals` (0 to 4), with as many digits behind the
// point:
// "-12.50"; "7" without decimals.
std::string FormatDecimalSum(const mpz_class& scaled, int decimals);

// Its value. Nothing if `text` isn't such a sum.
std::optional<mpq_class> ParseDecimalSum(absl::string_view text);

}  // namespace sucharit
