// SPDX-License-Identifier: Apache-2.0
//
// The promise of suppression, checked from the reader's side: bounds by linear programming over
// everything that is published.
#include <gmock/gmock.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "server/anonymize/coarsening.h"
#include "server/publish/answer_tables.h"
#include "server/publish/breakdown.h"
#include "server/scoring/scoring.h"
#include "server/scoring/tally.h"
#include "tests/properties/public_knowledge.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::sucharit::testing::PublicKnowledge;
using ::sucharit::testing::Published;
using ::sucharit::testing::SurveyDefinition;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// One respondent: a choice for each item, by position.
using Person = std::vector<size_t>;

void SetGroups(v1::Item& item, int groups) {
  const v1::Choice pattern = item.choices(0);
  item.clear_choices();
  for (int group = 0; group < groups; ++group) {
    v1::Choice& choice = *item.add_choices();
    choice = pattern;
    choice.set_id(absl::StrCat("g", group));
  }
}

// The survey for tests with two segments and three scored items: two of three scores and "no
// opinion", one of two.
Assessment SurveyWith(int points, int ages, int minimum_group) {
  v1::Definition definition = SurveyDefinition();
  definition.mutable_privacy()->set_minimum_group(minimum_group);
  definition.mutable_privacy()->set_rows(v1::ROWS_DROP);
  definition.mutable_items()->DeleteSubrange(4, definition.items_size() - 4);
  definition.mutable_sections()->RemoveLast();
  *definition.add_items() = definition.items(2);
  definition.mutable_items(4)->set_id("TRUST");
  SetGroups(*definition.mutable_items(0), points);
  SetGroups(*definition.mutable_items(1), ages);
  absl::StatusOr<Assessment> assessment = Assessment::FromDefinition(definition);
  if (!assessment.ok()) abort();
  return *std::move(assessment);
}

std::vector<CheckedAnswers> AnswersOf(const Assessment& assessment,
                                      const std::vector<Person>& people) {
  std::vector<CheckedAnswers> all;
  for (const Person& person : people) {
    std::vector<v1::Answer> answers;
    for (size_t item = 0; item < person.size(); ++item) {
      v1::Answer& answer = answers.emplace_back();
      answer.set_item(assessment.items()[item].id);
      answer.set_choice(assessment.items()[item].choices[person[item]].id);
    }
    all.push_back(CheckAnswers(assessment, *assessment.FindInstrument("Q"), answers).value());
  }
  return all;
}

v1::Tally Count(const Assessment& assessment, const std::vector<Person>& people) {
  TallyCounter counter(assessment, *assessment.FindInstrument("Q"));
  for (const CheckedAnswers& answers : AnswersOf(assessment, people)) counter.Add(answers);
  return counter.Tally();
}

// As closing counts: small groups are taken away before.
v1::Tally CountCoarsened(const Assessment& assessment, const std::vector<Person>& people) {
  const Instrument& survey = *assessment.FindInstrument("Q");
  const std::vector<CheckedAnswers> all = AnswersOf(assessment, people);
  std::vector<std::string> rows;
  for (const CheckedAnswers& answers : all) rows.push_back(answers.PackRow());
  const Coarsening coarsening(assessment, survey, rows);
  TallyCounter counter(assessment, survey);
  for (const CheckedAnswers& answers : all) counter.Add(coarsening.Apply(answers));
  return counter.Tally();
}

// Everything that publishing and breaking down makes of the counts.
Published Publish(const Assessment& assessment, const v1::Tally& tally) {
  Published published;
  published.respondents = tally.respondents();
  const absl::StatusOr<v1::Scores> scores = ComputeScores(assessment, {tally}, {});
  if (!scores.ok()) return published;
  for (const v1::NodeScore& node : scores->nodes()) {
    if (node.level() == "item") published.items.push_back(node);
  }
  published.tables = MakeAnswerTables(assessment, {tally});
  for (const Segment& segment : assessment.segments()) {
    published.breakdowns.push_back(
        MakeBreakdown(assessment, segment.id, {tally}, published.breakdowns).value());
  }
  return published;
}

// Small numbers more often than large ones.
size_t Skewed(size_t below) {
  return std::min(*rc::gen::inRange<size_t>(0, below), *rc::gen::inRange<size_t>(0, below));
}

// How the people of a random survey answer an item.
enum class Habit { kAnyhow, kMostlyAlike, kAllAlike, kByPoint };

size_t RandomAnswer(Habit habit, size_t choices, size_t point) {
  switch (habit) {
    case Habit::kAnyhow:
      return *rc::gen::inRange<size_t>(0, choices);
    case Habit::kMostlyAlike:
      return *rc::gen::inRange(0, 8) == 0 ? *rc::gen::inRange<size_t>(0, choices) : 1;
    case Habit::kAllAlike:
      return 1;
    case Habit::kByPoint:
      return point % choices;
  }
  return 0;
}

