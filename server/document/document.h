// SPDX-License-Identifier: Apache-2.0
//
// A written document: headings, paragraphs, lists, tables and figures, and nothing of what they are
// about. The writers (HTML, DOCX) turn it into files of the same structure. Plain values; each may
// be built in any order and copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/text/language.h"
#include "server/document/charts.h"
#include "server/document/digits.h"

namespace sucharit::document {

// A piece of text in one style. UTF-8; '\n' is a line break within the paragraph. Writers leave out
// other control characters and put U+FFFD where bytes aren't UTF-8.
struct Run {
  std::string text{};
  bool bold = false;
  bool verbatim = false;  // Its digits stay as they are (see digits.h for what stays anyway).
};

// Text in one or more styles. A plain string is one, so that simple places stay simple.
struct Text {
  Text() = default;
  Text(std::string plain);
  Text(const char* plain);

  Text& Add(std::string plain);
  Text& AddBold(std::string bold);
  Text& AddVerbatim(std::string verbatim);

  bool empty() const;
  // All runs' text, in `digits`.
  std::string Plain(Digits digits) const;

  std::vector<Run> runs;
};

// Text in bold.
Text Bold(std::string text);

enum class Alignment { kStart, kCenter, kEnd, kJustify };

// The title as it stands on the first page: bold, centered, a line each.
struct Title {
  std::vector<Text> lines{};
};

struct Heading {
  int level = 1;  // 1 to 3; a reader's navigation shows them as a tree.
  Text text{};
  Alignment alignment = Alignment::kStart;
};

struct Paragraph {
  Text text{};
  Alignment alignment = Alignment::kStart;
  bool first_line_indent = false;
  bool with_next = false;  // Stays on the page of what follows.
};

enum class Marker {
  kBullet,
  kNumber,               // 1.
  kParenthesizedNumber,  // (1)
};

// Numbers are in the document's digits.
struct List {
  Marker marker = Marker::kBullet;
  std::vector<Text> items{};
  int first = 1;
};

using CellBlock = std::variant<Paragraph, List>;

// A place in a table. May reach over columns and rows.
struct Cell {
  Cell() = default;
  Cell(Text text, Alignment alignment = Alignment::kStart);
  Cell(std::string plain, Alignment alignment = Alignment::kStart);
  Cell(const char* plain, Alignment alignment = Alignment::kStart);
  Cell(std::vector<CellBlock> blocks);

  Cell& Over(int column_count, int row_count = 1);

  std::vector<CellBlock> blocks;
  int columns = 1;
  int rows = 1;
};

// Cells from left to right, without the places that a cell of a row above reaches into.
struct Row {
  std::vector<Cell> cells{};
  bool heading = false;  // A heading within the body, for the rows that follow: bold, shaded.
};

struct Table {
  std::vector<double> widths{};  // One a column; shares of the width between the page's margins.
  std::vector<Row> header{};     // Repeated on every page that the table reaches.
  std::vector<Row> rows{};
  Text caption{};                     // May be empty.
  bool first_column_is_head = false;  // The first cell of a row says what the row is about.
};

// A chart with what it says in words. `alternative` is for those who can't see it and must name the
// point of the chart; `figures` are its numbers as a table: in HTML to be opened on the screen, and
// told together with `alternative` in the other formats.
struct Figure {
  Chart chart{};
  Text caption{};
  std::string alternative{};
  std::optional<Table> figures{};
};

struct PageBreak {};

using Block = std::variant<Title, Heading, Paragraph, List, Table, Figure, PageBreak>;

// Pages of one orientation. Begins on a new page.
struct Section {
  bool landscape = false;
  std::vector<Block> blocks{};
};

// An A4 document with page numbers at the foot.
struct Document {
  std::string title{};  // For the window and the file's properties.
  Language language = Language::kThai;
  Digits digits = Digits::kThai;
  std::string footer{};  // At the foot of each page, beside its number; may be empty.
  std::vector<Section> sections{};
};

}  // namespace sucharit::document
