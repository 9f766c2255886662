// SPDX-License-Identifier: Apache-2.0
#include "server/spreadsheet/workbook.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files/files.h"
#include "common/status/reason.h"
#include "common/status/status_macros.h"
#include "server/spreadsheet/sheet_parser.h"
#include "server/spreadsheet/spreadsheet_faults.h"
#include "server/spreadsheet/workbook_parts.h"
#include "server/spreadsheet/zip_archive.h"

namespace sucharit {
namespace {

constexpr absl::string_view kZip = "PK\x03\x04";
// A file system within a file: `.xls`, and `.xlsx` with a password.
constexpr absl::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

// The name of the stream that holds an encrypted workbook, as such a file has it (UTF-16).
bool HoldsEncryptedPackage(absl::string_view bytes) {
  std::string name;
  for (const char character : absl::string_view("EncryptedPackage")) {
    name += character;
    name += '\0';
  }
  return absl::StrContains(bytes, name);
}

absl::Status CheckBeginning(absl::string_view bytes) {
  if (bytes.size() > kMaximumWorkbookBytes) return TooLargeWorkbook("larger than 32 MiB");
  if (absl::StartsWith(bytes, kZip)) return absl::OkStatus();
  if (!absl::StartsWith(bytes, kCompoundFile)) return MalformedWorkbook("not a zip file");
  return HoldsEncryptedPackage(bytes)
             ? Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_ENCRYPTED,
                       "a workbook with a password")
             : Refused(absl::StatusCode::kInvalidArgument, v1::REASON_SPREADSHEET_OLD_FORMAT,
                       "a workbook of the old format");
}

const Relationship* FindType(const std::vector<Relationship>& links, absl::string_view type) {
  const auto found = std::find_if(links.begin(), links.end(),
                                  [&](const Relationship& link) { return link.type == type; });
  return found == links.end() ? nullptr : &*found;
}

const Relationship* FindSheet(const std::vector<Relationship>& links, const std::string& id) {
  const auto found = std::find_if(links.begin(), links.end(), [&](const Relationship& link) {
    return link.id == id && link.type == "worksheet";
  });
  return found == links.end() ? nullptr : &*found;
}

absl::StatusOr<std::string> FindWorkbookPart(ZipArchive& archive) {
  ASSIGN_OR_RETURN(const std::vector<Relationship> links, ReadRelationships(archive, ""));
  const Relationship* document = FindType(links, "officeDocument");
  if (document == nullptr) return MalformedWorkbook("a zip file, but not a workbook");
  return document->part;
}

absl::StatusOr<SheetContext> ReadContext(ZipArchive& archive,
                                         const std::vector<Relationship>& links) {
  SheetContext context;
  if (const Relationship* texts = FindType(links, "sharedStrings"); texts != nullptr) {
    ASSIGN_OR_RETURN(context.shared_strings, ReadSharedStrings(archive, texts->part));
  }
  if (const Relationship* styles = FindType(links, "styles"); styles != nullptr) {
    ASSIGN_OR_RETURN(context.formats.styles, ReadCellStyles(archive, styles->part));
  }
  return context;
}

}  // namespace

const std::string& SheetRow::Text(int column) const {
  static const std::string* const kNothing = new std::string;
  const auto found =
      std::lower_bound(cells.begin(), cells.end(), column,
                       [](const SheetCell& cell, int wanted) { return cell.column < wanted; });
  return found == cells.end() || found->column != column ? *kNothing : found->text;
}

const Sheet* Workbook::Find(absl::string_view name) const {
  for (const Sheet& sheet : sheets) {
    if (absl::EqualsIgnoreCase(sheet.name, name)) return &sheet;
  }
  return nullptr;
}

bool LooksLikeWorkbook(absl::string_view bytes) {
  return absl::StartsWith(bytes, kZip) || absl::StartsWith(bytes, kCompoundFile);
}

absl::StatusOr<Workbook> ParseWorkbook(absl::string_view bytes) {
  RETURN_IF_ERROR(CheckBeginning(bytes));
  ASSIGN_OR_RETURN(ZipArchive archive, ZipArchive::Open(bytes));
  ASSIGN_OR_RETURN(const std::string part, FindWorkbookPart(archive));
  ASSIGN_OR_RETURN(const WorkbookHead head, ReadWorkbookHead(archive, part));
  ASSIGN_OR_RETURN(const std::vector<Relationship> links, ReadRelationships(archive, part));
  ASSIGN_OR_RETURN(SheetContext context, ReadContext(archive, links));
  context.formats.counts_from_1904 = head.counts_from_1904;
  Workbook workbook;
  for (const SheetEntry& entry : head.sheets) {
    const Relationship* link = FindSheet(links, entry.relationship);
    if (link == nullptr) continue;  // A tab that is a chart.
    Sheet& sheet = workbook.sheets.emplace_back(Sheet{entry.name, entry.is_hidden, {}});
    RETURN_IF_ERROR(ReadSheet(archive, link->part, context, sheet));
  }
  if (workbook.sheets.empty()) return MalformedWorkbook("a workbook without sheets", part);
  return workbook;
}

absl::StatusOr<Workbook> ReadWorkbook(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(path));
  absl::StatusOr<Workbook> workbook = ParseWorkbook(bytes);
  if (!workbook.ok()) return Within(path, workbook.status());
  return workbook;
}

std::string ColumnLetters(int column) {
  std::string letters;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string CellAddress(int row, int column) { return absl::StrCat(ColumnLetters(column), row); }

std::string CellPlace(const Sheet& sheet, int row, int column) {
  return absl::StrCat("sheet ", sheet.name, ", cell ", CellAddress(row, column));
}

}  // namespace sucharit
