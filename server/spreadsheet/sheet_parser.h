// SPDX-License-Identifier: Apache-2.0
//
// One sheet of a workbook. Only for this folder.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "server/spreadsheet/cell_formats.h"
#include "server/spreadsheet/workbook.h"
#include "server/spreadsheet/workbook_parts.h"
#include "server/spreadsheet/xml_parser.h"
#include "server/spreadsheet/zip_archive.h"

namespace sucharit {

// What the cells of all sheets refer to, and what all of them may hold together.
struct SheetContext {
  std::vector<std::string> shared_strings;
  CellFormats formats;
  size_t cells = 0;
  TextLimit text_limit;
};

// Reads the rows of `sheet`, which has its name, from `part`. The reasons of ParseWorkbook.
absl::Status ReadSheet(ZipArchive& archive, const std::string& part, SheetContext& context,
                       Sheet& sheet);

}  // namespace sucharit
