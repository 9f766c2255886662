// SPDX-License-Identifier: Apache-2.0
//
// What must hold of the groups that are left after closing, whatever survey it was and whoever
// answered it.
#include <gtest/gtest.h>
// After gtest.h, or rapidcheck's macros for it are missing.
#include <google/protobuf/util/message_differencer.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/assessment/answers.h"
#include "server/anonymize/coarsening.h"
#include "server/scoring/tally.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/survey_definition.h"

namespace sucharit {
namespace {

using ::google::protobuf::util::MessageDifferencer;

// Items 0 to 2 make the segments' groups, 3 and 4 are scored.
constexpr size_t kSegments = 3;

void SetGroups(v1::Item& item, size_t groups) {
  const v1::Choice pattern = item.choices(0);
  item.clear_choices();
  for (size_t group = 0; group < groups; ++group) {
    v1::Choice& choice = *item.add_choices();
    choice = pattern;
    choice.set_id(absl::StrCat("g", group));
  }
}

// Joins some of the groups, each at most once.
void AddJoins(std::mt19937& chance, size_t groups, v1::Segment& segment) {
  for (size_t group = 0; group + 1 < groups; group += 2) {
    if (chance() % 2 == 0) continue;
    v1::GroupJoin& join = *segment.add_joins();
    join.add_groups(absl::StrCat("g", group + 1));
    join.add_groups(absl::StrCat("g", group));
    join.mutable_name()->set_th("รวม");
    join.mutable_name()->set_en("joined");
  }
}

Assessment RandomSurvey(std::mt19937& chance, v1::Rows rows) {
  v1::Definition definition = testing::SurveyDefinition();
  definition.mutable_privacy()->set_minimum_group(3 + static_cast<int>(chance() % 5));
  definition.mutable_privacy()->set_rows(rows);
  const v1::Item sat = definition.items(2);
  const v1::Item speed = definition.items(3);
  definition.mutable_items()->DeleteSubrange(2, definition.items_size() - 2);
  definition.mutable_sections()->RemoveLast();
  *definition.add_items() = definition.items(1);
  definition.mutable_items(2)->set_id("OFFICE");
  *definition.add_items() = sat;
  *definition.add_items() = speed;
  *definition.add_segments() = definition.segments(1);
  definition.mutable_segments(2)->set_id("office");
  definition.mutable_segments(2)->set_item("OFFICE");
  for (int i = 0; i < static_cast<int>(kSegments); ++i) {
    const size_t groups = 2 + chance() % 5;
    SetGroups(*definition.mutable_items(i), groups);
    AddJoins(chance, groups, *definition.mutable_segments(i));
  }
  absl::StatusOr<Assessment> assessment = Assessment::FromDefinition(definition);
  RC_ASSERT(assessment.ok());
  return *std::move(assessment);
}

std::vector<CheckedAnswers> RandomPeople(std::mt19937& chance, const Assessment& survey) {
  std::vector<CheckedAnswers> people;
  for (size_t left = chance() % 80; left > 0; --left) {
    std::vector<v1::Answer> answers;
    for (const Item& item : survey.items()) {
      const size_t choices = item.choices.size();
      answers.emplace_back().set_item(item.id);
      // Small numbers more often: some groups are large, and some have one person.
      answers.back().set_choice(item.choices[std::min(chance() % choices, chance() % choices)].id);
    }
    const auto checked = CheckAnswers(survey, survey.instruments().front(), answers);
    RC_ASSERT(checked.ok());
    people.push_back(*checked);
  }
  return people;
}

// A survey, who answered it, and what closing makes of it.
struct Coarsened {
  explicit Coarsened(v1::Rows kept)
      : chance(*rc::gen::arbitrary<uint32_t>()),
        survey(RandomSurvey(chance, kept)),
        people(RandomPeople(chance, survey)) {
    for (const CheckedAnswers& each : people) rows.push_back(each.PackRow());
    const Coarsening coarsening(survey, questionnaire(), rows);
    for (const CheckedAnswers& each : people) coarse.push_back(coarsening.Apply(each));
    coarse_rows = rows;
    for (std::string& row : coarse_rows) coarsening.Apply(row);
  }

  const Instrument& questionnaire() const { return survey.instruments().front(); }

