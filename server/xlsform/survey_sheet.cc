// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/survey_sheet.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/xlsform/form_sheet.h"
#include "server/xlsform/form_words.h"
#include "server/xlsform/question_type.h"
#include "server/xlsform/survey_items.h"

namespace sucharit {
namespace {

constexpr size_t kMostRows = 5'000;
constexpr int kMostItems = 2'000;

const FormColumns& Columns() {
  static const FormColumns* const columns =
      new FormColumns{{"type", "name", "required", "relevant", "constraint", "appearance",
                       "indicator", "reversed", "weight", "segment", "staff", "minimum", "maximum",
                       "decimals", "maximum_length", "maximum_chosen"},
                      {"label", "hint", "constraint_message", "required_message", "unit"},
                      {"type", "name", "label"},
                      {{"relevance", "relevant"}}};
  return *columns;
}

// Says only how a question looks in programs that show it in other ways.
bool IsHarmlessAppearance(absl::string_view word) {
  constexpr std::array<absl::string_view, 15> kHarmless = {
      "minimal",    "quick",      "quickcompact", "compact",       "horizontal",
      "columns",    "likert",     "multiline",    "numbers",       "horizontal-compact",
      "field-list", "no-buttons", "columns-pack", "thousands-sep", "vertical"};
  return std::find(kHarmless.begin(), kHarmless.end(), word) != kHarmless.end() ||
         absl::StartsWith(word, "columns-") || absl::StartsWith(word, "compact-") ||
         (word.size() == 2 && word[0] == 'w');
}

class SurveyReader {
 public:
  SurveyReader(SurveyContext& context, const std::map<std::string, ItemReader::Group>& groups)
      : context_(context), items_(context, groups) {}

  void Read(const FormRow& row) {
    const QuestionType type = ParseQuestionType(row.Text("type"));
    if (row.Text("type").empty() && !row.Text("name").empty()) {
      return Refuse(row, "type", Both("กรุณาใส่ชนิดของข้อ (type)", "please give the row a type"));
    }
    CheckColumns(row, type.kind);
    CheckAppearance(row);
    switch (type.kind) {
      case RowKind::kBeginGroup:
        return BeginGroup(row);
      case RowKind::kEndGroup:
        return EndGroup(row);
      case RowKind::kNote:
        return ReadNote(row);
      case RowKind::kEndRepeat:
        return;
      case RowKind::kBeginRepeat:
      case RowKind::kUnsupported:
        return Refuse(row, "type", type.why);
      default:
        return AddItem(row, type);
    }
  }

  v1::Text Finish() {
    if (in_group_) {
      context_.findings.Add(group_place_, Both("กลุ่มนี้ไม่มี end_group", "this group has no end_group"));
    }
    if (context_.definition.items().empty()) {
      context_.findings.Add("sheet survey, cell A1", Both("ไม่มีข้อคำถาม", "there is no question"));
    } else if (context_.definition.indicators().empty() && context_.findings.empty()) {
      context_.findings.Add("sheet choices, cell A1",
                            Both("ไม่มีข้อใดมีคะแนน กรุณาใส่คะแนนในคอลัมน์ score ของตัวเลือก",
                                 "no question earns a score; please give choices one in the column "
                                 "score"));
    }
    return opening_note_;
  }

 private:
  void Refuse(const FormRow& row, const std::string& column, v1::Text message) {
    context_.findings.Add(row.Place(column), std::move(message));
  }

  // What stands in a column without a meaning there would otherwise be lost silently.
  void CheckColumns(const FormRow& row, RowKind kind) {
    const std::vector<std::string>& meaningful = MeaningfulColumns(kind);
    if (meaningful.empty()) return;  // The row is refused anyway, or ends a group.
    for (const auto* columns : {&Columns().plain, &Columns().translated}) {
      for (const std::string& column : *columns) {
        if (column == "type" || !row.Has(column)) continue;
        if (std::find(meaningful.begin(), meaningful.end(), column) != meaningful.end()) continue;
        Refuse(row, column,
               Both(absl::StrCat("คอลัมน์ ", column, " ใช้กับชนิดนี้ไม่ได้ กรุณาเว้นว่าง"),
                    absl::StrCat("the column ", column,
                                 " has no meaning for this type; please leave it empty")));
      }
    }
  }

  void CheckAppearance(const FormRow& row) {
    for (const absl::string_view word :
         absl::StrSplit(row.Text("appearance"), ' ', absl::SkipEmpty())) {
      if (IsHarmlessAppearance(word)) continue;
      return Refuse(row, "appearance",
                    Both("ลักษณะการแสดงผลนี้ใช้ไม่ได้ กรุณาเว้นว่าง",
                         "this appearance can't be imported; please leave it "
                         "empty"));
    }
  }

  bool TakeName(const FormRow& row) {
    if (!CheckName(row, "name", context_.findings)) return false;
    if (names_.insert(row.Text("name")).second) return true;
    Refuse(row, "name",
           Both("ชื่อนี้ใช้ไปแล้ว กรุณาเปลี่ยนชื่อ", "this name is taken already; please choose another"));
    return false;
  }

