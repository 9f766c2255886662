// SPDX-License-Identifier: Apache-2.0
#include "server/document/html_writer.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/status_macros.h"
#include "server/document/html_style.h"
#include "server/document/table_grid.h"
#include "server/document/written_text.h"

namespace sucharit::document {
namespace {

std::string Escaped(absl::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result.push_back(letter);
    }
  }
  return result;
}

std::string WithBreaks(const std::string& escaped) {
  std::string result;
  for (const char letter : escaped) {
    if (letter == '\n') {
      result += "<br>";
    } else {
      result.push_back(letter);
    }
  }
  return result;
}

const char* ClassOf(Alignment alignment) {
  switch (alignment) {
    case Alignment::kStart:
      return "";
    case Alignment::kCenter:
      return "center";
    case Alignment::kEnd:
      return "end";
    case Alignment::kJustify:
      return "justify";
  }
  return "";
}

std::string ClassAttribute(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) {
    if (!name.empty()) absl::StrAppend(&joined, joined.empty() ? "" : " ", name);
  }
  return joined.empty() ? "" : absl::StrCat(" class=\"", joined, "\"");
}

// A percentage with two decimals, whatever the locale.
std::string Percent(double share) {
  const auto hundredths = std::llround(share * 10000);
  return absl::StrFormat("%d.%02d%%", hundredths / 100, hundredths % 100);
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Document& document) : document_(document) {}

  absl::StatusOr<std::string> Write() && {
    WriteHead();
    for (const Section& section : document_.sections) {
      html_ += section.landscape ? "<section class=\"wide\">\n" : "<section>\n";
      for (const Block& block : section.blocks) {
        RETURN_IF_ERROR(std::visit([this](const auto& kind) { return Put(kind); }, block));
      }
      html_ += "</section>\n";
    }
    html_ += "</main>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  bool thai() const { return document_.language == Language::kThai; }

  std::string Digested(const std::string& text) const {
    return Escaped(Writable(InDigits(text, document_.digits)));
  }

  std::string Inline(const Text& text) const {
    std::string result;
    for (const Run& run : text.runs) {
      const std::string written = WithBreaks(Escaped(WrittenText(run, document_.digits)));
      absl::StrAppend(&result, run.bold ? "<b>" : "", written, run.bold ? "</b>" : "");
    }
    return result;
  }

  void WriteHead() {
    absl::StrAppend(
        &html_, "<!DOCTYPE html>\n<html lang=\"", thai() ? "th" : "en",
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n<title>",
        Digested(document_.title), "</title>\n<style>", StyleSheet(document_),
        "</style>\n</head>\n<body>\n<main>\n");
  }

  absl::Status Put(const Title& title) {
    html_ += "<h1>";
    for (size_t i = 0; i < title.lines.size(); ++i) {
      absl::StrAppend(&html_, i == 0 ? "" : "<br>\n", Inline(title.lines[i]));
    }
    html_ += "</h1>\n";
    return absl::OkStatus();
  }

  absl::Status Put(const Heading& heading) {
    const int level = std::clamp(heading.level, 1, 3) + 1;
    absl::StrAppend(&html_, "<h", level, ClassAttribute({ClassOf(heading.alignment)}), ">",
                    Inline(heading.text), "</h", level, ">\n");
    return absl::OkStatus();
  }

  absl::Status Put(const Paragraph& paragraph) {
    absl::StrAppend(
        &html_, "<p",
        ClassAttribute({ClassOf(paragraph.alignment), paragraph.first_line_indent ? "indent" : "",
                        paragraph.with_next ? "keep" : ""}),
        ">", Inline(paragraph.text), "</p>\n");
    return absl::OkStatus();
  }

  absl::Status Put(const List& list) {
    const bool numbered = list.marker != Marker::kBullet;
    absl::StrAppend(&html_, numbered ? "<ol" : "<ul",
                    ClassAttribute({list.marker == Marker::kParenthesizedNumber ? "brackets" : ""}),
                    numbered && list.first != 1 ? absl::StrCat(" start=\"", list.first, "\"") : "",
                    ">\n");
    for (const Text& item : list.items) absl::StrAppend(&html_, "<li>", Inline(item), "</li>\n");
    html_ += numbered ? "</ol>\n" : "</ul>\n";
    return absl::OkStatus();
  }

  absl::Status Put(const PageBreak&) {
    html_ += "<div class=\"break\"></div>\n";
    return absl::OkStatus();
  }

  absl::Status Put(const Table& table) {
    ASSIGN_OR_RETURN(const TableGrid grid, LayOut(table));
    html_ += "<div class=\"scroll\"><table>\n";
    if (!table.caption.empty()) {
      absl::StrAppend(&html_, "<caption>", Inline(table.caption), "</caption>\n");
    }
    html_ += "<colgroup>";
    for (const double share : SharesOf(table)) {
      absl::StrAppend(&html_, "<col style=\"width:", Percent(share), "\">");
    }
    html_ += "</colgroup>\n";
    if (!grid.header.empty()) {
      html_ += "<thead>\n";
      for (const GridRow& row : grid.header) PutRow(row, "col", "col");
      html_ += "</thead>\n";
    }
    html_ += "<tbody>\n";
    const char* first_scope = table.first_column_is_head ? "row" : nullptr;
    for (const GridRow& row : grid.body) {
      PutRow(row, row.heading ? "colgroup" : first_scope, row.heading ? "colgroup" : nullptr);
    }
    html_ += "</tbody>\n</table></div>\n";
    return absl::OkStatus();
  }

  // `first_scope` and `scope`: what the first cell and the others head; null if they head nothing.
  void PutRow(const GridRow& row, const char* first_scope, const char* scope) {
    html_ += row.heading ? "<tr class=\"within\">" : "<tr>";
    for (const GridCell& place : row.cells) {
      if (!place.continued) PutCell(*place.cell, place.column == 0 ? first_scope : scope);
    }
    html_ += "</tr>\n";
  }

  void PutCell(const Cell& cell, const char* scope) {
    const auto* only = cell.blocks.size() == 1 ? std::get_if<Paragraph>(&cell.blocks[0]) : nullptr;
    html_ += scope == nullptr ? "<td" : absl::StrCat("<th scope=\"", scope, "\"");
    if (cell.columns > 1) absl::StrAppend(&html_, " colspan=\"", cell.columns, "\"");
    if (cell.rows > 1) absl::StrAppend(&html_, " rowspan=\"", cell.rows, "\"");
    if (only != nullptr) {
      absl::StrAppend(&html_, ClassAttribute({ClassOf(only->alignment)}), ">", Inline(only->text));
    } else {
      html_ += ">";
      for (const CellBlock& block : cell.blocks) {
        std::visit([this](const auto& kind) { Put(kind).IgnoreError(); }, block);
      }
    }
    html_ += scope == nullptr ? "</td>" : "</th>";
  }

  absl::Status Put(const Figure& figure) {
    ASSIGN_OR_RETURN(const ChartPicture picture, ChartToSvg(figure.chart, document_.digits));
    absl::StrAppend(&html_, "<figure>\n<div role=\"img\" aria-label=\"",
                    Digested(figure.alternative), "\">", picture.bytes, "</div>\n");
    if (!figure.caption.empty()) {
      absl::StrAppend(&html_, "<figcaption>", Inline(figure.caption), "</figcaption>\n");
    }
    if (figure.figures.has_value()) {
      absl::StrAppend(&html_, "<details><summary>",
                      thai() ? "ตัวเลขในแผนภูมินี้" : "The figures of this chart", "</summary>\n");
      RETURN_IF_ERROR(Put(*figure.figures));
      html_ += "</details>\n";
    }
    html_ += "</figure>\n";
    return absl::OkStatus();
  }

  const Document& document_;
  std::string html_;
};

}  // namespace

absl::StatusOr<std::string> WriteHtml(const Document& document) {
  return HtmlWriter(document).Write();
}

}  // namespace sucharit::document
