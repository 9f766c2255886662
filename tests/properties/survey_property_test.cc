// SPDX-License-Identifier: Apache-2.0
//
// What must hold for any survey, with items of every kind and rules among them, and for anybody who
// fills it in, going back and forth.
#include <gtest/gtest.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/core/form_answers.h"
#include "common/assessment/answers.h"
#include "common/status/reason.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

// Many small decisions from one number, so that a case is made quickly.
class Chance {
 public:
  Chance() : numbers_(*rc::gen::arbitrary<uint32_t>()) {}

  // 0 to `count` - 1.
  size_t Below(size_t count) { return numbers_() % count; }
  bool Comes() { return Below(2) == 0; }

 private:
  std::mt19937 numbers_;
};

v1::Item PlainItem(Chance& chance, const std::string& id) {
  const v1::Definition survey = testing::SurveyDefinition();
  // AGE, CHANNEL, WAIT and COMMENT.
  v1::Item item = survey.items(std::vector<int>{1, 4, 6, 8}[chance.Below(4)]);
  item.set_id(id);
  item.clear_section();
  item.clear_constraint();
  item.set_optional(chance.Comes());
  return item;
}

// A condition on one item.
std::string Condition(Chance& chance, const v1::Item& item) {
  const std::string name = absl::StrCat("${", item.id(), "}");
  if (chance.Below(3) == 0) return absl::StrCat(name, chance.Comes() ? " = ''" : " != ''");
  switch (item.kind()) {
    case v1::ANSWER_KIND_SEVERAL_CHOICES:
      return chance.Comes() ? absl::StrCat("selected(", name, ", 'web')")
                            : absl::StrCat("count-selected(", name, ") >= 2");
    case v1::ANSWER_KIND_NUMBER:
      return absl::StrCat(name, chance.Comes() ? " > 30.5" : " <= 10");
    case v1::ANSWER_KIND_TEXT:
      return absl::StrCat("not(", name, " = '')");
    default:
      return absl::StrCat(name, chance.Comes() ? " = '" : " != '", item.choices(0).id(), "'");
  }
}

// A rule over one or two of the items so far.
std::string RandomRule(Chance& chance, const v1::Definition& definition) {
  const auto one = [&] {
    const size_t position = chance.Below(static_cast<size_t>(definition.items_size()));
    return Condition(chance, definition.items(static_cast<int>(position)));
  };
  if (chance.Comes()) return one();
  return absl::StrCat("(", one(), chance.Comes() ? ") and not(" : ") or (", one(), ")");
}

void AddRandomItem(Chance& chance, v1::Definition& definition) {
  v1::Item item = PlainItem(chance, absl::StrCat("X", definition.items_size()));
  if (chance.Comes()) item.set_show_if(RandomRule(chance, definition));
  if (item.kind() == v1::ANSWER_KIND_NUMBER && chance.Comes()) {
    item.set_constraint(absl::StrCat(". <= 20 or ", RandomRule(chance, definition)));
  }
  *definition.add_items() = item;
}

// The survey's scored items, and then up to twenty of any kind, some of them in a section.
Assessment RandomSurvey(Chance& chance) {
  v1::Definition definition = testing::SurveyDefinition();
  definition.mutable_items()->DeleteSubrange(4, 5);
  definition.mutable_items(2)->clear_section();
  definition.mutable_items(3)->clear_section();
  definition.mutable_sections()->RemoveLast();
  v1::Section& section = *definition.mutable_sections(0);
  section.set_show_if(RandomRule(chance, definition));
  const size_t items = 1 + chance.Below(20);
  for (size_t i = 0; i < items; ++i) {
    AddRandomItem(chance, definition);
    if (i < 1 + items / 2) definition.mutable_items()->rbegin()->set_section(section.id());
  }
  absl::StatusOr<Assessment> assessment = Assessment::FromDefinition(definition);
  RC_ASSERT(assessment.ok());
  return *std::move(assessment);
}

std::string RandomText(Chance& chance) {
  const std::vector<std::string> pieces = {"ก", "x", " ", "\n", "€", "😀", "\"", "น้ำ"};
  std::string text = "a";
  for (size_t i = chance.Below(20); i > 0; --i) text += pieces[chance.Below(pieces.size())];
  return text;
}

v1::Answer RandomAnswer(Chance& chance, const Item& item) {
  v1::Answer answer;
  answer.set_item(item.id);
  switch (item.kind) {
    case AnswerKind::kOneChoice:
      answer.set_choice(item.choices[chance.Below(item.choices.size())].id);
      break;
    case AnswerKind::kSeveralChoices:
      for (const Choice& choice : item.choices) {
        if (chance.Comes()) answer.mutable_choices()->add_ids(choice.id);
      }
      answer.mutable_choices();
      break;
    case AnswerKind::kNumber:
      answer.set_number(absl::StrCat(chance.Below(700), ".", chance.Below(10)));
      break;
    case AnswerKind::kText:
      answer.set_text(RandomText(chance));
      break;
  }
  return answer;
}

