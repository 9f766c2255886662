// SPDX-License-Identifier: Apache-2.0
//
// The parts of a workbook beside its sheets. Only for this folder.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/spreadsheet/cell_formats.h"
#include "server/spreadsheet/zip_archive.h"

namespace sucharit {

// One part that another one refers to.
struct Relationship {
  std::string id;
  std::string type;  // The last word of its address: "worksheet", "sharedStrings", "styles".
  std::string part;  // Its name in the archive.
};

// What `part` refers to; empty if it refers to nothing. "" is the whole file.
absl::StatusOr<std::vector<Relationship>> ReadRelationships(ZipArchive& archive,
                                                            const std::string& part);

// One tab, not read yet.
struct SheetEntry {
  std::string name;
  std::string relationship;  // Relationship::id.
  bool is_hidden = false;
};

struct WorkbookHead {
  std::vector<SheetEntry> sheets;
  bool counts_from_1904 = false;
};

absl::StatusOr<WorkbookHead> ReadWorkbookHead(ZipArchive& archive, const std::string& part);

// The texts that cells refer to by number.
absl::StatusOr<std::vector<std::string>> ReadSharedStrings(ZipArchive& archive,
                                                           const std::string& part);

// The kind of number of each cell style.
absl::StatusOr<std::vector<NumberKind>> ReadCellStyles(ZipArchive& archive,
                                                       const std::string& part);

// Undoes the escapes of characters that XML can't hold: "_x000A_" is a line break.
std::string UnescapeCellText(absl::string_view text);

// A text of at most kMaximumCellBytes that arrives in pieces, all of them together at most
// kMaximumCellText.
class TextLimit {
 public:
  // REASON_SPREADSHEET_TOO_LARGE.
  absl::Status Append(absl::string_view piece, std::string& text, absl::string_view place);

 private:
  size_t total_ = 0;
};

}  // namespace sucharit
