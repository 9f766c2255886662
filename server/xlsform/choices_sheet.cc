// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/choices_sheet.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/assessment/fraction.h"
#include "server/xlsform/form_sheet.h"
#include "server/xlsform/form_words.h"

namespace sucharit {
namespace {

constexpr size_t kMostChoices = 20'000;

const FormColumns& Columns() {
  static const FormColumns* const columns =
      new FormColumns{{"list_name", "name", "score", "exclusive"},
                      {"label"},
                      {"list_name", "name", "label"},
                      {{"value", "name"}}};
  return *columns;
}

// Exact, from 0 to 100; empty if the choice isn't counted.
std::string ReadScore(const FormRow& row, FormFindings& findings) {
  std::string score = row.Text("score");
  if (score.empty()) return score;
  const absl::StatusOr<mpq_class> value = ParseFraction(score);
  if (!value.ok() || *value > 100) {
    findings.Add(row.Place("score"),
                 Both("คะแนนต้องเป็นตัวเลขตั้งแต่ 0 ถึง 100 เช่น 75 หรือ 100/3 ถ้าไม่นับคะแนนให้เว้นว่าง",
                      "a score is a number from 0 to 100, for example 75 or 100/3; leave it empty "
                      "if the choice isn't counted"));
    return "";
  }
  return score;
}

v1::Choice ReadChoice(const FormRow& row, const std::string& list, Assumptions& assumptions,
                      FormFindings& findings) {
  v1::Choice choice;
  choice.set_id(row.Text("name"));
  CheckName(row, "name", findings);
  *choice.mutable_label() =
      ReadLabel(row, absl::StrCat(list, "/", choice.id()), assumptions, findings);
  choice.set_score(ReadScore(row, findings));
  choice.set_exclusive(ReadYesOrNo(row, "exclusive", findings));
  return choice;
}

}  // namespace

bool ChoiceList::IsScored() const {
  return std::any_of(scale.choices().begin(), scale.choices().end(),
                     [](const v1::Choice& choice) { return !choice.score().empty(); });
}

bool ChoiceList::HasExclusive() const {
  return std::any_of(scale.choices().begin(), scale.choices().end(),
                     [](const v1::Choice& choice) { return choice.exclusive(); });
}

bool ChoiceList::Falls() const {
  std::vector<mpq_class> scores;
  for (const v1::Choice& choice : scale.choices()) {
    const absl::StatusOr<mpq_class> score = ParseFraction(choice.score());
    if (score.ok()) scores.push_back(*score);
  }
  return scores.size() > 2 && scores.front() > scores.back();
}

ChoiceLists ReadChoiceLists(const Workbook& workbook, Language language, Assumptions& assumptions,
                            FormFindings& findings) {
  ChoiceLists lists;
  const Sheet* sheet = workbook.Find("choices");
  if (sheet == nullptr) return lists;
  const FormSheet form_sheet(*sheet, Columns(), language, findings);
  const std::vector<FormRow> rows = form_sheet.Rows();
  if (rows.size() > kMostChoices) {
    findings.Add(rows[kMostChoices].Place("list_name"),
                 Both("มีตัวเลือกมากกว่า 20,000 แถว", "there are more than 20,000 choices"));
    return lists;
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const FormRow& row : rows) {
    const std::string name = row.Text("list_name");
    if (!CheckName(row, "list_name", findings)) continue;
    ChoiceList& list = lists[name];
    if (list.place.empty()) list.place = row.Place("list_name");
    list.scale.set_id(name);
    *list.scale.add_choices() = ReadChoice(row, name, assumptions, findings);
    list.choice_places.push_back(row.Place("score"));
    if (!seen.emplace(name, row.Text("name")).second) {
      findings.Add(row.Place("name"), Both("รายการนี้มีตัวเลือกชื่อนี้แล้ว กรุณาเปลี่ยนชื่อ",
                                           "the list has a choice of this name already; please "
                                           "choose another"));
    }
  }
  return lists;
}

}  // namespace sucharit
