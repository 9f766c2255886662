// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/question_type.h"

#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/xlsform/findings.h"
#include "server/xlsform/form_sheet.h"

namespace sucharit {
namespace {

struct Spelling {
  absl::string_view words;
  RowKind kind;
};

// A spelling that begins with another one stands before it.
constexpr std::array<Spelling, 8> kListTypes = {{
    {"select_one", RowKind::kOneChoice},
    {"select one from", RowKind::kOneChoice},
    {"select one", RowKind::kOneChoice},
    {"select1", RowKind::kOneChoice},
    {"select_multiple", RowKind::kSeveralChoices},
    {"select multiple from", RowKind::kSeveralChoices},
    {"select multiple", RowKind::kSeveralChoices},
    {"select all that apply from", RowKind::kSeveralChoices},
}};

constexpr std::array<Spelling, 13> kPlainTypes = {{
    {"integer", RowKind::kInteger},
    {"int", RowKind::kInteger},
    {"decimal", RowKind::kDecimal},
    {"text", RowKind::kText},
    {"string", RowKind::kText},
    {"note", RowKind::kNote},
    {"begin_group", RowKind::kBeginGroup},
    {"begin group", RowKind::kBeginGroup},
    {"end_group", RowKind::kEndGroup},
    {"end group", RowKind::kEndGroup},
    {"begin_repeat", RowKind::kBeginRepeat},
    {"begin repeat", RowKind::kBeginRepeat},
    {"end_repeat", RowKind::kEndRepeat},
}};

// What a form collects by itself would tell who answered, when, or on what device.
constexpr std::array<absl::string_view, 14> kTellTales = {
    "start",    "end",   "today", "deviceid",       "subscriberid", "simserial", "phonenumber",
    "username", "email", "audit", "start-geopoint", "geopoint",     "geotrace",  "geoshape"};

QuestionType Unsupported(v1::Text why) { return {RowKind::kUnsupported, "", std::move(why)}; }

QuestionType OfList(RowKind kind, absl::string_view rest) {
  const std::vector<std::string> words = absl::StrSplit(rest, ' ', absl::SkipEmpty());
  if (words.empty()) {
    return Unsupported(Both("กรุณาใส่ชื่อรายการตัวเลือกหลังชนิด เช่น select_one likert",
                            "please name a list of choices after the type, for example select_one "
                            "likert"));
  }
  if (words.size() == 1) return {kind, words[0], {}};
  return Unsupported(Both("ใช้ or_other หรือคำอื่นหลังชื่อรายการไม่ได้ กรุณาเพิ่มตัวเลือก อื่น ๆ และข้อชนิด text",
                          "or_other and other words after the list can't be used; please add a "
                          "choice for it and a question of type text"));
}

QuestionType OfUnknown(const std::string& word) {
  if (std::find(kTellTales.begin(), kTellTales.end(), word) != kTellTales.end()) {
    return Unsupported(Both("ชนิดนี้บอกได้ว่าใคร เมื่อใด หรือที่ใดเป็นผู้ตอบ จึงใช้ไม่ได้ กรุณาลบแถวนี้",
                            "this type would tell who answered, when or where, so it can't be "
                            "used; please remove the row"));
  }
  if (word == "calculate" || word == "hidden") {
    return Unsupported(
        Both("การคำนวณและค่าที่ซ่อนไว้นำเข้าไม่ได้ กรุณาลบแถวนี้",
             "calculated and hidden values can't be imported; please remove the row"));
  }
  return Unsupported(
      Both("ชนิดนี้นำเข้าไม่ได้ ใช้ได้เฉพาะ select_one, select_multiple, integer, decimal, text, note, "
           "begin_group และ end_group",
           "this type can't be imported; there are select_one, select_multiple, "
           "integer, decimal, text, note, begin_group and end_group"));
}

}  // namespace

QuestionType ParseQuestionType(absl::string_view text) {
  const std::string trimmed = Trimmed(text);
  const std::vector<std::string> words = absl::StrSplit(trimmed, ' ', absl::SkipEmpty());
  const std::string whole = absl::StrJoin(words, " ");
  const std::string lower = absl::AsciiStrToLower(whole);
  for (const Spelling& spelling : kListTypes) {
    if (!absl::StartsWith(lower, spelling.words)) continue;
    const absl::string_view rest = absl::string_view(whole).substr(spelling.words.size());
    if (rest.empty() || rest[0] == ' ') return OfList(spelling.kind, rest);
  }
  for (const Spelling& spelling : kPlainTypes) {
    if (lower != spelling.words) continue;
    if (spelling.kind != RowKind::kBeginRepeat) return {spelling.kind, "", {}};
    return {spelling.kind, "",
            Both("กลุ่มที่ถามซ้ำ (repeat) นำเข้าไม่ได้", "repeated groups can't be imported")};
  }
  if (lower == "end repeat") return {RowKind::kEndRepeat, "", {}};
  return OfUnknown(lower);
}

const std::vector<std::string>& MeaningfulColumns(RowKind kind) {
  using Columns = std::vector<std::string>;
  static const auto* const columns = new std::map<RowKind, Columns>{
      {RowKind::kOneChoice,
       {"name", "label", "hint", "required", "required_message", "relevant", "constraint",
        "constraint_message", "appearance", "indicator", "reversed", "weight", "segment", "staff"}},
      {RowKind::kSeveralChoices,
       {"name", "label", "hint", "required", "required_message", "relevant", "constraint",
        "constraint_message", "appearance", "maximum_chosen"}},
      {RowKind::kInteger,
       {"name", "label", "hint", "required", "required_message", "relevant", "constraint",
        "constraint_message", "appearance", "minimum", "maximum", "unit"}},
      {RowKind::kDecimal,
       {"name", "label", "hint", "required", "required_message", "relevant", "constraint",
        "constraint_message", "appearance", "minimum", "maximum", "decimals", "unit"}},
      {RowKind::kText,
       {"name", "label", "hint", "required", "required_message", "relevant", "constraint",
        "constraint_message", "appearance", "maximum_length"}},
      {RowKind::kNote, {"name", "label", "appearance"}},
      {RowKind::kBeginGroup, {"name", "label", "hint", "relevant", "appearance", "weight"}},
      {RowKind::kEndGroup, {"name", "label"}}};
  static const Columns* const none = new Columns;
  const auto found = columns->find(kind);
  return found == columns->end() ? *none : found->second;
}

}  // namespace sucharit
