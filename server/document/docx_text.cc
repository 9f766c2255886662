// SPDX-License-Identifier: Apache-2.0
#include "server/document/docx_text.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/document/docx_parts.h"
#include "server/document/written_text.h"
#include "server/document/xml_part.h"

namespace sucharit::document {
namespace {

const char* JustificationOf(Alignment alignment) {
  switch (alignment) {
    case Alignment::kStart:
      return "left";
    case Alignment::kCenter:
      return "center";
    case Alignment::kEnd:
      return "right";
    case Alignment::kJustify:
      return "thaiDistribute";
  }
  return "left";
}

void AddLines(pugi::xml_node run, absl::string_view text) {
  while (true) {
    const size_t end = text.find('\n');
    const std::string line(text.substr(0, end));
    AddElement(run, "w:t", {{"xml:space", "preserve"}}).text().set(line.c_str());
    if (end == absl::string_view::npos) return;
    AddElement(run, "w:br");
    text.remove_prefix(end + 1);
  }
}

// English metric units, of which a point has 12,700.
std::string Emu(double points) { return absl::StrCat(std::llround(points * 12700)); }

void AddShape(pugi::xml_node picture, const PictureUse& use) {
  pugi::xml_node shape = AddElement(picture, "pic:spPr");
  pugi::xml_node transform = AddElement(shape, "a:xfrm");
  AddElement(transform, "a:off", {{"x", "0"}, {"y", "0"}});
  AddElement(transform, "a:ext", {{"cx", Emu(use.width)}, {"cy", Emu(use.height)}});
  AddElement(AddElement(shape, "a:prstGeom", {{"prst", "rect"}}), "a:avLst");
}

}  // namespace

pugi::xml_node AddParagraph(pugi::xml_node parent, const ParagraphLook& look) {
  pugi::xml_node paragraph = AddElement(parent, "w:p");
  pugi::xml_node properties = AddElement(paragraph, "w:pPr");
  if (!look.style.empty()) AddElement(properties, "w:pStyle", {{"w:val", look.style}});
  if (look.with_next) AddElement(properties, "w:keepNext");
  if (look.list > 0) {
    pugi::xml_node numbering = AddElement(properties, "w:numPr");
    AddElement(numbering, "w:ilvl", {{"w:val", "0"}});
    AddElement(numbering, "w:numId", {{"w:val", absl::StrCat(look.list)}});
  }
  if (look.list > 0 && look.in_table) {
    AddElement(properties, "w:ind", {{"w:left", "340"}, {"w:hanging", "340"}});
  } else if (look.first_line_indent) {
    AddElement(properties, "w:ind", {{"w:firstLine", "1417"}});
  }
  if (look.alignment != Alignment::kStart) {
    AddElement(properties, "w:jc", {{"w:val", JustificationOf(look.alignment)}});
  }
  return paragraph;
}

void AddRuns(pugi::xml_node paragraph, const Text& text, Digits digits) {
  for (const Run& run : text.runs) {
    pugi::xml_node node = AddElement(paragraph, "w:r");
    if (run.bold) {
      pugi::xml_node properties = AddElement(node, "w:rPr");
      AddElement(properties, "w:b");
      AddElement(properties, "w:bCs");
    }
    AddLines(node, WrittenText(run, digits));
  }
}

pugi::xml_node AddThinParagraph(pugi::xml_node parent, bool on_new_page) {
  pugi::xml_node properties = AddElement(AddElement(parent, "w:p"), "w:pPr");
  if (on_new_page) AddElement(properties, "w:pageBreakBefore");
  AddElement(properties, "w:spacing",
             {{"w:before", "0"}, {"w:after", "0"}, {"w:line", "20"}, {"w:lineRule", "exact"}});
  pugi::xml_node mark = AddElement(properties, "w:rPr");
  AddElement(mark, "w:sz", {{"w:val", "2"}});
  AddElement(mark, "w:szCs", {{"w:val", "2"}});
  return properties;
}

void AddPicture(pugi::xml_node paragraph, const PictureUse& picture) {
  constexpr char kPicture[] = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  const std::string number = absl::StrCat(picture.number);
  const std::string name = absl::StrCat("chart", number);
  pugi::xml_node place =
      AddElement(AddElement(AddElement(paragraph, "w:r"), "w:drawing"), "wp:inline",
                 {{"distT", "0"}, {"distB", "0"}, {"distL", "0"}, {"distR", "0"}});
  AddElement(place, "wp:extent", {{"cx", Emu(picture.width)}, {"cy", Emu(picture.height)}});
  AddElement(place, "wp:docPr", {{"id", number}, {"name", name}, {"descr", picture.description}});
  pugi::xml_node node = AddElement(
      AddElement(AddElement(place, "a:graphic"), "a:graphicData", {{"uri", kPicture}}), "pic:pic");
  pugi::xml_node names = AddElement(node, "pic:nvPicPr");
  AddElement(names, "pic:cNvPr", {{"id", number}, {"name", name}});
  AddElement(names, "pic:cNvPicPr");
  pugi::xml_node fill = AddElement(node, "pic:blipFill");
  AddElement(fill, "a:blip", {{"r:embed", PictureId(picture.number)}});
  AddElement(AddElement(fill, "a:stretch"), "a:fillRect");
  AddShape(node, picture);
}

}  // namespace sucharit::document
