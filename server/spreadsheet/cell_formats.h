// SPDX-License-Identifier: Apache-2.0
//
// How a workbook's numbers read: a date is a number whose cell is shown as a date. Only for this
// folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sucharit {

enum class NumberKind { kNumber, kPercent, kDate, kTime };

// What the format code of a cell makes of a number: "dd/mm/yyyy" a date, "0.00%" a percentage.
NumberKind KindOfFormat(absl::string_view code);

// The same of the formats that have a number only, Thai ones among them.
NumberKind KindOfBuiltInFormat(int number);

// The kinds of number of a workbook's cell styles.
struct CellFormats {
  std::vector<NumberKind> styles;  // By the number in the cell's `s`.
  bool counts_from_1904 = false;   // Days, as some programs on old Macintoshes did.

  NumberKind KindOf(size_t style) const;
};

// The number as SheetCell::text promises it. A text that isn't a number is returned as it is; a
// number that can't be a date, as a number.
std::string FormatCellNumber(absl::string_view number, NumberKind kind, bool counts_from_1904);

}  // namespace sucharit
