// SPDX-License-Identifier: Apache-2.0
//
// Forms and tables arrive by mail: any bytes must be read or refused by reason, in bounded time and
// memory, and a form that is imported must be a definition that can be read again.
//
// Chance makes no zip files, so the input also stands for the cells of a form: after a first byte
// 'F', cells end in a tab, rows in a line feed, sheets in a form feed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "common/status/reason.h"
#include "server/spreadsheet/table.h"
#include "server/xlsform/xlsform.h"

namespace sucharit {
namespace {

void CheckRefusal(const absl::Status& status) {
  if (ReasonOf(status) == v1::REASON_UNSPECIFIED) abort();
}

void CheckImport(const FormImport& form) {
  if (form.assessment.has_value() != form.findings.empty()) abort();
  if (form.findings.size() > kMaximumFindings) abort();
  for (const FormFinding& finding : form.findings) {
    if (finding.place.empty() || finding.message.th().empty()) abort();
  }
  if (!form.assessment) return;
  const auto again = Assessment::FromText(DefinitionFile(form, "form.xlsx"));
  if (!again.ok() || again->definition_digest() != form.assessment->definition_digest()) abort();
}

void CheckBytes(absl::string_view bytes) {
  const auto table = ParseTable(bytes);
  if (!table.ok()) CheckRefusal(table.status());
  const auto form = ImportXlsForm(bytes);
  if (form.ok()) {
    CheckImport(*form);
  } else {
    CheckRefusal(form.status());
  }
}

Workbook CellsOf(absl::string_view text) {
  const std::vector<std::string> names = {"survey", "choices", "settings", "indicators", "levels"};
  Workbook workbook;
  for (const absl::string_view sheet_text : absl::StrSplit(text, '\f')) {
    if (workbook.sheets.size() == names.size()) break;
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = names[workbook.sheets.size() - 1];
    int number = 0;
    for (const absl::string_view row_text : absl::StrSplit(sheet_text, '\n')) {
      SheetRow row{++number, {}};
      int column = 0;
      for (const absl::string_view cell : absl::StrSplit(row_text, '\t')) {
        if (!cell.empty() && column < kMaximumSheetColumns) {
          row.cells.push_back({column, std::string(cell)});
        }
        ++column;
      }
      if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    }
  }
  return workbook;
}

}  // namespace
}  // namespace sucharit

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  if (size > 0 && input[0] == 'F') {
    sucharit::CheckImport(sucharit::ImportXlsForm(sucharit::CellsOf(input.substr(1))));
  } else {
    sucharit::CheckBytes(input);
  }
  return 0;
}
