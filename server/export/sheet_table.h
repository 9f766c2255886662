// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "common/text/language.h"
#include "server/export/result_tables.h"
#include "server/export/workbook_writer.h"

namespace sucharit {

// Writes a table as a new sheet: head frozen and filtered, columns as wide as what they hold (up to
// a limit, above which texts wrap), rows as high as their text. Returns the sheet's name.
std::string WriteSheet(const ResultTable& table, Language language, WorkbookWriter& workbook);

// Lines that `text` takes in a column of that many characters. Thai breaks between words, so that a
// line isn't filled to its end: one more line rather than a cut one.
size_t WrappedLines(absl::string_view text, double width);

// Points of a row whose highest cell has so many lines.
double RowHeight(size_t lines);

}  // namespace sucharit
