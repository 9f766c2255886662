// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/form_sheet.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sucharit {
namespace {

constexpr absl::string_view kNoBreakBlank = "\xC2\xA0";

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "list_name" for " List Name".
std::string ColumnName(absl::string_view text) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(Trimmed(text)), {{" ", "_"}});
}

// The code in "Thai (th)", or the whole text.
absl::string_view LanguageWord(absl::string_view text) {
  const size_t open = text.rfind('(');
  if (open == absl::string_view::npos || !absl::EndsWith(text, ")")) return text;
  return text.substr(open + 1, text.size() - open - 2);
}

// What a column without content is named after cleaning, shortened so that a finding stays a line.
std::string Shortened(absl::string_view text) {
  constexpr size_t kMostBytes = 60;
  if (text.size() <= kMostBytes) return std::string(text);
  size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "…");
}

}  // namespace

std::optional<Language> ParseFormLanguage(absl::string_view text) {
  const std::string whole = absl::AsciiStrToLower(Trimmed(text));
  const std::string word(absl::StripAsciiWhitespace(LanguageWord(whole)));
  for (const char* name : {"th", "thai", "ไทย", "ภาษาไทย"}) {
    if (word == name) return Language::kThai;
  }
  for (const char* name : {"en", "english", "อังกฤษ", "ภาษาอังกฤษ"}) {
    if (word == name) return Language::kEnglish;
  }
  return std::nullopt;
}

std::string Trimmed(absl::string_view text) {
  while (true) {
    text = absl::StripAsciiWhitespace(text);
    if (absl::StartsWith(text, kNoBreakBlank)) {
      text.remove_prefix(kNoBreakBlank.size());
    } else if (absl::EndsWith(text, kNoBreakBlank)) {
      text.remove_suffix(kNoBreakBlank.size());
    } else {
      return std::string(text);
    }
  }
}

std::string FormRow::Text(const std::string& column) const {
  return sheet_.TextAt(row_, {column, std::nullopt});
}

v1::Text FormRow::Translated(const std::string& column) const {
  return Both(sheet_.TextAt(row_, {column, Language::kThai}),
              sheet_.TextAt(row_, {column, Language::kEnglish}));
}

bool FormRow::Has(const std::string& column) const {
  const v1::Text text = Translated(column);
  return !Text(column).empty() || !text.th().empty() || !text.en().empty();
}

std::string FormRow::Place(const std::string& column) const {
  return sheet_.PlaceOf(column, row_.number);
}

FormSheet::FormSheet(const Sheet& sheet, const FormColumns& columns, Language language,
                     FormFindings& findings)
    : sheet_(sheet) {
  if (!sheet.rows.empty()) {
    for (const SheetCell& head : sheet.rows.front().cells) {
      AddColumn(head, columns, language, findings);
    }
  }
  for (const std::string& name : columns.required) {
    const bool is_there = std::any_of(columns_.begin(), columns_.end(),
                                      [&](const auto& entry) { return entry.first.first == name; });
    if (is_there) continue;
    findings.Add(HeadPlace(""),
                 Both(absl::StrCat("ขาดคอลัมน์ ", name, " กรุณาเพิ่ม"),
                      absl::StrCat("the column ", name, " is missing; please add it")));
  }
}

void FormSheet::AddColumn(const SheetCell& head, const FormColumns& columns, Language language,
                          FormFindings& findings) {
  const size_t separator = head.text.find("::");
  std::string name = ColumnName(absl::string_view(head.text).substr(0, separator));
  if (absl::StartsWith(name, "_")) return;
  const auto other = columns.other_names.find(name);
  if (other != columns.other_names.end()) name = other->second;
  Key key{name, std::nullopt};
  bool is_known = Holds(columns.plain, name) && separator == std::string::npos;
  if (Holds(columns.translated, name)) {
    key.second = separator == std::string::npos
                     ? std::optional<Language>(language)
                     : ParseFormLanguage(absl::string_view(head.text).substr(separator + 2));
    is_known = key.second.has_value();
  }
  if (!is_known) return RefuseIfUsed(head, findings);
  if (columns_.emplace(key, head.column).second) return;
  findings.Add(CellPlace(sheet_, sheet_.rows.front().number, head.column),
               Both("คอลัมน์นี้ซ้ำกับคอลัมน์ก่อนหน้า กรุณาเหลือไว้คอลัมน์เดียว",
                    "this column says the same as one before; please leave one of them"));
}

void FormSheet::RefuseIfUsed(const SheetCell& head, FormFindings& findings) const {
  for (size_t index = 1; index < sheet_.rows.size(); ++index) {
    if (Trimmed(sheet_.rows[index].Text(head.column)).empty()) continue;
    const std::string name = Shortened(head.text);
    findings.Add(CellPlace(sheet_, sheet_.rows[index].number, head.column),
                 Both(absl::StrCat("นำเข้าคอลัมน์ ", name, " ไม่ได้ กรุณาลบเนื้อหา หรือขึ้นต้นชื่อคอลัมน์ด้วย _"),
                      absl::StrCat("the column ", name,
                                   " can't be imported; please empty it, or let its name begin "
                                   "with _")));
    return;
  }
}

std::vector<FormRow> FormSheet::Rows() const {
  std::vector<FormRow> rows;
  for (size_t index = 1; index < sheet_.rows.size(); ++index) {
    const SheetRow& row = sheet_.rows[index];
    const bool says_something =
        std::any_of(columns_.begin(), columns_.end(),
                    [&](const auto& entry) { return !Trimmed(row.Text(entry.second)).empty(); });
    if (says_something) rows.emplace_back(*this, row);
  }
  return rows;
}

std::string FormSheet::HeadPlace(const std::string& column) const {
  return PlaceOf(column, sheet_.rows.empty() ? 1 : sheet_.rows.front().number);
}

std::string FormSheet::PlaceOf(const std::string& column, int row) const {
  int position = 0;
  for (const auto& [key, at] : columns_) {
    if (key.first == column) {
      position = at;
      break;
    }
  }
  return CellPlace(sheet_, row, position);
}

std::string FormSheet::TextAt(const SheetRow& row, const Key& key) const {
  const auto found = columns_.find(key);
  return found == columns_.end() ? std::string() : Trimmed(row.Text(found->second));
}

}  // namespace sucharit