  void BeginGroup(const FormRow& row) {
    if (in_group_) {
      ++nested_;
      return Refuse(row, "type",
                    Both("กลุ่มซ้อนในกลุ่มนำเข้าไม่ได้ กรุณาใช้กลุ่มชั้นเดียว",
                         "a group within a group can't be imported; please use one "
                         "level"));
    }
    in_group_ = true;
    group_place_ = row.Place("type");
    group_items_ = context_.definition.items_size();
    if (!TakeName(row)) return;
    v1::Section& section = *context_.definition.add_sections();
    section_ = row.Text("name");
    section.set_id(section_);
    section.set_instrument(context_.definition.instruments(0).id());
    *section.mutable_title() = ReadLabel(row, section_, context_.assumptions, context_.findings);
    if (row.Has("hint")) {
      *section.mutable_text() = ReadTranslated(row, "hint", absl::StrCat(section_, "/hint"),
                                               context_.assumptions, context_.findings);
    }
    section.set_show_if(items_.ReadRule(row, "relevant"));
    const std::string part = absl::StrCat("section ", section_);
    context_.places.Set(part, "", row.Place("name"));
    context_.places.Set(part, "title", row.Place("label"));
    context_.places.Set(part, "show_if", row.Place("relevant"));
  }

  void EndGroup(const FormRow& row) {
    if (nested_ > 0) {
      --nested_;
      return;
    }
    if (!in_group_) {
      return Refuse(row, "type", Both("ไม่มีกลุ่มที่เปิดไว้ให้ปิด", "there is no group to end"));
    }
    if (group_items_ == context_.definition.items_size()) {
      context_.findings.Add(group_place_, Both("กลุ่มนี้ไม่มีข้อคำถาม", "this group has no question"));
    }
    in_group_ = false;
    section_.clear();
  }

  // A note has a place only before all questions, or at the head of a group.
  void ReadNote(const FormRow& row) {
    v1::Text text = ReadLabel(row, row.Text("name"), context_.assumptions, context_.findings);
    if (in_group_ && !section_.empty() && group_items_ == context_.definition.items_size()) {
      v1::Section& section =
          *context_.definition.mutable_sections(context_.definition.sections_size() - 1);
      if (section.text().th().empty()) {
        *section.mutable_text() = std::move(text);
        return;
      }
    }
    const bool has_purpose = !context_.definition.instruments(0).introduction().why().th().empty();
    const bool is_first =
        context_.definition.items().empty() && !in_group_ && context_.definition.sections().empty();
    if (is_first && !has_purpose && opening_note_.th().empty()) {
      opening_note_ = std::move(text);
      return;
    }
    Refuse(
        row, "type",
        Both("note ใช้ได้เป็นแถวแรกของกลุ่ม หรือหนึ่งแถวก่อนข้อแรกเมื่อ settings ไม่มี why กรุณาย้ายข้อความไปที่ hint",
             "a note can be the first row of a group, or one row before all questions if the "
             "settings have no why; please move the text to a hint"));
  }

  void AddItem(const FormRow& row, const QuestionType& type) {
    if (context_.definition.items_size() == kMostItems) {
      if (!is_full_)
        Refuse(row, "type", Both("มีข้อคำถามมากกว่า 2,000 ข้อ", "there are more than 2,000 questions"));
      is_full_ = true;
      return;
    }
    if (TakeName(row)) items_.Add(row, type, section_);
  }

  SurveyContext& context_;
  ItemReader items_;
  std::set<std::string> names_;
  std::string section_;  // Of the group that is open; empty without one.
  std::string group_place_;
  int group_items_ = 0;  // How many items there were when it began.
  bool in_group_ = false;
  int nested_ = 0;
  bool is_full_ = false;
  v1::Text opening_note_;
};

std::map<std::string, ItemReader::Group> GroupsOf(const std::vector<FormRow>& rows) {
  std::map<std::string, ItemReader::Group> groups;
  for (const FormRow& row : rows) {
    if (ParseQuestionType(row.Text("type")).kind != RowKind::kBeginGroup) continue;
    Assumptions noted_where_the_group_is_read;
    groups[row.Text("name")] = {noted_where_the_group_is_read.Complete(row.Translated("label"), ""),
                                row.Text("weight"), row.Place("name")};
  }
  return groups;
}

}  // namespace

v1::Text ReadSurvey(const Workbook& workbook, SurveyContext& context) {
  const Sheet* sheet = workbook.Find("survey");
  if (sheet == nullptr) {
    context.findings.Add("sheet survey, cell A1",
                         Both("ขาดแผ่นงาน survey", "the sheet survey is missing"));
    return {};
  }
  const FormSheet form_sheet(*sheet, Columns(), context.language, context.findings);
  const std::vector<FormRow> rows = form_sheet.Rows();
  if (rows.size() > kMostRows) {
    context.findings.Add(
        rows[kMostRows].Place("type"),
        Both("แผ่นงาน survey มีมากกว่า 5,000 แถว", "the sheet survey has more than 5,000 rows"));
    return {};
  }
  const std::map<std::string, ItemReader::Group> groups = GroupsOf(rows);
  SurveyReader reader(context, groups);
  for (const FormRow& row : rows) reader.Read(row);
  return reader.Finish();
}

}  // namespace sucharit
