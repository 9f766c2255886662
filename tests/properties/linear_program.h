// SPDX-License-Identifier: Apache-2.0
//
// Linear programs for tests, solved with GLPK (GPL: never linked into a program).
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace sucharit::testing {

// A sum of multiples of variables: variable, factor.
using Terms = std::vector<std::pair<size_t, double>>;

// Variables that aren't negative, and what is known of them.
class LinearProgram {
 public:
  // Numbered from 0.
  size_t AddVariable() { return variables_++; }

  void RequireEqual(const Terms& terms, double value) { rows_.push_back({terms, value, true}); }
  void RequireAtMostZero(const Terms& terms) { rows_.push_back({terms, 0, false}); }

  // The least or largest value that `terms` can have; nothing if there is none.
  std::optional<double> Least(const Terms& terms) const { return Solve(terms, nullptr, false); }
  std::optional<double> Most(const Terms& terms) const { return Solve(terms, nullptr, true); }

  // The same for the quotient of two sums, wherever the divisor isn't 0 (Charnes and Cooper).
  std::optional<double> LeastQuotient(const Terms& dividend, const Terms& divisor) const {
    return Solve(dividend, &divisor, false);
  }
  std::optional<double> MostQuotient(const Terms& dividend, const Terms& divisor) const {
    return Solve(dividend, &divisor, true);
  }

 private:
  struct Row {
    Terms terms;
    double value = 0;
    bool equal = false;  // Or at most.
  };

  std::optional<double> Solve(const Terms& objective, const Terms* divisor, bool largest) const;

  size_t variables_ = 0;
  std::vector<Row> rows_;
};

}  // namespace sucharit::testing
