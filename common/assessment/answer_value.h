// SPDX-License-Identifier: Apache-2.0
//
// What a respondent answered to one item, in the form in which it is checked, packed and counted.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sucharit {

// A decimal number, exact: its value times ten to the power of the item's `decimals`.
struct NumberAnswer {
  int64_t scaled = 0;

  friend bool operator==(NumberAnswer, NumberAnswer) = default;
};

// Which alternative holds follows from the item's kind: the position of the one choice, counted
// from 0; the positions of several, ascending and at least one; a number; a text. A text is empty
// where it was answered but left out of a kept row. Not answered: monostate.
using AnswerValue =
    std::variant<std::monostate, uint8_t, std::vector<uint8_t>, NumberAnswer, std::string>;

inline bool IsAnswered(const AnswerValue& value) {
  return !std::holds_alternative<std::monostate>(value);
}

}  // namespace sucharit
