// SPDX-License-Identifier: Apache-2.0
//
// A sheet of a form: named columns in any order, some of them once for each language. Only for this
// folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/text/language.h"
#include "server/spreadsheet/workbook.h"
#include "server/xlsform/findings.h"
#include "sucharit/v1/assessment.pb.h"

namespace sucharit {

// The columns that a kind of sheet may have, in lower case with '_' for blanks.
struct FormColumns {
  std::vector<std::string> plain;
  std::vector<std::string> translated;  // "label", "label::Thai (th)", "label::English (en)".
  std::vector<std::string> required;    // Without these columns the sheet can't be read.
  std::map<std::string, std::string> other_names;  // {"relevance", "relevant"}
};

// "Thai (th)", "th", "ไทย", "English (en)", "en". Nothing for other languages.
std::optional<Language> ParseFormLanguage(absl::string_view text);

// Without blanks at both ends, also those that don't break.
std::string Trimmed(absl::string_view text);

class FormSheet;

// One row that says something; valid while its sheet is.
class FormRow {
 public:
  FormRow(const FormSheet& sheet, const SheetRow& row) : sheet_(sheet), row_(row) {}

  // The trimmed text in a plain column; empty if there is no such column.
  std::string Text(const std::string& column) const;

  // Both languages of a translated column; each may be empty.
  v1::Text Translated(const std::string& column) const;

  // Whether any language of the column says something.
  bool Has(const std::string& column) const;

  // "sheet survey, cell A7": the cell of that column, or of the row's first one if there is none.
  std::string Place(const std::string& column) const;

  int number() const { return row_.number; }

 private:
  const FormSheet& sheet_;
  const SheetRow& row_;
};

class FormSheet {
 public:
  // Reads the head; `language` is that of translated columns that name none. Adds a finding for
  // every column that isn't known and says something, is there twice, or is required and missing.
  // A column whose name begins with '_' is the author's own and left out. `sheet` must outlive it.
  FormSheet(const Sheet& sheet, const FormColumns& columns, Language language,
            FormFindings& findings);

  // Rows below the head that say something in a known column.
  std::vector<FormRow> Rows() const;

  // "sheet survey, cell C1": the head of a column, or of the first one if there is none.
  std::string HeadPlace(const std::string& column) const;

  const std::string& name() const { return sheet_.name; }

 private:
  friend class FormRow;
  using Key = std::pair<std::string, std::optional<Language>>;

  void AddColumn(const SheetCell& head, const FormColumns& columns, Language language,
                 FormFindings& findings);
  void RefuseIfUsed(const SheetCell& head, FormFindings& findings) const;
  std::string PlaceOf(const std::string& column, int row) const;
  std::string TextAt(const SheetRow& row, const Key& key) const;

  const Sheet& sheet_;
  std::map<Key, int> columns_;  // Plain columns have no language.
};

}  // namespace sucharit
