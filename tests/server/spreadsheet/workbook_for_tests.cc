// SPDX-License-Identifier: Apache-2.0
#include "tests/server/spreadsheet/workbook_for_tests.h"

#include <zip.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/spreadsheet/workbook.h"

namespace sucharit::testing {
namespace {

constexpr char kMain[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr char kLinks[] = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr char kLinkType[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

void Require(bool holds) {
  if (!holds) abort();
}

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

std::string SheetXml(const std::string& sheet_data) {
  return absl::StrCat("<worksheet xmlns=\"", kMain, "\"><sheetData>", sheet_data,
                      "</sheetData></worksheet>");
}

std::string RowsXml(const std::vector<std::vector<std::string>>& rows) {
  std::string xml;
  for (size_t row = 0; row < rows.size(); ++row) {
    absl::StrAppend(&xml, "<row r=\"", row + 1, "\">");
    for (size_t column = 0; column < rows[row].size(); ++column) {
      if (rows[row][column].empty()) continue;
      const std::string address = CellAddress(static_cast<int>(row + 1), static_cast<int>(column));
      absl::StrAppend(&xml, "<c r=\"", address, "\" t=\"inlineStr\"><is><t>",
                      Escaped(rows[row][column]), "</t></is></c>");
    }
    absl::StrAppend(&xml, "</row>");
  }
  return xml;
}

std::string Link(const std::string& id, const std::string& type, const std::string& target) {
  return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"", kLinkType, "/", type, "\" Target=\"",
                      target, "\"/>");
}

std::string Links(const std::string& links) {
  return absl::StrCat("<Relationships xmlns=\"", kLinks, "\">", links, "</Relationships>");
}

}  // namespace

std::string MakeZip(const std::vector<ZipPart>& parts, const std::string& password) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  Require(archive != nullptr);
  for (const ZipPart& part : parts) {
    zip_source_t* content = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, part.name.c_str(), content, 0);
    Require(index >= 0);
    if (password.empty()) continue;
    Require(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                    password.c_str()) == 0);
  }
  Require(zip_close(archive) == 0);
  Require(zip_source_open(target) == 0);
  zip_stat_t about;
  Require(zip_source_stat(target, &about) == 0);
  std::string bytes(about.size, '\0');
  Require(zip_source_read(target, bytes.data(), bytes.size()) ==
          static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::vector<ZipPart> WorkbookParts(const std::vector<SheetText>& sheets) {
  std::string tabs;
  std::string links =
      Link("styles", "styles", "styles.xml") + Link("texts", "sharedStrings", "sharedStrings.xml");
  std::vector<ZipPart> parts;
  for (size_t index = 0; index < sheets.size(); ++index) {
    const std::string id = absl::StrCat("s", index);
    absl::StrAppend(&tabs, "<sheet name=\"", Escaped(sheets[index].name), "\" sheetId=\"",
                    index + 1, "\" r:id=\"", id, "\"/>");
    links += Link(id, "worksheet", absl::StrCat("worksheets/", id, ".xml"));
    parts.push_back(
        {absl::StrCat("xl/worksheets/", id, ".xml"), SheetXml(RowsXml(sheets[index].rows))});
  }
  parts.push_back({"_rels/.rels", Links(Link("w", "officeDocument", "xl/workbook.xml"))});
  parts.push_back({"xl/_rels/workbook.xml.rels", Links(links)});
  parts.push_back(
      {"xl/workbook.xml", absl::StrCat("<workbook xmlns=\"", kMain, "\" xmlns:r=\"", kLinkType,
                                       "\"><sheets>", tabs, "</sheets></workbook>")});
  parts.push_back({"xl/styles.xml", "<styleSheet/>"});
  parts.push_back({"xl/sharedStrings.xml", "<sst/>"});
  return parts;
}

std::string MakeWorkbook(const std::vector<SheetText>& sheets) {
  return MakeZip(WorkbookParts(sheets));
}

std::string MakeWorkbookOfXml(const std::string& sheet_data, const std::vector<ZipPart>& more) {
  std::vector<ZipPart> parts = WorkbookParts({{"Sheet1", {}}});
  parts.front().content = SheetXml(sheet_data);
  for (const ZipPart& part : more) {
    bool replaced = false;
    for (ZipPart& present : parts) {
      if (present.name != part.name) continue;
      present.content = part.content;
      replaced = true;
    }
    if (!replaced) parts.push_back(part);
  }
  return MakeZip(parts);
}

}  // namespace sucharit::testing
