// SPDX-License-Identifier: Apache-2.0
//
// The few kinds of blocks that all parts of the report are made of.
#pragma once

#include <string>
#include <vector>

#include "server/document/document.h"
#include "server/report/facts.h"

namespace sucharit::report {

// A paragraph of running text.
document::Paragraph Running(document::Text text);

// A paragraph that stays with what follows, for before a list or a table.
document::Paragraph Leading(document::Text text);

document::Heading HeadingOf(int level, std::string text);

// A row of a table's head.
document::Row Head(const std::vector<std::string>& cells);

// A heading over all columns within a table.
document::Row Subhead(std::string text, int columns);

// A number's place in a table.
document::Cell Number(std::string text);

// A table of these heads and shares of the width.
document::Table TableOf(const std::vector<std::string>& heads, std::vector<double> widths);

document::List Bullets(std::vector<document::Text> items);

// Moves all of `more` behind `blocks`.
void Append(Blocks& blocks, Blocks more);

}  // namespace sucharit::report
