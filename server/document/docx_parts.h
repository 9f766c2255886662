// SPDX-License-Identifier: Apache-2.0
//
// The parts of a DOCX that hold no text of the document. Only for docx_writer.cc.
#pragma once

#include <string>
#include <vector>

#include "server/document/document.h"

namespace sucharit::document {

// Styles, by their ids in word/styles.xml.
inline constexpr char kTitleStyle[] = "Title";
inline constexpr char kFigureStyle[] = "Figure";
inline constexpr char kCaptionStyle[] = "Caption";
inline constexpr char kTableCaptionStyle[] = "TableCaption";
inline constexpr char kTableTextStyle[] = "TableText";
inline constexpr char kTableHeadStyle[] = "TableHead";
inline constexpr char kTableStyle[] = "ReportTable";

// A page's size and margins, in twentieths of a point.
struct PageLayout {
  int width;
  int height;
  int top;
  int right;
  int bottom;
  int left;

  int text_width() const { return width - left - right; }
  int text_height() const { return height - top - bottom; }
};

PageLayout LayoutOf(bool landscape);

// One list of the document: word/numbering.xml counts each anew.
struct ListUse {
  Marker marker = Marker::kBullet;
  int first = 1;
};

std::string ContentTypesXml();
std::string PackageRelationshipsXml();
std::string CorePropertiesXml(const Document& document);
std::string DocumentRelationshipsXml(size_t pictures);
std::string StylesXml();
std::string FontTableXml();
std::string SettingsXml();

// List number n (from 1) is w:num n.
std::string NumberingXml(const std::vector<ListUse>& lists, Digits digits);

std::string FooterXml(const Document& document, bool landscape);

// Relationship ids in word/document.xml.
std::string FooterId(bool landscape);
std::string PictureId(size_t picture);  // From 1.

}  // namespace sucharit::document