  std::mt19937 chance;
  const Assessment survey;
  const std::vector<CheckedAnswers> people;
  std::vector<std::string> rows;
  std::vector<CheckedAnswers> coarse;
  std::vector<std::string> coarse_rows;
};

// How many rows have the same first `size` bytes from `begin` on.
std::map<std::string, int64_t> CountPieces(const std::vector<std::string>& rows, size_t begin,
                                           size_t size) {
  std::map<std::string, int64_t> counts;
  for (const std::string& row : rows) ++counts[row.substr(begin, size)];
  return counts;
}

void RequireShared(const Coarsened& made, size_t begin, size_t size) {
  for (const auto& [piece, people] : CountPieces(made.coarse_rows, begin, size)) {
    const bool tells_nothing = people == static_cast<int64_t>(made.rows.size());
    RC_ASSERT(tells_nothing || people >= made.survey.minimum_group());
  }
}

RC_GTEST_PROP(CoarseningPropertyTest, NoCombinationInKeptRowsIsSharedByFewerThanTheMinimumGroup,
              ()) {
  const Coarsened made(v1::ROWS_KEEP);

  RequireShared(made, 0, kSegments);
  RC_ASSERT(CheckCoarsened(made.survey, made.questionnaire(), made.coarse_rows).ok());
}

RC_GTEST_PROP(CoarseningPropertyTest, NoGroupIsCountedWithFewerThanTheMinimumGroup, ()) {
  const Coarsened made(v1::ROWS_DROP);

  for (size_t segment = 0; segment < kSegments; ++segment) RequireShared(made, segment, 1);
  RC_ASSERT(CheckCoarsened(made.survey, made.questionnaire(), made.coarse_rows).ok());
}

RC_GTEST_PROP(CoarseningPropertyTest, FindsACombinationThatSinglesPeopleOut, ()) {
  const Coarsened made(v1::ROWS_KEEP);
  const auto groups = CountPieces(made.rows, 0, kSegments);
  const bool singles_out = std::any_of(groups.begin(), groups.end(), [&](const auto& group) {
    return group.second <
           std::min<int64_t>(made.survey.minimum_group(), static_cast<int64_t>(made.rows.size()));
  });

  const bool is_refused = !CheckCoarsened(made.survey, made.questionnaire(), made.rows).ok();

  RC_ASSERT(is_refused == singles_out);
}

RC_GTEST_PROP(CoarseningPropertyTest, AnswersAndTheirNumberStayAsTheyWere, ()) {
  const Coarsened made(*rc::gen::element(v1::ROWS_KEEP, v1::ROWS_DROP));

  TallyCounter before(made.survey, made.questionnaire());
  for (const CheckedAnswers& each : made.people) before.Add(each);
  TallyCounter after(made.survey, made.questionnaire());
  for (const CheckedAnswers& each : made.coarse) after.Add(each);

  RC_ASSERT(after.Tally().respondents() == before.Tally().respondents());
  for (int item = kSegments; item < before.Tally().items_size(); ++item) {
    RC_ASSERT(MessageDifferencer::Equals(after.Tally().items(item), before.Tally().items(item)));
  }
}

RC_GTEST_PROP(CoarseningPropertyTest, AGroupStaysIsJoinedOrIsLeftOut, ()) {
  const Coarsened made(*rc::gen::element(v1::ROWS_KEEP, v1::ROWS_DROP));

  for (size_t person = 0; person < made.people.size(); ++person) {
    for (size_t segment = 0; segment < kSegments; ++segment) {
      const std::optional<uint8_t> group = made.coarse[person].choice(segment);
      if (!group.has_value() || group == made.people[person].choice(segment)) continue;
      const std::vector<GroupJoin>& joins = made.survey.segments()[segment].joins;
      RC_ASSERT(std::any_of(joins.begin(), joins.end(), [&](const GroupJoin& join) {
        return join.groups.front() == *group &&
               std::count(join.groups.begin(), join.groups.end(),
                          *made.people[person].choice(segment)) == 1;
      }));
    }
  }
}

RC_GTEST_PROP(CoarseningPropertyTest, TheOrderOfRowsChangesNothing, ()) {
  Coarsened made(*rc::gen::element(v1::ROWS_KEEP, v1::ROWS_DROP));
  std::vector<std::string> shuffled = made.rows;
  std::shuffle(shuffled.begin(), shuffled.end(), made.chance);

  const Coarsening again(made.survey, made.questionnaire(), shuffled);

  for (size_t row = 0; row < made.rows.size(); ++row) {
    std::string coarse = made.rows[row];
    again.Apply(coarse);
    RC_ASSERT(coarse == made.coarse_rows[row]);
  }
}

RC_GTEST_PROP(CoarseningPropertyTest, BothCountersCountTheSameAndKeptRowsCountItAgain, ()) {
  const Coarsened made(*rc::gen::element(v1::ROWS_KEEP, v1::ROWS_DROP));
  TallyCounter first(made.survey, made.questionnaire());
  for (const CheckedAnswers& each : made.coarse) first.Add(each);

  const auto second = CountPackedRows(made.survey, made.questionnaire(), made.coarse_rows);
  TallyCounter from_rows(made.survey, made.questionnaire());
  for (const std::string& row : made.coarse_rows) {
    const auto unpacked = UnpackRow(made.survey, made.questionnaire(), row);
    RC_ASSERT(unpacked.ok());
    from_rows.Add(*unpacked);
  }

  RC_ASSERT(second.ok());
  RC_ASSERT(MessageDifferencer::Equals(*second, first.Tally()));
  RC_ASSERT(MessageDifferencer::Equals(from_rows.Tally(), first.Tally()));
}

}  // namespace
}  // namespace sucharit
