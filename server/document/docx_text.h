// SPDX-License-Identifier: Apache-2.0
//
// Paragraphs and pictures of a DOCX. Only for docx_writer.cc.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>

#include "server/document/document.h"

namespace sucharit::document {

// How a paragraph differs from its style.
struct ParagraphLook {
  std::string style{};
  int list = 0;  // Number of its list, 0: none.
  bool in_table = false;
  bool with_next = false;
  bool first_line_indent = false;
  Alignment alignment = Alignment::kStart;
};

// Appends an empty paragraph.
pugi::xml_node AddParagraph(pugi::xml_node parent, const ParagraphLook& look);

void AddRuns(pugi::xml_node paragraph, const Text& text, Digits digits);

// Appends a paragraph of one point, where the format wants a paragraph and the document has none.
// Returns its properties.
pugi::xml_node AddThinParagraph(pugi::xml_node parent, bool on_new_page);

// A picture in the archive, and its size on the page in points.
struct PictureUse {
  size_t number = 0;  // From 1.
  double width = 0;
  double height = 0;
  std::string description{};
};

void AddPicture(pugi::xml_node paragraph, const PictureUse& picture);

}  // namespace sucharit::document
