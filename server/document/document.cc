// SPDX-License-Identifier: Apache-2.0
#include "server/document/document.h"

#include <algorithm>
#include <utility>

namespace sucharit::document {

Text::Text(std::string plain) { Add(std::move(plain)); }

Text::Text(const char* plain) : Text(std::string(plain)) {}

Text& Text::Add(std::string plain) {
  runs.push_back({.text = std::move(plain)});
  return *this;
}

Text& Text::AddBold(std::string bold) {
  runs.push_back({.text = std::move(bold), .bold = true});
  return *this;
}

Text& Text::AddVerbatim(std::string verbatim) {
  runs.push_back({.text = std::move(verbatim), .verbatim = true});
  return *this;
}

bool Text::empty() const {
  return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.text.empty(); });
}

std::string Text::Plain(Digits digits) const {
  std::string result;
  for (const Run& run : runs) {
    result += run.verbatim ? run.text : InDigits(run.text, digits);
  }
  return result;
}

Text Bold(std::string text) {
  Text result;
  result.AddBold(std::move(text));
  return result;
}

Cell::Cell(Text text, Alignment alignment) {
  Paragraph paragraph;
  paragraph.text = std::move(text);
  paragraph.alignment = alignment;
  blocks.emplace_back(std::move(paragraph));
}

Cell::Cell(std::string plain, Alignment alignment) : Cell(Text(std::move(plain)), alignment) {}

Cell::Cell(const char* plain, Alignment alignment) : Cell(Text(plain), alignment) {}

Cell::Cell(std::vector<CellBlock> cell_blocks) : blocks(std::move(cell_blocks)) {}

Cell& Cell::Over(int column_count, int row_count) {
  columns = column_count;
  rows = row_count;
  return *this;
}

}  // namespace sucharit::document
