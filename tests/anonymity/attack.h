// SPDX-License-Identifier: Apache-2.0
//
// Ways of guessing who said what from an order that something stands in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/anonymity/attacked_round.h"

namespace sucharit::testing {

// One way: takes what people said in some order, and the people in some other, and says that the
// first said the first.
struct Attack {
  const char* name;
  size_t (*hits)(const Evidence& evidence);  // People whose answers were told rightly.
};

// Every way that is tried, by what is compared with what.
const std::vector<Attack>& Attacks();

// Of many runs: right guesses a run, and between what they lie with 95 %. Guessing gives 1: each of
// 30 people is told rightly once in 30 times.
struct Success {
  double mean = 0;
  double low = 0;
  double high = 0;
};
Success SuccessOf(const std::vector<size_t>& hits);

}  // namespace sucharit::testing
