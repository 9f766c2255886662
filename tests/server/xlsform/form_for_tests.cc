// SPDX-License-Identifier: Apache-2.0
#include "tests/server/xlsform/form_for_tests.h"

#include <algorithm>
#include <cstdlib>

namespace sucharit::testing {
namespace {

size_t ColumnOf(const SheetText& sheet, const std::string& name) {
  const std::vector<std::string>& head = sheet.rows.front();
  const auto found = std::find(head.begin(), head.end(), name);
  if (found == head.end()) abort();
  return static_cast<size_t>(found - head.begin());
}

void AddRow(SheetText& sheet, const Cells& cells) {
  std::vector<std::string> row(sheet.rows.front().size());
  for (const auto& [column, text] : cells) row[ColumnOf(sheet, column)] = text;
  sheet.rows.push_back(row);
}

}  // namespace

SmallForm::SmallForm()
    : survey{"survey",
             {{"type", "name", "label", "hint", "required", "relevant", "constraint",
               "constraint_message", "appearance", "indicator", "reversed", "weight", "segment",
               "staff", "minimum", "maximum", "decimals", "maximum_length", "maximum_chosen"},
              {"select_one agree", "q1", "พอใจหรือไม่", "", "yes"}}},
      choices{"choices",
              {{"list_name", "name", "label", "score", "exclusive"},
               {"agree", "a1", "ไม่พอใจ", "0"},
               {"agree", "a2", "ปานกลาง", "50"},
               {"agree", "a3", "พอใจ", "100"},
               {"agree", "none", "ไม่มีความเห็น"},
               {"topic", "t1", "เวลา"},
               {"topic", "t2", "สถานที่"},
               {"topic", "t0", "ไม่มี", "", "yes"}}},
      settings{"settings",
               {{"form_id", "form_title", "default_language"}, {"small", "แบบสั้น", ""}}} {}

SmallForm& SmallForm::Ask(const Cells& cells) {
  AddRow(survey, cells);
  return *this;
}

SmallForm& SmallForm::Choice(const Cells& cells) {
  AddRow(choices, cells);
  return *this;
}

SmallForm& SmallForm::Set(const std::string& column, const std::string& text) {
  std::vector<std::string>& head = settings.rows[0];
  auto found = std::find(head.begin(), head.end(), column);
  if (found == head.end()) {
    head.push_back(column);
    found = head.end() - 1;
  }
  const auto position = static_cast<size_t>(found - head.begin());
  settings.rows[1].resize(std::max(settings.rows[1].size(), position + 1));
  settings.rows[1][position] = text;
  return *this;
}

SmallForm& SmallForm::AddSheet(const SheetText& sheet) {
  more.push_back(sheet);
  return *this;
}

std::string SmallForm::Bytes() const {
  std::vector<SheetText> sheets = {survey, choices, settings};
  sheets.insert(sheets.end(), more.begin(), more.end());
  return MakeWorkbook(sheets);
}

}  // namespace sucharit::testing