// An answer that no rule forbids.
v1::Answer SafeAnswer(const Item& item) {
  v1::Answer answer;
  answer.set_item(item.id);
  if (item.kind == AnswerKind::kOneChoice) answer.set_choice(item.choices[0].id);
  if (item.kind == AnswerKind::kSeveralChoices) answer.mutable_choices()->add_ids("web");
  if (item.kind == AnswerKind::kNumber) answer.set_number("0");
  if (item.kind == AnswerKind::kText) answer.set_text("x");
  return answer;
}

bool Give(FormAnswers& form, size_t question, const v1::Answer& answer) {
  absl::StatusOr<AnswerValue> value = ReadAnswer(form.item(question), answer);
  if (!value.ok() || !form.Check(question, *value).ok()) return false;
  form.Exchange(question, *std::move(value));
  return true;
}

// Goes back and forth at random, then through the questions once more for what is still open.
void FillIn(Chance& chance, FormAnswers& form) {
  for (size_t step = 0; step < 3 * form.size(); ++step) {
    const size_t question = chance.Below(form.size());
    if (chance.Below(8) == 0) {
      form.Exchange(question, AnswerValue());
    } else {
      Give(form, question, RandomAnswer(chance, form.item(question)));
    }
  }
  for (size_t question = 0; question < form.size(); ++question) {
    if (!form.IsOpen(question)) continue;
    if (!Give(form, question, RandomAnswer(chance, form.item(question)))) {
      RC_ASSERT(Give(form, question, SafeAnswer(form.item(question))));
    }
  }
}

// What is filled in, in a survey of its own.
struct FilledIn {
  explicit FilledIn(Chance& chance)
      : survey(RandomSurvey(chance)), questionnaire(*survey.FindInstrument("Q")) {
    FormAnswers form(survey, questionnaire);
    v1::Answer point;
    point.set_item("POINT");
    point.set_choice("north");
    RC_ASSERT(form.TakeStaffAnswers({point}).ok());
    FillIn(chance, form);
    answers = form.Asked();
  }

  const Assessment survey;
  const Instrument& questionnaire;
  std::vector<v1::Answer> answers;
};

RC_GTEST_PROP(SurveyPropertyTest, TheServerAcceptsWhatTheFormLetsThrough, ()) {
  Chance chance;
  const FilledIn filled(chance);

  const auto checked = CheckAnswers(filled.survey, filled.questionnaire, filled.answers);

  RC_ASSERT(checked.ok());
  RC_ASSERT(checked->Pack().size() <= LargestPackedSize(filled.survey, filled.questionnaire));
  const auto unpacked = UnpackAnswers(filled.survey, filled.questionnaire, checked->Pack());
  RC_ASSERT(unpacked.ok());
  RC_ASSERT(unpacked->values() == checked->values());
}

RC_GTEST_PROP(SurveyPropertyTest, RowsHaveOneSizeAndKeepAllButTheTexts, ()) {
  Chance chance;
  const FilledIn filled(chance);
  const auto checked = CheckAnswers(filled.survey, filled.questionnaire, filled.answers);
  RC_ASSERT(checked.ok());

  const auto row = UnpackRow(filled.survey, filled.questionnaire, checked->PackRow());

  RC_ASSERT(checked->PackRow().size() == RowSize(filled.survey, filled.questionnaire));
  RC_ASSERT(row.ok());
  RC_ASSERT(row->PackRow() == checked->PackRow());
  std::vector<AnswerValue> without_texts = checked->values();
  for (AnswerValue& value : without_texts) {
    if (auto* text = std::get_if<std::string>(&value)) text->clear();
  }
  RC_ASSERT(row->values() == without_texts);
}

RC_GTEST_PROP(SurveyPropertyTest, AcceptsOnlyBytesThatItWouldPackAgain, ()) {
  Chance chance;
  const FilledIn filled(chance);
  const auto checked = CheckAnswers(filled.survey, filled.questionnaire, filled.answers);
  RC_ASSERT(checked.ok());
  std::string damaged = checked->Pack();
  damaged[chance.Below(damaged.size())] = static_cast<char>(chance.Below(256));
  if (chance.Below(4) == 0) damaged.resize(chance.Below(damaged.size()));

  const auto unpacked = UnpackAnswers(filled.survey, filled.questionnaire, damaged);

  if (unpacked.ok()) {
    RC_ASSERT(unpacked->Pack() == damaged);
  } else {
    RC_ASSERT(ReasonOf(unpacked.status()) != v1::REASON_UNSPECIFIED);
  }
}

}  // namespace
}  // namespace sucharit