std::vector<Person> RandomPeople(const Assessment& assessment) {
  const std::vector<Item>& items = assessment.items();
  std::vector<Habit> habits;
  for (size_t item = 0; item < items.size(); ++item) {
    habits.push_back(*rc::gen::element(Habit::kAnyhow, Habit::kAnyhow, Habit::kMostlyAlike,
                                       Habit::kAllAlike, Habit::kByPoint));
  }
  std::vector<Person> people(*rc::gen::inRange<size_t>(3, 60));
  for (Person& person : people) {
    person = {Skewed(items[0].choices.size()), Skewed(items[1].choices.size())};
    for (size_t item = 2; item < items.size(); ++item) {
      person.push_back(RandomAnswer(habits[item], items[item].choices.size(), person[0]));
    }
  }
  return people;
}

TEST(SuppressionPropertyTest, NothingPublishedTellsOfAHiddenGroup) {
  int shown = 0;
  int hidden = 0;
  EXPECT_TRUE(rc::check([&] {
    const Assessment assessment =
        SurveyWith(*rc::gen::inRange(2, 6), *rc::gen::inRange(2, 5), *rc::gen::inRange(3, 6));
    const v1::Tally tally = Count(assessment, RandomPeople(assessment));

    const Published published = Publish(assessment, tally);

    const std::vector<std::string> broken =
        PublicKnowledge(assessment, published).BrokenPromises(tally);
    if (!broken.empty()) RC_FAIL(broken.front());
    for (const v1::Breakdown& breakdown : published.breakdowns) {
      shown += breakdown.groups_size();
      hidden += breakdown.hidden_groups_size();
    }
  }));
  EXPECT_GT(shown, 50) << "or nothing was tried";
  EXPECT_GT(hidden, 30);
}

TEST(SuppressionPropertyTest, NothingPublishedTellsOfAGroupThatClosingTookAway) {
  int shown = 0;
  int hidden = 0;
  EXPECT_TRUE(rc::check([&] {
    const Assessment assessment =
        SurveyWith(*rc::gen::inRange(2, 6), *rc::gen::inRange(2, 5), *rc::gen::inRange(3, 6));
    const std::vector<Person> people = RandomPeople(assessment);

    const Published published = Publish(assessment, CountCoarsened(assessment, people));

    const std::vector<std::string> broken =
        PublicKnowledge(assessment, published).BrokenPromises(Count(assessment, people));
    if (!broken.empty()) RC_FAIL(broken.front());
    for (const v1::Breakdown& breakdown : published.breakdowns) {
      shown += breakdown.groups_size();
      hidden += breakdown.hidden_groups_size();
    }
  }));
  EXPECT_GT(shown, 50) << "or nothing was tried";
  EXPECT_GT(hidden, 30);
}

TEST(SuppressionPropertyTest, ShowsNoBaseBelowTheMinimumGroup) {
  EXPECT_TRUE(rc::check([&] {
    const Assessment assessment =
        SurveyWith(*rc::gen::inRange(2, 6), *rc::gen::inRange(2, 5), *rc::gen::inRange(3, 6));

    const Published published = Publish(assessment, Count(assessment, RandomPeople(assessment)));

    for (const v1::Breakdown& breakdown : published.breakdowns) {
      for (const v1::BreakdownGroup& group : breakdown.groups()) {
        RC_ASSERT(group.respondents() >= assessment.minimum_group());
        for (const v1::NodeScore& node : group.nodes()) {
          RC_ASSERT(node.level() != "item" || node.n() >= assessment.minimum_group());
        }
      }
    }
    for (const v1::AnswerTable& table : published.tables) {
      for (const v1::AnswerPart& part : table.parts()) {
        RC_ASSERT(part.count() == 0 || part.count() >= assessment.minimum_group());
      }
    }
  }));
}

TEST(SuppressionPropertyTest, DoesNotDependOnWhichSegmentIsPublishedFirst) {
  EXPECT_TRUE(rc::check([&] {
    const Assessment assessment = SurveyWith(4, 3, 3);
    const v1::Tally tally = Count(assessment, RandomPeople(assessment));
    const v1::Breakdown age = MakeBreakdown(assessment, "age", {tally}, {}).value();

    const v1::Breakdown after = MakeBreakdown(assessment, "point", {tally}, {age}).value();

    RC_ASSERT(after.SerializeAsString() ==
              MakeBreakdown(assessment, "point", {tally}, {}).value().SerializeAsString());
  }));
}

