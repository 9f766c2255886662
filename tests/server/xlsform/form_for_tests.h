// SPDX-License-Identifier: Apache-2.0
//
// A small form that is right, for tests to change.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/server/spreadsheet/workbook_for_tests.h"

namespace sucharit::testing {

using Cells = std::map<std::string, std::string>;  // By the name of the column.

// The columns of its survey, from A: type, name, label, hint, required, relevant, constraint,
// constraint_message, appearance, indicator, reversed, weight, segment, staff, minimum, maximum,
// decimals, maximum_length, maximum_chosen. Of its choices: list_name, name, label, score,
// exclusive. Of its settings: form_id, form_title, default_language.
struct SmallForm {
  // One question with scores (q1, list "agree": a1 0, a2 50, a3 100, none) in row 2.
  SmallForm();

  // Adds a row; the first one added is row 3 of the survey, row 9 of the choices.
  SmallForm& Ask(const Cells& cells);
  SmallForm& Choice(const Cells& cells);

  // Changes a cell of the settings.
  SmallForm& Set(const std::string& column, const std::string& text);

  SmallForm& AddSheet(const SheetText& sheet);

  std::string Bytes() const;

  SheetText survey;
  SheetText choices;
  SheetText settings;
  std::vector<SheetText> more;
};

}  // namespace sucharit::testing
