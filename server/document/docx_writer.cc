// SPDX-License-Identifier: Apache-2.0
#include "server/document/docx_writer.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "server/document/docx_parts.h"
#include "server/document/docx_text.h"
#include "server/document/table_grid.h"
#include "server/document/written_text.h"
#include "server/document/xml_part.h"

namespace sucharit::document {
namespace {

constexpr double kTwipsAPoint = 20;
constexpr char kHeadColor[] = "DCE6F1";
constexpr char kInnerHeadColor[] = "EEF3F8";

// What a row of a table is.
enum class RowKind { kHeader, kHeading, kPlain };

class DocxWriter {
 public:
  explicit DocxWriter(const Document& document) : document_(document) {
    pugi::xml_node root = AddElement(
        xml_, "w:document",
        {{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
         {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
         {"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
         {"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"},
         {"xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"}});
    body_ = AddElement(root, "w:body");
  }

  absl::StatusOr<std::string> Write() && {
    for (size_t i = 0; i < document_.sections.size(); ++i) {
      const Section& section = document_.sections[i];
      page_ = LayoutOf(section.landscape);
      for (const Block& block : section.blocks) {
        RETURN_IF_ERROR(std::visit([this](const auto& kind) { return Put(kind); }, block));
      }
      EndSection(section, i + 1 == document_.sections.size());
    }
    return Archive();
  }

 private:
  absl::StatusOr<std::string> Archive() const {
    std::vector<ArchivePart> parts = {
        {"[Content_Types].xml", ContentTypesXml()},
        {"_rels/.rels", PackageRelationshipsXml()},
        {"docProps/core.xml", CorePropertiesXml(document_)},
        {"word/document.xml", XmlText(xml_)},
        {"word/_rels/document.xml.rels", DocumentRelationshipsXml(pictures_.size())},
        {"word/styles.xml", StylesXml()},
        {"word/numbering.xml", NumberingXml(lists_, document_.digits)},
        {"word/settings.xml", SettingsXml()},
        {"word/fontTable.xml", FontTableXml()},
        {"word/footer1.xml", FooterXml(document_, /*landscape=*/false)},
        {"word/footer2.xml", FooterXml(document_, /*landscape=*/true)}};
    for (size_t i = 0; i < pictures_.size(); ++i) {
      parts.push_back({absl::StrCat("word/media/chart", i + 1, ".png"), pictures_[i]});
    }
    return ZipArchive(parts);
  }

  // The last section's properties end the body; another's stand in a paragraph of their own.
  void EndSection(const Section& section, bool last) {
    pugi::xml_node parent = body_;
    if (!last) {
      parent = AddThinParagraph(body_, /*on_new_page=*/false);
    } else if (body_.last_child() && body_.last_child().name() == std::string("w:tbl")) {
      AddThinParagraph(body_, /*on_new_page=*/false);
    }
    pugi::xml_node properties = AddElement(parent, "w:sectPr");
    AddElement(properties, "w:footerReference",
               {{"w:type", "default"}, {"r:id", FooterId(section.landscape)}});
    AddElement(properties, "w:type", {{"w:val", "nextPage"}});
    pugi::xml_node size =
        AddElement(properties, "w:pgSz",
                   {{"w:w", absl::StrCat(page_.width)}, {"w:h", absl::StrCat(page_.height)}});
    if (section.landscape) size.append_attribute("w:orient").set_value("landscape");
    AddElement(properties, "w:pgMar",
               {{"w:top", absl::StrCat(page_.top)},
                {"w:right", absl::StrCat(page_.right)},
                {"w:bottom", absl::StrCat(page_.bottom)},
                {"w:left", absl::StrCat(page_.left)},
                {"w:header", "567"},
                {"w:footer", "567"},
                {"w:gutter", "0"}});
    AddElement(properties, "w:pgNumType",
               {{"w:fmt", document_.digits == Digits::kThai ? "thaiNumbers" : "decimal"}});
  }

  absl::Status Put(const Title& title) {
    pugi::xml_node paragraph = AddParagraph(body_, {.style = kTitleStyle});
    for (size_t i = 0; i < title.lines.size(); ++i) {
      if (i > 0) AddElement(AddElement(paragraph, "w:r"), "w:br");
      AddWritten(paragraph, title.lines[i]);
    }
    return absl::OkStatus();
  }

  absl::Status Put(const Heading& heading) {
    const int level = std::clamp(heading.level, 1, 3);
    AddWritten(AddParagraph(body_, {.style = absl::StrCat("Heading", level),
                                    .alignment = heading.alignment}),
               heading.text);
    return absl::OkStatus();
  }

  absl::Status Put(const Paragraph& paragraph) {
    AddWritten(AddParagraph(body_, {.with_next = paragraph.with_next,
                                    .first_line_indent = paragraph.first_line_indent,
                                    .alignment = paragraph.alignment}),
               paragraph.text);
    return absl::OkStatus();
  }

  absl::Status Put(const List& list) {
    AddList(body_, list, {});
    return absl::OkStatus();
  }

  absl::Status Put(const PageBreak&) {
    AddThinParagraph(body_, /*on_new_page=*/true);
    return absl::OkStatus();
  }

  void AddList(pugi::xml_node parent, const List& list, ParagraphLook look) {
    lists_.push_back({.marker = list.marker, .first = list.first});
    look.list = static_cast<int>(lists_.size());
    for (const Text& item : list.items) AddWritten(AddParagraph(parent, look), item);
  }

  absl::Status Put(const Table& table) {
    ASSIGN_OR_RETURN(const TableGrid grid, LayOut(table));
    // Two tables with nothing between them would become one.
    if (body_.last_child() && body_.last_child().name() == std::string("w:tbl")) {
      AddThinParagraph(body_, /*on_new_page=*/false);
    }
    if (!table.caption.empty()) {
      AddWritten(AddParagraph(body_, {.style = kTableCaptionStyle}), table.caption);
    }
    std::vector<int> widths;
    for (const double share : SharesOf(table)) {
      widths.push_back(static_cast<int>(std::lround(share * page_.text_width())));
    }
    pugi::xml_node node = AddElement(body_, "w:tbl");
    AddTableProperties(node, widths);
    for (const GridRow& row : grid.header) AddRow(node, row, widths, RowKind::kHeader);
    for (const GridRow& row : grid.body) {
      AddRow(node, row, widths, row.heading ? RowKind::kHeading : RowKind::kPlain);
    }
    return absl::OkStatus();
  }

  void AddTableProperties(pugi::xml_node table, const std::vector<int>& widths) {
    pugi::xml_node properties = AddElement(table, "w:tblPr");
    AddElement(properties, "w:tblStyle", {{"w:val", kTableStyle}});
    AddElement(properties, "w:tblW",
               {{"w:w", absl::StrCat(page_.text_width())}, {"w:type", "dxa"}});
    AddElement(properties, "w:tblLayout", {{"w:type", "fixed"}});
    AddElement(properties, "w:tblLook", {{"w:val", "0020"}, {"w:firstRow", "1"}});
    pugi::xml_node columns = AddElement(table, "w:tblGrid");
    for (const int width : widths) {
      AddElement(columns, "w:gridCol", {{"w:w", absl::StrCat(width)}});
    }
  }

  void AddRow(pugi::xml_node table, const GridRow& row, const std::vector<int>& widths,
              RowKind kind) {
    pugi::xml_node node = AddElement(table, "w:tr");
    pugi::xml_node properties = AddElement(node, "w:trPr");
    AddElement(properties, "w:cantSplit");
    if (kind == RowKind::kHeader) AddElement(properties, "w:tblHeader");
    for (const GridCell& place : row.cells) {
      int width = 0;
      for (int i = 0; i < place.cell->columns; ++i) {
        width += widths[static_cast<size_t>(place.column) + static_cast<size_t>(i)];
      }
      AddCell(node, place, width, kind);
    }
  }

  void AddCell(pugi::xml_node row, const GridCell& place, int width, RowKind kind) {
    const Cell& cell = *place.cell;
    pugi::xml_node node = AddElement(row, "w:tc");
    pugi::xml_node properties = AddElement(node, "w:tcPr");
    AddElement(properties, "w:tcW", {{"w:w", absl::StrCat(width)}, {"w:type", "dxa"}});
    if (cell.columns > 1) {
      AddElement(properties, "w:gridSpan", {{"w:val", absl::StrCat(cell.columns)}});
    }
    if (cell.rows > 1) {
      AddElement(properties, "w:vMerge", {{"w:val", place.continued ? "continue" : "restart"}});
    }
    if (kind != RowKind::kPlain) {
      AddElement(properties, "w:shd",
                 {{"w:val", "clear"},
                  {"w:color", "auto"},
                  {"w:fill", kind == RowKind::kHeader ? kHeadColor : kInnerHeadColor}});
    }
    if (kind == RowKind::kHeader) AddElement(properties, "w:vAlign", {{"w:val", "center"}});
    if (!place.continued) {
      for (const CellBlock& block : cell.blocks) AddCellBlock(node, block, kind);
    }
    if (!node.child("w:p")) AddParagraph(node, {.style = kTableTextStyle});
  }

  void AddCellBlock(pugi::xml_node cell, const CellBlock& block, RowKind kind) {
    ParagraphLook look{.style = kind == RowKind::kPlain ? kTableTextStyle : kTableHeadStyle,
                       .in_table = true};
    if (const auto* list = std::get_if<List>(&block)) {
      AddList(cell, *list, look);
      return;
    }
    const auto& paragraph = std::get<Paragraph>(block);
    look.alignment = kind == RowKind::kHeader ? Alignment::kCenter : paragraph.alignment;
    look.first_line_indent = paragraph.first_line_indent;
    AddWritten(AddParagraph(cell, look), paragraph.text);
  }

  absl::Status Put(const Figure& figure) {
    ASSIGN_OR_RETURN(ChartPicture picture, ChartToPng(figure.chart, document_.digits));
    AddPictureOf(figure, std::move(picture));
    if (!figure.caption.empty()) {
      AddWritten(AddParagraph(body_, {.style = kCaptionStyle}), figure.caption);
    }
    return absl::OkStatus();
  }

  // Made smaller if it is larger than the page.
  void AddPictureOf(const Figure& figure, ChartPicture picture) {
    pictures_.push_back(std::move(picture.bytes));
    constexpr double kRoomForCaption = 60;
    const double text_width = page_.text_width() / kTwipsAPoint;
    const double text_height = page_.text_height() / kTwipsAPoint - kRoomForCaption;
    const double shrink = std::min({1.0, text_width / picture.width, text_height / picture.height});
    AddPicture(AddParagraph(body_, {.style = kFigureStyle}),
               {.number = pictures_.size(),
                .width = picture.width * shrink,
                .height = picture.height * shrink,
                .description = DescriptionOf(figure, document_)});
  }

  void AddWritten(pugi::xml_node paragraph, const Text& text) {
    AddRuns(paragraph, text, document_.digits);
  }

  const Document& document_;
  pugi::xml_document xml_;
  pugi::xml_node body_;
  PageLayout page_ = LayoutOf(false);
  std::vector<ListUse> lists_;
  std::vector<std::string> pictures_;
};

}  // namespace

absl::StatusOr<std::string> WriteDocx(const Document& document) {
  return DocxWriter(document).Write();
}

}  // namespace sucharit::document
