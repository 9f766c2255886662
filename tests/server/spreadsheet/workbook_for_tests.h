// SPDX-License-Identifier: Apache-2.0
//
// Workbooks made by hand, also such as no program would write.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sucharit::testing {

struct ZipPart {
  std::string name;
  std::string content;
};

// A zip file of these parts; with AES under `password` unless that is empty.
std::string MakeZip(const std::vector<ZipPart>& parts, const std::string& password = "");

struct SheetText {
  std::string name;
  std::vector<std::vector<std::string>> rows;  // An empty text is no cell.
};

// The parts of a workbook whose cells are texts.
std::vector<ZipPart> WorkbookParts(const std::vector<SheetText>& sheets);

std::string MakeWorkbook(const std::vector<SheetText>& sheets);

// A workbook of one sheet, "Sheet1", with this inside of <sheetData>, and more parts. The parts
// "xl/styles.xml" and "xl/sharedStrings.xml" are found by readers if they are there.
std::string MakeWorkbookOfXml(const std::string& sheet_data, const std::vector<ZipPart>& more = {});

}  // namespace sucharit::testing
