// SPDX-License-Identifier: Apache-2.0
#include "server/report/blocks.h"

#include <iterator>
#include <utility>

namespace sucharit::report {

document::Paragraph Running(document::Text text) {
  return {.text = std::move(text), .first_line_indent = true};
}

document::Paragraph Leading(document::Text text) {
  return {.text = std::move(text), .with_next = true};
}

document::Heading HeadingOf(int level, std::string text) {
  return {.level = level, .text = document::Text(std::move(text))};
}

document::Row Head(const std::vector<std::string>& cells) {
  document::Row row;
  for (const std::string& cell : cells) {
    row.cells.emplace_back(document::Bold(cell), document::Alignment::kCenter);
  }
  return row;
}

document::Row Subhead(std::string text, int columns) {
  document::Row row;
  row.heading = true;
  row.cells.emplace_back(document::Bold(std::move(text)));
  row.cells.back().Over(columns);
  return row;
}

document::Cell Number(std::string text) {
  return document::Cell(std::move(text), document::Alignment::kEnd);
}

document::Table TableOf(const std::vector<std::string>& heads, std::vector<double> widths) {
  document::Table table;
  table.widths = std::move(widths);
  table.header.push_back(Head(heads));
  return table;
}

document::List Bullets(std::vector<document::Text> items) {
  return {.marker = document::Marker::kBullet, .items = std::move(items)};
}

void Append(Blocks& blocks, Blocks more) {
  blocks.insert(blocks.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
}

}  // namespace sucharit::report
