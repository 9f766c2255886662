// SPDX-License-Identifier: Apache-2.0
#include "server/xlsform/survey_items.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/xlsform/form_rules.h"
#include "server/xlsform/form_words.h"

namespace sucharit {
namespace {

constexpr char kOtherIndicator[] = "other";
constexpr int kUsualTextLength = 200;
constexpr int kLongestText = 500;
constexpr int kUsualDecimals = 2;

v1::AnswerKind KindOf(RowKind kind) {
  switch (kind) {
    case RowKind::kSeveralChoices:
      return v1::ANSWER_KIND_SEVERAL_CHOICES;
    case RowKind::kInteger:
    case RowKind::kDecimal:
      return v1::ANSWER_KIND_NUMBER;
    case RowKind::kText:
      return v1::ANSWER_KIND_TEXT;
    default:
      return v1::ANSWER_KIND_ONE_CHOICE;
  }
}

}  // namespace

void ItemReader::Add(const FormRow& row, const QuestionType& type, const std::string& section) {
  v1::Item& item = *context_.definition.add_items();
  item.set_id(row.Text("name"));
  item.set_instrument(context_.definition.instruments(0).id());
  item.set_section(section);
  item.set_kind(KindOf(type.kind));
  item.set_optional(!ReadYesOrNo(row, "required", context_.findings));
  item.set_answered_by_staff(ReadYesOrNo(row, "staff", context_.findings));
  ReadWording(row, item);
  item.set_show_if(ReadRule(row, "relevant"));
  ReadConstraint(row, item);
  if (!type.list.empty()) ReadChoices(row, type, item);
  if (item.kind() == v1::ANSWER_KIND_NUMBER) ReadNumber(row, type.kind, item);
  if (item.kind() == v1::ANSWER_KIND_TEXT) ReadText(row, item);
  ReadSegment(row, item);
  NotePlaces(row, absl::StrCat("item ", item.id()));
}

void ItemReader::ReadWording(const FormRow& row, v1::Item& item) {
  *item.mutable_text() = ReadLabel(row, item.id(), context_.assumptions, context_.findings);
  if (!row.Has("hint")) return;
  *item.mutable_hint() = ReadTranslated(row, "hint", absl::StrCat(item.id(), "/hint"),
                                        context_.assumptions, context_.findings);
}

std::string ItemReader::ReadRule(const FormRow& row, const std::string& column) {
  std::string rule = CleanRule(row.Text(column));
  const std::string function = UnsupportedFunction(rule);
  if (function.empty()) return rule;
  context_.findings.Add(row.Place(column),
                        Both(absl::StrCat("เงื่อนไขใช้ฟังก์ชัน ", function.substr(0, 40),
                                          " ไม่ได้ ใช้ได้เฉพาะ selected, count-selected และ not"),
                             absl::StrCat("a rule can't use the function ", function.substr(0, 40),
                                          "; there are selected, count-selected and not")));
  return "";
}

void ItemReader::ReadConstraint(const FormRow& row, v1::Item& item) {
  const std::optional<int> length =
      item.kind() == v1::ANSWER_KIND_TEXT ? LengthLimitOf(row.Text("constraint")) : std::nullopt;
  if (length) {
    item.set_maximum_length(*length);
    return;
  }
  item.set_constraint(ReadRule(row, "constraint"));
  v1::Text message =
      ReadTranslated(row, "constraint_message", absl::StrCat(item.id(), "/constraint_message"),
                     context_.assumptions, context_.findings);
  if (row.Text("constraint").empty()) {
    if (!row.Has("constraint_message")) return;
    context_.findings.Add(
        row.Place("constraint_message"),
        Both("มีข้อความแต่ไม่มีเงื่อนไข (constraint)", "there is a message, but no constraint"));
    return;
  }
  if (message.th().empty()) {
    message = Both("คำตอบนี้ใช้ไม่ได้ กรุณาตรวจอีกครั้ง", "This answer can't be taken; please check it.");
    context_.assumptions.Add(
        Both(absl::StrCat("ข้อความเมื่อคำตอบไม่ผ่านเงื่อนไขของ ", item.id(), " เป็นของโปรแกรม"),
             absl::StrCat("What is said when the constraint of ", item.id(),
                          " doesn't hold is the program's")));
  }
  *item.mutable_constraint_message() = std::move(message);
}

void ItemReader::ReadChoices(const FormRow& row, const QuestionType& type, v1::Item& item) {
  const auto found = context_.lists.find(type.list);
  if (found == context_.lists.end()) {
    context_.findings.Add(row.Place("type"),
                          Both(absl::StrCat("ไม่มีรายการตัวเลือก ", type.list, " ในแผ่นงาน choices"),
                               absl::StrCat("the sheet choices has no list ", type.list)));
    return;
  }
  const ChoiceList& list = found->second;
  item.set_scale(type.list);
  if (scales_.insert(type.list).second) {
    *context_.definition.add_scales() = list.scale;
    const std::string part = absl::StrCat("scale ", type.list);
    context_.places.Set(part, "", list.place);
    for (int index = 0; index < list.scale.choices_size(); ++index) {
      const std::string& place = list.choice_places[static_cast<size_t>(index)];
      context_.places.Set(part, absl::StrCat("choice ", index + 1), place);
      context_.places.Set(part, absl::StrCat("choice ", list.scale.choices(index).id()), place);
    }
  }
  if (item.kind() == v1::ANSWER_KIND_SEVERAL_CHOICES) {
    item.set_maximum_chosen(ReadCount(row, "maximum_chosen", 1, 200, 0));
    if (!list.IsScored()) return;
    context_.findings.Add(
        row.Place("type"),
        Both("ข้อที่ตอบได้หลายตัวเลือกใช้รายการที่มีคะแนนไม่ได้",
             "a question that takes several choices can't use a list with scores"));
    return;
  }
  if (list.HasExclusive()) {
    context_.findings.Add(row.Place("type"),
                          Both("ข้อที่ตอบได้ตัวเลือกเดียวใช้รายการที่มี exclusive ไม่ได้",
                               "a question that takes one choice can't use a list with exclusive "
                               "choices"));
  }
  ReadScoring(row, list, item);
}

void ItemReader::ReadScoring(const FormRow& row, const ChoiceList& list, v1::Item& item) {
  if (!list.IsScored()) {
    for (const char* column : {"indicator", "reversed", "weight"}) {
      if (row.Text(column).empty()) continue;
      context_.findings.Add(row.Place(column),
                            Both("ข้อนี้ไม่มีคะแนน เพราะรายการตัวเลือกไม่มี score กรุณาเว้นว่าง",
                                 "this question earns no score, because its list has none; please "
                                 "leave this empty"));
    }
    return;
  }
  item.set_indicator(IndicatorOf(row, item.section()));
  item.set_weight(row.Text("weight"));
  if (!row.Text("reversed").empty()) {
    item.set_reversed(ReadYesOrNo(row, "reversed", context_.findings));
  } else if (list.Falls()) {
    item.set_reversed(true);
    context_.assumptions.NoteTakenAsReversed(item.id());
  }
}

std::string ItemReader::IndicatorOf(const FormRow& row, const std::string& section) {
  std::string given = row.Text("indicator");
  const std::string id = !given.empty() ? given : section;
  if (UseIndicator(id)) return id.empty() ? kOtherIndicator : id;
  if (!given.empty()) {
    context_.findings.Add(row.Place("indicator"),
                          Both("ไม่มีตัวชี้วัดนี้ในแผ่นงาน indicators และไม่มีกลุ่มชื่อนี้",
                               "neither the sheet indicators nor a group has this name"));
    return given;
  }
  v1::Indicator& indicator = *context_.definition.add_indicators();
  indicator.set_id(kOtherIndicator);
  indicator.set_instrument(context_.definition.instruments(0).id());
  *indicator.mutable_name() = Both("ข้ออื่น ๆ", "Other questions");
  context_.places.Set(absl::StrCat("indicator ", kOtherIndicator), "", row.Place("indicator"));
  context_.assumptions.Add(
      Both("ตัวชี้วัด other รวมข้อที่มีคะแนนซึ่งอยู่นอกกลุ่ม",
           "The indicator \"other\" holds the questions with scores that stand "
           "outside of groups"));
  return kOtherIndicator;
}

// Whether there is such an indicator, or one could be made of a group.
bool ItemReader::UseIndicator(const std::string& wanted) {
  const std::string id = wanted.empty() ? kOtherIndicator : wanted;
  const auto& indicators = context_.definition.indicators();
  if (std::any_of(indicators.begin(), indicators.end(),
                  [&](const v1::Indicator& indicator) { return indicator.id() == id; })) {
    return true;
  }
  const auto group = groups_.find(wanted);
  if (group == groups_.end()) return false;
  v1::Indicator& indicator = *context_.definition.add_indicators();
  indicator.set_id(wanted);
  indicator.set_instrument(context_.definition.instruments(0).id());
  *indicator.mutable_name() = group->second.label;
  indicator.set_weight(group->second.weight);
  context_.places.Set(absl::StrCat("indicator ", wanted), "", group->second.place);
  return true;
}

void ItemReader::ReadNumber(const FormRow& row, RowKind kind, v1::Item& item) {
  const NumberBounds bounds = BoundsOf(item.constraint());
  v1::NumberRange& range = *item.mutable_number();
  range.set_minimum(row.Has("minimum") ? row.Text("minimum") : bounds.minimum);
  range.set_maximum(row.Has("maximum") ? row.Text("maximum") : bounds.maximum);
  if (range.minimum().empty() || range.maximum().empty()) {
    context_.assumptions.NoteRange(item.id());
    if (range.minimum().empty()) range.set_minimum("0");
    if (range.maximum().empty()) range.set_maximum("1000000");
  }
  range.set_decimals(kind == RowKind::kInteger ? 0
                                               : ReadCount(row, "decimals", 0, 4, kUsualDecimals));
  if (!row.Has("unit")) return;
  *range.mutable_unit() = ReadTranslated(row, "unit", absl::StrCat(item.id(), "/unit"),
                                         context_.assumptions, context_.findings);
}

void ItemReader::ReadText(const FormRow& row, v1::Item& item) {
  if (item.maximum_length() != 0 && !row.Has("maximum_length")) return;
  item.set_maximum_length(ReadCount(row, "maximum_length", 1, kLongestText, kUsualTextLength));
}

void ItemReader::ReadSegment(const FormRow& row, const v1::Item& item) {
  const std::string given = row.Text("segment");
  const std::string word = absl::AsciiStrToLower(given);
  if (word.empty() || word == "no") return;
  v1::Segment& segment = *context_.definition.add_segments();
  segment.set_id(word == "yes" ? item.id() : given);
  *segment.mutable_name() = item.text();
  segment.set_item(item.id());
  context_.places.Set(absl::StrCat("segment ", segment.id()), "", row.Place("segment"));
}

int ItemReader::ReadCount(const FormRow& row, const std::string& column, int least, int most,
                          int otherwise) {
  const std::string text = row.Text(column);
  if (text.empty()) return otherwise;
  int count = 0;
  if (absl::SimpleAtoi(text, &count) && count >= least && count <= most) return count;
  context_.findings.Add(row.Place(column),
                        Both(absl::StrCat("ต้องเป็นจำนวนเต็มตั้งแต่ ", least, " ถึง ", most),
                             absl::StrCat("this must be an integer from ", least, " to ", most)));
  return otherwise;
}

void ItemReader::NotePlaces(const FormRow& row, const std::string& part) {
  Places& places = context_.places;
  places.Set(part, "", row.Place("name"));
  places.Set(part, "text", row.Place("label"));
  places.Set(part, "show_if", row.Place("relevant"));
  places.Set(part, "answered_by_staff", row.Place("staff"));
  for (const char* column : {"hint", "constraint", "constraint_message", "weight", "minimum",
                             "maximum", "decimals", "unit", "maximum_length", "maximum_chosen"}) {
    places.Set(part, column, row.Place(column));
  }
}

}  // namespace sucharit