// --- The check itself finds what a careless suppression would leave.

// `count` people in a group of "point", all of one age, with the same answer to every scored item.
void Add(int count, size_t point, size_t answer, std::vector<Person>& people) {
  for (int person = 0; person < count; ++person) {
    people.push_back({point, static_cast<size_t>(person % 2), answer, answer % 2, answer});
  }
}

// Shows all groups of "point" but some, whatever that tells.
v1::Breakdown Careless(const Assessment& assessment, const v1::Tally& tally,
                       const std::vector<std::string>& hidden) {
  v1::Breakdown breakdown;
  breakdown.set_segment("point");
  for (const v1::GroupTally& group : tally.groups()) {
    if (group.segment() != "point") continue;
    if (std::find(hidden.begin(), hidden.end(), group.group()) != hidden.end()) {
      breakdown.add_hidden_groups(group.group());
      continue;
    }
    v1::Tally alone;
    alone.set_questionnaire("Q");
    alone.set_respondents(group.respondents());
    *alone.mutable_items() = group.items();
    v1::BreakdownGroup& shown = *breakdown.add_groups();
    shown.set_group(group.group());
    shown.set_respondents(group.respondents());
    const v1::Scores scores = ComputeScores(assessment, {alone}, {}).value();
    for (const v1::NodeScore& node : scores.nodes()) {
      if (node.level() == "item") *shown.add_nodes() = node;
    }
  }
  return breakdown;
}

std::vector<std::string> BrokenIfHidden(const Assessment& assessment,
                                        const std::vector<Person>& people,
                                        const std::vector<std::string>& hidden) {
  const v1::Tally tally = Count(assessment, people);
  Published published = Publish(assessment, tally);
  published.tables.clear();
  published.breakdowns = {Careless(assessment, tally, hidden)};
  return PublicKnowledge(assessment, published).BrokenPromises(tally);
}

// Groups g0 (3 people), g1 (9) and g2 (12) of all opinions.
std::vector<Person> MixedPeople() {
  std::vector<Person> people;
  for (const size_t answer : {0U, 1U, 2U}) {
    Add(1, 0, answer, people);
    Add(3, 1, answer, people);
    Add(4, 2, answer, people);
  }
  return people;
}

TEST(SuppressionCheckTest, FindsAGroupThatWasHiddenAlone) {
  EXPECT_THAT(BrokenIfHidden(SurveyWith(3, 2, 5), MixedPeople(), {"g0"}),
              Contains(HasSubstr("people of point g0 are known to be 3 to 3")));
}

TEST(SuppressionCheckTest, FindsHiddenGroupsThatTogetherAreTooFew) {
  std::vector<Person> people = MixedPeople();
  Add(1, 3, 0, people);

  EXPECT_THAT(BrokenIfHidden(SurveyWith(4, 2, 5), people, {"g0", "g3"}),
              Contains(HasSubstr("people of point g0 are known to be 0 to 4")));
}

TEST(SuppressionCheckTest, FindsHiddenGroupsThatAgree) {
  std::vector<Person> people;
  Add(3, 0, 2, people);
  Add(6, 1, 2, people);
  for (const size_t answer : {0U, 1U, 2U}) Add(3, 2, answer, people);

  EXPECT_THAT(BrokenIfHidden(SurveyWith(3, 2, 5), people, {"g0", "g1"}),
              Contains(HasSubstr("the mean of point g0 in SAT is known to be 100 to 100")));
}

TEST(SuppressionCheckTest, FindsATableThatGivesACountAway) {
  const Assessment assessment = SurveyWith(3, 2, 5);
  std::vector<Person> people = MixedPeople();
  Add(1, 1, 3, people);
  const v1::Tally tally = Count(assessment, people);
  Published published = Publish(assessment, tally);
  published.breakdowns.clear();
  ASSERT_THAT(PublicKnowledge(assessment, published).BrokenPromises(tally), IsEmpty());
  v1::AnswerTable& table = published.tables[2];
  table.clear_parts();
  for (const v1::ChoiceCount& count : tally.items(2).counts()) {
    v1::AnswerPart& part = *table.add_parts();
    part.add_choices(count.choice());
    part.set_count(count.count());
  }

  EXPECT_THAT(PublicKnowledge(assessment, published).BrokenPromises(tally),
              Contains(HasSubstr("how many took none in SAT is known")));
}

TEST(SuppressionCheckTest, FindsNothingWhereTwoAreHiddenWell) {
  EXPECT_THAT(BrokenIfHidden(SurveyWith(3, 2, 5), MixedPeople(), {"g0", "g1"}), IsEmpty());
}

}  // namespace
}  // namespace sucharit
