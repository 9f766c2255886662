// SPDX-License-Identifier: Apache-2.0
//
// What must hold for the answers to any questionnaire, and for any bytes that claim to be some.
#include <gtest/gtest.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "common/assessment/assessment.h"
#include "common/status/reason.h"
#include "tests/testing/small_definition.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

v1::Item ItemWith(const std::string& id, int choices) {
  v1::Item item = testing::SmallDefinition().items(0);
  item.set_id(id);
  const v1::Choice pattern = item.choices(0);
  item.clear_choices();
  for (int i = 0; i < choices; ++i) {
    v1::Choice& choice = *item.add_choices();
    choice = pattern;
    choice.set_id(absl::StrCat("c", i));
    choice.set_score(absl::StrCat(100 * i, "/", choices - 1));
  }
  return item;
}

// The small definition, its survey with as many items and choices as chance wills, also the most
// allowed.
Assessment RandomAssessment() {
  const size_t items = *rc::gen::inRange<size_t>(1, 31);
  const auto sizes = *rc::gen::container<std::vector<int>>(items, rc::gen::inRange(2, 201));
  v1::Definition definition = testing::SmallDefinition();
  definition.clear_topics();
  definition.mutable_items()->DeleteSubrange(0, 2);
  for (size_t i = 0; i < sizes.size(); ++i) {
    *definition.add_items() = ItemWith(absl::StrCat("X", i), sizes[i]);
  }
  absl::StatusOr<Assessment> assessment = Assessment::FromDefinition(definition);
  RC_ASSERT(assessment.ok());
  return *std::move(assessment);
}

std::vector<v1::Answer> RandomAnswers(const Assessment& assessment, const Instrument& instrument) {
  std::vector<v1::Answer> answers;
  for (const size_t position : instrument.items) {
    const Item& item = assessment.items()[position];
    v1::Answer& answer = answers.emplace_back();
    answer.set_item(item.id);
    answer.set_choice(item.choices[*rc::gen::inRange<size_t>(0, item.choices.size())].id);
  }
  return answers;
}

RC_GTEST_PROP(AnswersPropertyTest, UnpacksWhatItPacked, ()) {
  const Assessment assessment = RandomAssessment();
  const Instrument& survey = *assessment.FindInstrument("S");
  const auto checked = CheckAnswers(assessment, survey, RandomAnswers(assessment, survey));
  RC_ASSERT(checked.ok());

  const auto unpacked = UnpackAnswers(assessment, survey, checked->Pack());

  RC_ASSERT(unpacked.ok());
  RC_ASSERT(unpacked->values() == checked->values());
}

RC_GTEST_PROP(AnswersPropertyTest, KeepsWhatEachAnswerNamed, ()) {
  const Assessment assessment = RandomAssessment();
  const Instrument& survey = *assessment.FindInstrument("S");
  const std::vector<v1::Answer> answers = RandomAnswers(assessment, survey);
  std::vector<v1::Answer> reversed(answers.rbegin(), answers.rend());

  const auto checked = CheckAnswers(assessment, survey, reversed);

  RC_ASSERT(checked.ok());
  for (size_t i = 0; i < answers.size(); ++i) {
    const Item& item = assessment.items()[survey.items[i]];
    RC_ASSERT(item.choices[*checked->choice(i)].id == answers[i].choice());
  }
}

RC_GTEST_PROP(AnswersPropertyTest, AcceptsOnlyBytesThatItWouldPackAgain,
              (const std::string& bytes)) {
  const Assessment assessment = RandomAssessment();
  const Instrument& survey = *assessment.FindInstrument("S");
  std::string sized = bytes;
  if (*rc::gen::arbitrary<bool>()) sized.resize(survey.items.size(), '\x01');

  const auto unpacked = UnpackAnswers(assessment, survey, sized);

  if (unpacked.ok()) {
    RC_ASSERT(unpacked->Pack() == sized);
  } else {
    RC_ASSERT(ReasonOf(unpacked.status()) != v1::REASON_UNSPECIFIED);
  }
}

RC_GTEST_PROP(DefinitionPropertyTest, RefusesAnyBytesWithAReason, (const std::string& bytes)) {
  const auto text = Assessment::FromText(bytes);
  const auto serialized = Assessment::FromBytes(bytes);

  RC_ASSERT(text.ok() || ReasonOf(text.status()) != v1::REASON_UNSPECIFIED);
  RC_ASSERT(serialized.ok() || ReasonOf(serialized.status()) != v1::REASON_UNSPECIFIED);
}

RC_GTEST_PROP(DefinitionPropertyTest, RefusesADamagedDefinitionWithAReasonOrReadsIt, ()) {
  std::string bytes = testing::SmallAssessment().bytes();
  bytes[*rc::gen::inRange<size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();

  const auto damaged = Assessment::FromBytes(bytes);

  RC_ASSERT(damaged.ok() || ReasonOf(damaged.status()) != v1::REASON_UNSPECIFIED);
}

RC_GTEST_PROP(DefinitionPropertyTest, RefusesADamagedSurveyWithAReasonOrReadsIt, ()) {
  std::string bytes = testing::SurveyAssessment().bytes();
  bytes[*rc::gen::inRange<size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();

  const auto damaged = Assessment::FromBytes(bytes);

  RC_ASSERT(damaged.ok() || ReasonOf(damaged.status()) != v1::REASON_UNSPECIFIED);
  RC_ASSERT(damaged.ok() || !SubjectOf(damaged.status()).empty());
}

}  // namespace
}  // namespace sucharit
