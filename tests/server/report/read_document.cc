// SPDX-License-Identifier: Apache-2.0
#include "tests/server/report/read_document.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sucharit::testing {
namespace {

using document::Block;
using document::Digits;
using document::Document;

std::string ListText(const document::List& list, Digits digits) {
  std::vector<std::string> lines;
  for (const document::Text& item : list.items) lines.push_back(item.Plain(digits));
  return absl::StrJoin(lines, "\n");
}

std::string CellText(const document::Cell& cell, Digits digits) {
  std::vector<std::string> lines;
  for (const document::CellBlock& block : cell.blocks) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      lines.push_back(paragraph->text.Plain(digits));
    } else {
      lines.push_back(ListText(std::get<document::List>(block), digits));
    }
  }
  return absl::StrJoin(lines, "\n");
}

std::vector<std::string> RowText(const document::Row& row, Digits digits) {
  std::vector<std::string> cells;
  for (const document::Cell& cell : row.cells) cells.push_back(CellText(cell, digits));
  return cells;
}

// Text of a block, whatever it is.
struct Reader {
  Digits digits;

  std::string operator()(const document::Title& title) const {
    return ListText({.items = title.lines}, digits);
  }
  std::string operator()(const document::Heading& heading) const {
    return heading.text.Plain(digits);
  }
  std::string operator()(const document::Paragraph& paragraph) const {
    return paragraph.text.Plain(digits);
  }
  std::string operator()(const document::List& list) const { return ListText(list, digits); }
  std::string operator()(const document::PageBreak&) const { return ""; }
  std::string operator()(const document::Table& table) const {
    std::vector<std::string> lines = {table.caption.Plain(digits)};
    for (const document::Row& row : table.header) {
      lines.push_back(absl::StrJoin(RowText(row, digits), "\t"));
    }
    for (const auto& row : RowsOf(table, digits)) lines.push_back(absl::StrJoin(row, "\t"));
    return absl::StrJoin(lines, "\n");
  }
  std::string operator()(const document::Figure& figure) const {
    return absl::StrCat(figure.caption.Plain(digits), "\n",
                        document::InDigits(figure.alternative, digits), "\n",
                        figure.figures ? (*this)(*figure.figures) : "");
  }
};

std::vector<const Block*> BlocksOf(const Document& document) {
  std::vector<const Block*> blocks;
  for (const document::Section& section : document.sections) {
    for (const Block& block : section.blocks) blocks.push_back(&block);
  }
  return blocks;
}

std::vector<const Block*> BlocksUnder(const Document& document, const std::string& heading) {
  std::vector<const Block*> under;
  int level = 0;  // Of the heading, once it is found.
  for (const Block* block : BlocksOf(document)) {
    const auto* head = std::get_if<document::Heading>(block);
    if (level > 0 && head != nullptr && head->level <= level) return under;
    if (level > 0) under.push_back(block);
    if (level == 0 && head != nullptr &&
        absl::StrContains(head->text.Plain(document.digits), heading)) {
      level = head->level;
    }
  }
  return under;
}

std::string Joined(const std::vector<const Block*>& blocks, Digits digits) {
  std::string text;
  for (const Block* block : blocks) {
    absl::StrAppend(&text, std::visit(Reader{digits}, *block), "\n");
  }
  return text;
}

}  // namespace

TextRows RowsOf(const document::Table& table, Digits digits) {
  TextRows rows;
  for (const document::Row& row : table.rows) rows.push_back(RowText(row, digits));
  return rows;
}

std::string TextUnder(const Document& document, const std::string& heading) {
  return Joined(BlocksUnder(document, heading), document.digits);
}

std::vector<TextRows> TablesUnder(const Document& document, const std::string& heading) {
  std::vector<TextRows> tables;
  for (const Block* block : BlocksUnder(document, heading)) {
    if (const auto* table = std::get_if<document::Table>(block)) {
      tables.push_back(RowsOf(*table, document.digits));
    }
  }
  return tables;
}

std::string TextOf(const Document& document) { return Joined(BlocksOf(document), document.digits); }

std::vector<std::string> HeadingsOf(const Document& document, int level) {
  std::vector<std::string> headings;
  for (const Block* block : BlocksOf(document)) {
    const auto* heading = std::get_if<document::Heading>(block);
    if (heading != nullptr && heading->level == level) {
      headings.push_back(heading->text.Plain(document.digits));
    }
  }
  return headings;
}

}  // namespace sucharit::testing
