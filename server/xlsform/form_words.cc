// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/form_words.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace sucharit {
namespace {

constexpr size_t kLongestName = 32;
constexpr size_t kLongestText = 4'000;  // Bytes, as in a definition.

bool IsNameCharacter(char character) {
  return absl::ascii_isalnum(static_cast<unsigned char>(character)) || character == '_' ||
         character == '-' || character == '.';
}

}  // namespace

bool ReadYesOrNo(const FormRow& row, const std::string& column, FormFindings& findings) {
  const std::string word = absl::AsciiStrToLower(row.Text(column));
  for (const char* yes : {"yes", "true", "true()", "1", "ใช่"}) {
    if (word == yes) return true;
  }
  for (const char* no : {"", "no", "false", "false()", "0", "ไม่", "ไม่ใช่"}) {
    if (word == no) return false;
  }
  findings.Add(row.Place(column), Both("ต้องเป็น yes หรือ no", "this must be yes or no"));
  return false;
}

bool CheckName(const FormRow& row, const std::string& column, FormFindings& findings) {
  const std::string name = row.Text(column);
  if (!name.empty() && name.size() <= kLongestName &&
      std::all_of(name.begin(), name.end(), IsNameCharacter)) {
    return true;
  }
  findings.Add(row.Place(column),
               Both(absl::StrCat(column, " ต้องเป็นตัวอักษรอังกฤษ ตัวเลข _ - หรือ . ไม่เกิน 32 ตัว"),
                    absl::StrCat(column, " needs English letters, digits, _ - or ., at most 32")));
  return false;
}

v1::Text ReadTranslated(const FormRow& row, const std::string& column, const std::string& what,
                        Assumptions& assumptions, FormFindings& findings) {
  v1::Text text = row.Translated(column);
  if (absl::StrContains(text.th(), "${") || absl::StrContains(text.en(), "${")) {
    findings.Add(row.Place(column), Both("ข้อความอ้างถึงคำตอบของข้ออื่นไม่ได้",
                                         "a text can't quote the answer to another question"));
  }
  if (text.th().size() > kLongestText || text.en().size() > kLongestText) {
    findings.Add(row.Place(column), Both("ข้อความยาวเกิน 4,000 ไบต์ กรุณาย่อ",
                                         "the text is longer than 4,000 bytes; please shorten it"));
  }
  return assumptions.Complete(std::move(text), what);
}

v1::Text ReadLabel(const FormRow& row, const std::string& what, Assumptions& assumptions,
                   FormFindings& findings) {
  if (!row.Has("label")) {
    findings.Add(row.Place("label"), Both("กรุณาใส่ข้อความ (label)", "please write a label"));
  }
  return ReadTranslated(row, "label", what, assumptions, findings);
}

}  // namespace sucharit
