// SPDX-License-Identifier: Apache-2.0
//
// A document as somebody reads it, for tests.
#pragma once

#include <string>
#include <vector>

#include "server/document/document.h"

namespace sucharit::testing {

using TextRows = std::vector<std::vector<std::string>>;

// The rows of a table, its head left out; a cell's paragraphs and list items a line each.
TextRows RowsOf(const document::Table& table, document::Digits digits);

// What stands under the first heading that holds `heading`, to the next one of its level or above:
// a line a paragraph or item, a table's cells parted by tabs. Empty if there is no such heading.
std::string TextUnder(const document::Document& document, const std::string& heading);

// The tables there.
std::vector<TextRows> TablesUnder(const document::Document& document, const std::string& heading);

// All of it.
std::string TextOf(const document::Document& document);

// All headings of a level.
std::vector<std::string> HeadingsOf(const document::Document& document, int level);

}  // namespace sucharit::testing
